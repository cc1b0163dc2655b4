/** Official documents from their facts: the words, the numbers, the pages, and whatever people may type into them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { draftNotification, draftReport } from '../../server/core/drafts.ts'
import {
  formatCount,
  formatShare,
  listed,
  longDate,
  longInstant,
  longSpan,
  monthName,
  workSpan,
} from '../../server/core/indonesian.ts'
import { addresseeOf, proofOf, signerOf, type Paper } from '../../server/core/paper.ts'
import { formatNumber } from '../../server/core/number.ts'
import { settingSections } from '../../server/core/settings.ts'
import {
  fieldWords,
  kindWords,
  reasonWords,
  stateWords,
  statusWords,
  stepWords,
  wantWords,
} from '../../server/core/words.ts'
import { layout } from '../../server/documents/layout.ts'
import { isPrinted } from '../../server/documents/glyphs.ts'
import { plain } from '../../server/documents/parts.ts'
import { press } from '../../server/documents/press.ts'
import { checked, found, MONDAY_NINE } from '../support/desk.ts'
import { charactersOf, robotoFiles } from '../support/font.ts'
import { needs } from '../support/programs.ts'
import { codesOn, textOf } from '../support/scan.ts'

const readers = needs(['pdftotext', 'pdftoppm', 'zbarimg'], 'apt-get install -y poppler-utils zbar-tools')

const letterhead = settingSections.letterhead.parse({})
const letters = settingSections.letters.parse({})
const at = MONDAY_NINE.toISOString()

const facts = {
  number: letters.dispositionNumber,
  at,
  letterhead,
  nature: 'Biasa',
  verifyUrl: `https://alih.example/verifikasi/${'0'.repeat(26)}`,
  request: {
    number: '2026/0001',
    agency: 'Dinas Kesehatan',
    kind: 'website' as const,
    oldName: 'lama.kaltim.example',
    newName: 'baru.kaltim.example',
    records: { A: ['192.0.2.10'] },
    want: 'redirect' as const,
    redirectUntil: '2027-05-22',
    reason: 'Nama berubah.',
    submittedAt: at,
    executedAt: at,
    letter: 'surat.pdf',
  },
  signer: { acting: null, title: letterhead.headTitle, name: 'Kadis', behalf: null },
}
const disposition: Paper = {
  ...facts,
  kind: 'disposition',
  decision: 'approve',
  reasonCode: null,
  disposition: 'Setuju.',
}

describe('official Indonesian', () => {
  test.each([
    [longInstant('2026-11-23T01:00:00Z'), 'Senin, 23 November 2026, pukul 09.00 WITA'],
    [longInstant('2026-12-31T16:00:00Z'), 'Jumat, 1 Januari 2027, pukul 00.00 WITA'],
    [longInstant('2026-02-28T15:59:59Z'), 'Sabtu, 28 Februari 2026, pukul 23.59 WITA'],
    [longDate('2026-08-17'), '17 Agustus 2026'],
    [longDate('2026-11-23T18:00:00Z'), '24 November 2026'],
    [formatCount(14_400), '14.400'],
    [formatCount(1_234_567.5), '1.234.567,5'],
    [formatCount(-999), '-999'],
    [longSpan(14_400), '4 jam'],
    [longSpan(93_784), '1 hari 2 jam'],
    [longSpan(0), '0 detik'],
    [workSpan(93_784), '26 jam 3 menit'],
    [workSpan(3_599.6), '1 jam'],
    [workSpan(900), '15 menit'],
    [formatShare(0.9864), '98,6%'],
    [formatShare(0.99999), '>99,9%'],
    [formatShare(0.00001), '<0,1%'],
    [formatShare(1), '100%'],
    [formatShare(0), '0%'],
    [monthName('2026-10'), 'Oktober 2026'],
    [listed(['a', 'b', 'c']), 'a, b, dan c'],
    [listed(['a', 'b']), 'a dan b'],
    [addresseeOf('Dinas Kesehatan'), 'Kepala Dinas Kesehatan'],
    [addresseeOf('RSUD Abdul Wahab Sjahranie'), 'Direktur RSUD Abdul Wahab Sjahranie'],
    [addresseeOf('Sekretariat DPRD'), 'Pimpinan Sekretariat DPRD'],
  ])('%s', (said, expected) => expect(said).toBe(expected))

  test('has the words that the screen has', () => {
    expect(reasonWords).toEqual(words.alih.reason_codes)
    expect(wantWords).toEqual(words.alih.wants)
    expect(kindWords).toEqual(words.alih.kinds)
    expect(stepWords).toEqual(words.alih.steps)
    expect(stateWords).toEqual(words.alih.states)
    expect(statusWords).toEqual(words.alih.statuses)
    expect(words.resources.requests.fields).toMatchObject(fieldWords)
  })
})

describe('the patterns of letter numbers', () => {
  test('never give two numbers of one kind the same text', () => {
    const some = fc.record({
      number: fc.integer({ min: 1, max: 1e6 }),
      year: fc.integer({ min: 2026, max: 2099 }),
      month: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(some, some, (a, b) => {
        fc.pre(a.number !== b.number || a.year !== b.year)
        const text = (one: typeof a) => formatNumber(letters.reportNumber, { ...one, agency: 'X' })
        expect(text(a)).not.toBe(text(b))
      }),
    )
  })
})

describe('who signs', () => {
  const officer = { name: 'Ir. Nurhayati' }
  test('by office', () => {
    expect(signerOf('disposition', officer, letterhead)).toEqual({
      acting: null,
      title: letterhead.headTitle,
      name: 'Ir. Nurhayati',
      behalf: null,
    })
    expect(signerOf('notification', officer, letterhead)).toMatchObject({
      title: letterhead.divisionTitle,
      behalf: letterhead.headTitle,
    })
  })
  test('an acting officer signs as Plt. or Plh., and the paper says so', () => {
    const onBehalfOf = { id: 3, name: 'Kadis', title: 'plt' as const }
    expect(signerOf('disposition', { ...officer, onBehalfOf }, letterhead).acting).toBe('Plt.')
    const daily = { ...officer, onBehalfOf: { ...onBehalfOf, title: 'plh' as const } }
    const signer = signerOf('disposition', daily, letterhead)
    expect(signer.acting).toBe('Plh.')
    expect(JSON.stringify(layout({ ...disposition, signer }).content)).toContain(
      `Plh. ${letterhead.headTitle},`,
    )
  })
})

describe('a proof', () => {
  test('is one line for each authoritative server, and tells silence by name', () => {
    const asked = (address: string, outcome: object, purpose = 'new') => ({
      kind: 'dns',
      role: 'authoritative',
      purpose,
      server: { name: 'ns1.example', address, port: 53 },
      question: { name: 'baru.kaltim.example', type: 'A' },
      outcome,
    })
    const answers = [{ name: 'baru.kaltim.example', type: 'A', ttl: 600, value: '192.0.2.10' }]
    const observations = [
      asked('192.0.2.1', { status: 'answered', rcode: 'NOERROR', answers }),
      asked('192.0.2.1', { status: 'answered', rcode: 'NOERROR', answers: [] }),
      asked('192.0.2.2', { status: 'answered', rcode: 'NXDOMAIN', answers: [] }),
      asked('192.0.2.3', { status: 'timeout', detail: '' }),
      asked('192.0.2.9', { status: 'timeout', detail: '' }, 'old'),
    ]
    const check = {
      ...checked('ok', [found('A10', 'baru.kaltim.example')], MONDAY_NINE),
      observations,
    } as never
    expect(proofOf(check, 'baru.kaltim.example')).toEqual({
      checkedAt: at,
      proved: true,
      servers: [
        { name: 'ns1.example', address: '192.0.2.1', answer: 'A 192.0.2.10', ttl: 600 },
        { name: 'ns1.example', address: '192.0.2.2', answer: 'NXDOMAIN', ttl: null },
        { name: 'ns1.example', address: '192.0.2.3', answer: 'tidak menjawab', ttl: null },
      ],
    })
  })
})

describe('drafts', () => {
  const request = { ...facts.request, records: { A: ['192.0.2.10'] } } as never
  test('tell what is on record, in Indonesian', () => {
    const report = draftReport({ request, events: [{ action: 'assign', at, details: {} }], check: null })
    for (const said of [
      'baru.kaltim.example',
      'A 192.0.2.10',
      'Penugasan Tim Pengelola pada Senin, 23 November 2026, pukul 09.00 WITA',
      'sampai dengan 22 Mei 2027',
      'Belum ada pemeriksaan',
    ])
      expect(report).toContain(said)
    expect(draftNotification(request)).toMatch(/lama\.kaltim\.example[\s\S]*baru\.kaltim\.example/)
  })
})

describe.skipIf(!readers)('the QR code', () => {
  test('is read from the printed page, on every kind', { timeout: 60_000 }, async () => {
    const papers: Paper[] = [
      disposition,
      { ...facts, kind: 'assignment', team: ['A'], disposition: null, dueAt: at, allowanceSeconds: 1 },
      { ...facts, kind: 'report', team: ['A'], text: 'x', proof: null, override: null },
      { ...facts, kind: 'notification', text: 'x', copies: [] },
    ]
    for (const paper of papers) expect(codesOn(await press({ paper }))).toEqual([facts.verifyUrl])
    // The longest address that a host may have.
    const verifyUrl = `https://${'a'.repeat(60)}.kaltimprov.example/layanan/subdomain/verifikasi/${'z'.repeat(26)}`
    expect(codesOn(await press({ paper: { ...disposition, verifyUrl } }))).toEqual([verifyUrl])
  })
})

describe.skipIf(!readers)('a returned request', () => {
  test('has what is to be corrected on its disposition', async () => {
    const marks: Extract<Paper, { kind: 'disposition' }>['marks'] = [
      { field: 'newName', note: 'Pakai singkatan resmi.' },
      { field: 'letter' },
    ]
    const returned: Paper = { ...disposition, decision: 'return', reasonCode: 'name_unsuitable', marks }
    const text = textOf(await press({ paper: returned }))
    expect(text).toMatch(/Yang harus diperbaiki[^]*Nama baru: Pakai singkatan resmi\.[^]*Surat permohonan/)
    expect(textOf(await press({ paper: disposition }))).not.toContain('Yang harus diperbaiki')
  })
})

describe('whatever people type', () => {
  test('control characters and turned text never reach the page', () => {
    expect(plain('a\u0000b\u202Ec\u200Bd\r\ne\tf\uD800g\u2028h')).toBe('abcd\ne    fg\nh')
    expect(plain('x'.repeat(253))).toBe('x'.repeat(253))
    expect(
      plain('x'.repeat(600))
        .split(' ')
        .map(({ length }) => length),
    ).toEqual([253, 253, 94])
  })

  test('what the font lacks is seen to be missing, and said', () => {
    const [regular, medium] = robotoFiles.map((file) => charactersOf(file))
    // All that `plain` lets through, and the font has.
    const skipped = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/u
    for (let code = 0; code < 0x30000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue
      const character = String.fromCodePoint(code)
      if (character === '\n' || skipped.test(character)) continue
      expect([code.toString(16), isPrinted(character)]).toEqual([
        code.toString(16),
        regular!.has(code) && medium!.has(code),
      ])
    }
    expect(plain('Dinas 文化 → Budaya, déjà ḍ 👩‍👩‍👧')).toBe(
      'Dinas \uFFFD\uFFFD -> Budaya, déjà d\u0323 \uFFFD\uFFFD\uFFFD',
    )
  })

  test.skipIf(!readers)('a page with such a sign says what it is, and another does not', async () => {
    const strange: Paper = { ...disposition, disposition: 'Setuju: 文化.' }
    expect(textOf(await press({ paper: strange }))).toMatch(
      /Setuju: \uFFFD\uFFFD\.[^]*Tanda \uFFFD berdiri di tempat/,
    )
    expect(textOf(await press({ paper: disposition }))).not.toContain('berdiri di tempat')
  })

  test('never stops a document, and the same facts give the same bytes', { timeout: 180_000 }, async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom(
        '😀👨‍👩‍👧',
        'مرحبا بالعالم',
        '\u202Eevil',
        'a'.repeat(5_000),
        '\n'.repeat(500),
        '- '.repeat(300),
        'A. JUDUL',
        'data:image/png;base64,AAAA',
        '/etc/passwd',
        '\uD800',
        '',
      ),
    )
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (one, two, three) => {
        const request = {
          ...facts.request,
          agency: one,
          oldName: two,
          newName: three,
          reason: one,
          letter: two,
          number: three,
        }
        const signer = { acting: 'Plt.' as const, title: one, name: two, behalf: three }
        const head = {
          ...letterhead,
          government: one,
          department: two,
          address: [three, one],
          phone: two,
          city: three,
        }
        const common = { ...facts, request, signer, letterhead: head, number: one, nature: two }
        const proof = {
          checkedAt: at,
          proved: false,
          servers: [{ name: one, address: two, answer: three, ttl: 1 }],
        }
        const papers: Paper[] = [
          { ...common, kind: 'disposition', decision: 'reject', reasonCode: 'other', disposition: three },
          {
            ...common,
            kind: 'assignment',
            team: [one, two],
            disposition: three,
            dueAt: null,
            allowanceSeconds: 900,
          },
          {
            ...common,
            kind: 'report',
            team: [two],
            text: `${one}\n${two}\n${three}`,
            proof,
            override: three,
          },
          { ...common, kind: 'notification', text: `${three}\n  ${two}\n1. ${one}`, copies: [one, two] },
        ]
        for (const paper of papers) {
          const bytes = await press({ paper })
          expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
          expect(bytes.subarray(-6).toString('latin1')).toContain('%%EOF')
        }
      }),
      { numRuns: 12 },
    )
    expect((await press({ paper: disposition })).equals(await press({ paper: disposition }))).toBe(true)
  })

  test(
    'the longest report that is accepted is made, in good time and away from the event loop',
    { timeout: 120_000 },
    async () => {
      const text = 'a\n'.repeat(10_000)
      let ticks = 0
      const timer = setInterval(() => ticks++, 20)
      const bytes = await press({
        paper: { ...facts, kind: 'report', team: ['Tim'], text, proof: null, override: null },
      })
      clearInterval(timer)
      expect(bytes.length).toBeGreaterThan(10_000)
      expect(ticks).toBeGreaterThan(2)
    },
  )

  test('a thread that dies is replaced', async () => {
    await expect(press({ paper: null as never })).rejects.toThrow(/TypeError/)
    expect((await press({ paper: disposition })).length).toBeGreaterThan(1000)
  })
})
