/** Files for the register: tables of what each line means, both ways round, and the commands that take them in and out. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringifyZone } from 'dnsz'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportList } from '../../server/commands/export.ts'
import { importFile } from '../../server/commands/import.ts'
import { verify } from '../../server/commands/verify.ts'
import { formatRecords, recordTypes } from '../../server/core/records.ts'
import type { SiteLine } from '../../server/core/register.ts'
import { csv } from '../../server/sheets.ts'
import { readSites } from '../../server/sites/feed.ts'
import { openDesk, settle } from '../support/desk.ts'
import { collect } from '../support/streams.ts'

const ZONE = 'kaltim.example'
const place = { origin: null, zones: [ZONE] }
const said = (line: SiteLine) => {
  if ('fault' in line) return `${line.line} ${line.skipped ? '-' : '!'} ${line.fault}`
  const { hostname, agency, kind, records } = line.row
  const rest = [agency, kind, records && formatRecords(records)].filter(Boolean)
  return [line.line, hostname.replace(`.${ZONE}`, ''), ...rest].join(' ')
}
const read = (text: string, more: object = {}) => readSites(text, { ...place, ...more }).lines.map(said)

describe('a table', () => {
  test.each<[string, string, string[]]>([
    ['commas', `name,agency,kind,A\na.${ZONE},Dinkes,website,192.0.2.1`, ['2 a Dinkes website A 192.0.2.1']],
    ['semicolons and a BOM', `\ufeffnama;instansi\r\na.${ZONE};Dinkes\r\n`, ['2 a Dinkes']],
    ['tabs', `Nama\tOPD\tAAAA\na.${ZONE}\tDinkes\t2001:DB8:0::1`, ['2 a Dinkes AAAA 2001:db8::1']],
    ['a separator that is said', `sep=;\nnama;jenis\na.${ZONE};aplikasi`, ['3 a application']],
    ['no header', `a.${ZONE},Dinkes,web,192.0.2.1`, ['1 a Dinkes website A 192.0.2.1']],
    ['columns that nobody knows', `catatan;nama;A\nx;a.${ZONE};192.0.2.1`, ['2 a A 192.0.2.1']],
    ['names in other letters', `nama\nA.Kaltim.Example.`, ['2 a']],
    ['several values', `nama;A\na.${ZONE};192.0.2.2, 192.0.2.1`, ['2 a A 192.0.2.1, 192.0.2.2']],
    [
      'records in one cell',
      `nama;records\na.${ZONE};"A 192.0.2.1, 192.0.2.2; AAAA 2001:db8::1"\nb.${ZONE};CNAME a.${ZONE}`,
      ['2 a A 192.0.2.1, 192.0.2.2; AAAA 2001:db8::1', `3 b CNAME a.${ZONE}`],
    ],
    ['what is no value', `nama,A\na.${ZONE},192.0.2.256`, ['2 ! NOT_A_VALUE']],
    ['an A that is an AAAA', `nama,A\na.${ZONE},2001:db8::1`, ['2 ! NOT_A_VALUE']],
    ['CNAME and others', `nama,A,CNAME\na.${ZONE},192.0.2.1,b.${ZONE}`, ['2 ! CNAME_AND_OTHER']],
    ['two CNAMEs', `nama,CNAME\na.${ZONE},b.${ZONE} c.${ZONE}`, ['2 ! ONE_CNAME']],
    ['an unknown kind', `nama,jenis\na.${ZONE},blog`, ['2 ! unknown_kind']],
    ['no name', 'nama,instansi\n,Dinkes', ['2 ! no_name']],
    ['formulas', `nama\n=1+1\n'=1+1\n@SUM(A1)\n+6281`, [2, 3, 4, 5].map((at) => `${at} ! LABEL_ILLEGAL`)],
    ['an unclosed quote', `nama,A\n"a.${ZONE},192.0.2.1\nb.${ZONE},192.0.2.2`, ['3 ! unreadable']],
    ['a page that is no table', '<!doctype html><p>404', ['1 ! LABEL_ILLEGAL']],
  ])('%s', (_, text, lines) => {
    expect(readSites(text, place).format).toBe('csv')
    expect(read(text)).toEqual(lines)
  })
})

describe('a zone file', () => {
  const origin = `$ORIGIN ${ZONE}.\n`
  test.each<[string, string, string[]]>([
    [
      'relative and absolute owners',
      `${origin}a IN A 192.0.2.1\nb.${ZONE}. A 192.0.2.2`,
      ['2 a A 192.0.2.1', '3 b A 192.0.2.2'],
    ],
    [
      'an owner left out',
      `${origin}a 300 IN A 192.0.2.1\n  IN A 192.0.2.2\n\tAAAA 2001:db8::1`,
      ['2 a A 192.0.2.1, 192.0.2.2; AAAA 2001:db8::1'],
    ],
    ['class before TTL', `${origin}a IN 300 A 192.0.2.1`, ['2 a A 192.0.2.1']],
    ['TTL with units', `${origin}a 1h30m IN A 192.0.2.1`, ['2 a A 192.0.2.1']],
    [
      'an owner that begins with a digit',
      `${origin}4sehat IN A 192.0.2.1\n112 300 A 192.0.2.2`,
      ['2 4sehat A 192.0.2.1', '3 112 A 192.0.2.2'],
    ],
    [
      'an origin that moves',
      `${origin}a A 192.0.2.1\n$ORIGIN dinas\nb A 192.0.2.2`,
      ['2 a A 192.0.2.1', '4 b.dinas A 192.0.2.2'],
    ],
    [
      'comments and parentheses',
      `${origin}; a A 192.0.2.9\na A ( ; here\n 192.0.2.1 ) ; there`,
      ['3 a A 192.0.2.1'],
    ],
    ['a semicolon in quotes', `${origin}a TXT "v=1; A 192.0.2.9"\n  A 192.0.2.1`, ['2 a A 192.0.2.1']],
    [
      'aliases',
      `${origin}a CNAME b\nc CNAME d.example.org.\ne CNAME @`,
      [`2 a CNAME b.${ZONE}`, '3 c CNAME d.example.org', `4 e CNAME ${ZONE}`],
    ],
    ['the zone itself', `${origin}@ SOA ns1 root 1 2 3 4 5\n@ A 192.0.2.1`, ['2 - apex']],
    ['a managed zone without its SOA', `${ZONE}. A 192.0.2.1`, ['1 - apex']],
    [
      'wildcards and services',
      `${origin}*.a A 192.0.2.1\n_dmarc TXT "v=DMARC1"\n_sip._tcp SRV 0 0 5060 a`,
      ['2 - wildcard', '3 - service_label', '4 - service_label'],
    ],
    [
      'only mail, text or servers',
      `${origin}a MX 10 b\nc TXT "x"\nd NS ns.example.org.\nx.d A 192.0.2.1`,
      ['2 - no_address', '3 - no_address', '4 - delegated', '5 - delegated'],
    ],
    [
      'servers and the panel',
      `${origin}@ NS dns\ndns A 192.0.2.53\nns2 A 192.0.2.54\nmail A 192.0.2.25\ncpanel CNAME a`,
      ['2 - apex', '3 - infrastructure', '4 - infrastructure', '5 - infrastructure', '6 - infrastructure'],
    ],
    [
      'a www with and without its name',
      `${origin}a A 192.0.2.1\nwww.a CNAME a\nwww.b A 192.0.2.2`,
      ['2 a A 192.0.2.1', '3 - www_pair', '4 www.b A 192.0.2.2'],
    ],
    ['CNAME and others', `${origin}a CNAME b\na A 192.0.2.1`, ['2 ! CNAME_AND_OTHER']],
    [
      'what is no value',
      `${origin}a A 192.0.2.999\nb_c A 192.0.2.1`,
      ['2 ! NOT_A_VALUE', '3 ! LABEL_ILLEGAL'],
    ],
    [
      'what cannot be read',
      `${origin}a\nb A\nc CH A 192.0.2.1\n$GENERATE 1-9 n$ A 192.0.2.$\nd A 192.0.2.1`,
      ['2 ! unreadable', '3 ! unreadable', '4 ! unreadable', '5 ! generate', '6 d A 192.0.2.1'],
    ],
    [
      'a parenthesis that stays open',
      `${origin}a A 192.0.2.1\nb SOA ns1 root (\n1 2 3\nc A 192.0.2.2`,
      ['2 a A 192.0.2.1', '3 ! unreadable'],
    ],
    [
      'nothing to be relative to',
      `a IN A 192.0.2.1\n  IN A 192.0.2.2\nb.${ZONE}. IN A 192.0.2.3`,
      ['1 ! no_origin', '3 b A 192.0.2.3'],
    ],
    ['$INCLUDE', `${origin}a A 192.0.2.1\n$INCLUDE hosts.db\nb A 192.0.2.2`, ['3 ! include']],
  ])('%s', (_, text, lines) => {
    expect(readSites(text, place).format).toBe('zone')
    expect(read(text)).toEqual(lines)
  })

  test('the zone may be chosen, and what the file says goes before it', () => {
    expect(read('a IN A 192.0.2.1', { origin: ZONE })).toEqual(['1 a A 192.0.2.1'])
    expect(read(`$ORIGIN b.${ZONE}.\na IN A 192.0.2.1`, { origin: ZONE })).toEqual(['2 a.b A 192.0.2.1'])
  })
})

const label = fc
  .stringMatching(/^[a-z0-9]([a-z0-9]{0,12}[a-z0-9])?$/)
  .filter(
    (text) =>
      text !== 'www' &&
      !/^(ns\d*|mail|ftp|pop3?|smtp|imap|webmail|cpanel|cwp|localhost|autodiscover|autoconfig|wpad|isatap)$/.test(
        text,
      ),
  )
const v4 = fc.integer({ min: 1, max: 254 }).map((last) => `192.0.2.${last}`)
const v6 = fc.integer({ min: 1, max: 0xffff }).map((last) => `2001:db8::${last.toString(16)}`)
const set = <T>(one: fc.Arbitrary<T>, minLength: number) => fc.uniqueArray(one, { minLength, maxLength: 3 })
const records = fc.oneof(
  fc.record({ A: set(v4, 1), AAAA: set(v6, 1) }),
  fc.record({ A: set(v4, 1) }),
  fc.record({ AAAA: set(v6, 1) }),
  label.map((to) => ({ CNAME: [`${to}.example.org`] })),
)
const sites = fc.uniqueArray(fc.record({ label, records }), {
  minLength: 1,
  maxLength: 12,
  selector: (one) => one.label,
})
type Site = { label: string; records: Partial<Record<(typeof recordTypes)[number], string[]>> }

const sorted = (all: Site[]) =>
  all
    .map(({ label, records }) => {
      const kept = Object.fromEntries(Object.entries(records).map(([type, list]) => [type, list.toSorted()]))
      return `${label}.${ZONE} ${formatRecords(kept)}`
    })
    .sort()
const found = (lines: SiteLine[]) =>
  lines
    .map((line) => ('row' in line ? `${line.row.hostname} ${formatRecords(line.row.records!)}` : said(line)))
    .sort()

test('what is written as a table is read again', async () => {
  await fc.assert(
    fc.asyncProperty(sites, fc.constantFrom('id', 'en'), async (all: Site[], language) => {
      const columns = ['Nama', ...recordTypes].map((header) => ({ header, type: 'text' as const }))
      const rows = all.map(({ label, records }) => [
        `${label}.${ZONE}`,
        ...recordTypes.map((type) => records[type]?.join(' ') ?? null),
      ])
      const chunks: Uint8Array[] = []
      for await (const chunk of csv({ columns, rows }, language)) chunks.push(chunk)
      const { format, lines } = readSites(Buffer.concat(chunks).toString(), place)
      expect([format, found(lines)]).toEqual(['csv', sorted(all)])
    }),
    { numRuns: 150 },
  )
})

test('what is written as a zone file is read again, sorted into sections or not', () => {
  fc.assert(
    fc.property(sites, fc.boolean(), fc.boolean(), (all: Site[], sections, crlf) => {
      const written = all.flatMap(({ label, records }) =>
        Object.entries(records).flatMap(([type, list]) =>
          list.map((value) => ({
            name: `${label}.${ZONE}`,
            ttl: 300,
            class: 'IN',
            type,
            content: type === 'CNAME' ? `${value}.` : value,
            comment: null,
          })),
        ),
      )
      const text = stringifyZone({ origin: ZONE, records: written }, { sections, crlf })
      const { format, lines } = readSites(text, place)
      expect([format, found(lines)]).toEqual(['zone', sorted(all)])
    }),
    { numRuns: 150 },
  )
})

test('no text makes it throw', () => {
  const bits = fc.constantFrom(
    '$ORIGIN',
    '$INCLUDE',
    'IN',
    'A',
    '(',
    ')',
    '"',
    ';',
    '\\',
    ' ',
    '\n',
    '\t',
    ',',
    '@',
    '*',
    'a',
    '192.0.2.1',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(bits, { maxLength: 60 }).map((all) => all.join('')),
      ),
      (text) => {
        for (const format of ['csv', 'zone'] as const)
          expect(readSites(text, { ...place, format }).format).toBe(format)
      },
    ),
    { numRuns: 500 },
  )
})

describe('the commands', () => {
  let folder: string
  let database: string
  const at = new Date('2026-11-23T02:00:00Z')
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alih-register-'))
    database = join(folder, 'alih.sqlite')
    const desk = await openDesk(database)
    await settle(desk)
    await desk.stop()
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const run = async (...args: string[]) => {
    const io = collect()
    const code = await importFile(['sites', ...args], io, database, at)
    return { code, out: io.out(), err: io.err() }
  }
  const put = async (name: string, text: string) => {
    const file = join(folder, name)
    await writeFile(file, text)
    return file
  }
  const register = async () => {
    const desk = await openDesk(database)
    const { body } = await desk.call('operator', 'GET', '/sites?sort=["hostname","ASC"]')
    await desk.stop()
    return body.map(({ hostname, agencyId, kind }: any) => `${hostname} ${agencyId} ${kind}`)
  }

  test('a dry run tells and saves nothing; then the good lines are saved, and the others told with their line', async () => {
    const file = await put(
      'situs.csv',
      `nama;instansi;A\na.${ZONE};Dinkes;192.0.2.1\nb.${ZONE};Dinas Entah;192.0.2.2\n\u001b[31mx;Dinkes;192.0.2.3\n`,
    )
    const dry = await run(file, '--dry-run')
    expect(dry.code).toBe(1)
    expect(dry.out).toContain(`${file}:2: new: a.${ZONE} A 192.0.2.1`)
    expect(dry.out).toContain('Would be new: 1, changed: 0, unchanged: 0; skipped: 0, refused: 2.')
    expect(await register()).toEqual([])

    const real = await run(file)
    expect(real.code).toBe(1)
    expect(real.err).toContain(`${file}:3: refused: b.${ZONE} · Dinas Entah`)
    expect(real.err).toContain(`${file}:4: refused:`)
    expect(real.err).not.toContain('\u001b')
    expect(await register()).toEqual([`a.${ZONE} 1 website`])
    expect((await run(file)).out).toContain('Are new: 0, changed: 0, unchanged: 1;')
    expect(await verify(collect(), database)).toBe(0)
  })

  test('a zone file with its agency, kind and origin', async () => {
    const file = await put('db.kaltim', `a IN A 192.0.2.1\n*.b IN A 192.0.2.1\n`)
    expect((await run(file, '--agency', 'disdik')).code).toBe(1)
    const done = await run(file, '--agency', 'disdik', '--kind', 'application', '--origin', ZONE)
    expect([done.code, done.err]).toEqual([0, ''])
    expect(done.out).toContain('wildcard')
    expect(await register()).toEqual([`a.${ZONE} 2 application`])
    const history = await (async () => {
      const desk = await openDesk(database)
      const { body } = await desk.call('operator', 'GET', '/sites/1/history')
      await desk.stop()
      return body.lines[0]
    })()
    expect(history).toMatchObject({ action: 'import', actorName: 'alih import', at: at.toISOString() })
  })

  test('an include refuses the file', async () => {
    const file = await put('db.kaltim', `$ORIGIN ${ZONE}.\na A 192.0.2.1\n$INCLUDE more.db\n`)
    const { code, err } = await run(file, '--agency', 'Dinkes')
    expect([code, err]).toEqual([1, expect.stringContaining(`${file}:3: refused: $INCLUDE more.db`)])
    expect(await register()).toEqual([])
  })

  test.each([
    ['no file', []],
    ['two files', ['a', 'b']],
    ['a file that is not there', ['nirgends.csv']],
    ['an unknown option', ['--all']],
    ['an unknown kind', ['a.csv', '--kind', 'blog']],
    ['an unknown format', ['a.csv', '--format', 'xml']],
    ['an origin that is none', ['a.csv', '--origin', 'a_b']],
    ['an agency that is none', ['a.csv', '--agency', 'Entah']],
  ])('bad arguments: %s', async (_, args) => {
    const file = await put('a.csv', `nama\na.${ZONE}`)
    const { code, err } = await run(...args.map((arg) => (arg === 'a.csv' ? file : arg)))
    expect([code, err]).toEqual([2, expect.stringContaining('alih import sites')])
  })

  test('what is exported is imported as it stands, and a spreadsheet reads it', async () => {
    const file = await put(
      'situs.csv',
      `nama;instansi;jenis;A;AAAA;CNAME\na.${ZONE};Dinkes;web;192.0.2.1 192.0.2.2;2001:db8::1;\nb.${ZONE};Disdik;aplikasi;;;a.${ZONE}\n`,
    )
    expect((await run(file)).code).toBe(0)
    for (const language of [[], ['--english']]) {
      const out = join(folder, 'keluar.csv')
      const io = collect()
      expect(await exportList(['sites', '--format', 'csv', '-o', out, ...language], io, database, at)).toBe(0)
      expect(io.out()).toBe(`2 sites are in ${out}.\n`)
      const again = await run(out)
      expect([again.code, again.out]).toEqual([0, expect.stringContaining('changed: 0, unchanged: 2;')])
    }
    const book = join(folder, 'keluar.xlsx')
    expect(await exportList(['sites', '--format', 'xlsx', '-o', book], collect(), database, at)).toBe(0)
    const { sheets } = await readXlsx(await readFile(book))
    expect(sheets[0]!.rows.map((row) => row.slice(0, 3))).toEqual([
      ['Nama', 'Instansi', 'Jenis'],
      [`a.${ZONE}`, 'Dinkes', 'Website'],
      [`b.${ZONE}`, 'Disdik', 'Aplikasi'],
    ])
    for (const name of ['requests', 'findings']) {
      const out = join(folder, `${name}.csv`)
      expect(await exportList([name, '--format', 'csv', '-o', out], collect(), database, at)).toBe(0)
      expect(await readFile(out, 'utf8')).toMatch(/^\ufeff\w+/)
    }
  })

  test.each([
    ['nothing', []],
    ['an unknown list', ['people', '--format', 'csv', '-o', 'x']],
    ['a name of every object', ['toString', '--format', 'csv', '-o', 'x']],
    ['no format', ['sites', '-o', 'x']],
    ['no file', ['sites', '--format', 'csv']],
  ])('an export needs its arguments: %s', async (_, args) => {
    const io = collect()
    expect(await exportList(args, io, database, at)).toBe(2)
    expect(io.err()).toContain('alih export')
  })
})
