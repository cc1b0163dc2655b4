/** Official documents over HTTP: made with their actions, sealed once, numbered without gaps, verifiable by anybody. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verify } from '../../server/commands/verify.ts'
import { openDatabase } from '../../server/database.ts'
import { onBothDatabases } from '../support/databases.ts'
import { makeRequest, openDesk, settle, type TestDesk, type Who } from '../support/desk.ts'
import { needs, run } from '../support/programs.ts'
import { picturesIn } from '../support/scan.ts'
import { png } from '../support/png.ts'
import { collect } from '../support/streams.ts'

const poppler = needs(['pdftotext', 'pdfinfo', 'pdffonts', 'pdfimages'], 'apt-get install -y poppler-utils')
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const bytesOf = async ({ alih }: TestDesk, who: Who, id: number) => {
  const response = await alih.app.request(`/api/documents/${id}/content`, { headers: { 'x-person': who } })
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}
const listOf = async (desk: TestDesk, who: Who, requestId: number): Promise<any[]> =>
  (await desk.call(who, 'GET', `/documents?filter={"requestId":${requestId}}&sort=["id","ASC"]`)).body

onBothDatabases('documents', (fresh) => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
  })
  afterEach(() => desk.stop())

  test('each action makes its own, numbered, and the file ends with its pack', async () => {
    const id = await makeRequest(desk, 'receive')
    const list = await listOf(desk, 'head', id)
    expect(list.map(({ kind, number }) => [kind, number])).toEqual([
      ['letter', null],
      ['disposition', '500.12/001/DISP/DISKOMINFO/XI/2026'],
      ['assignment', '500.12/001/TUGAS/DISKOMINFO/XI/2026'],
      ['report', '500.12/001/LAP/DISKOMINFO/XI/2026'],
      ['notification', '500.12/001/DISKOMINFO/XI/2026'],
      ['archive', null],
    ])
    for (const { id: one, mediaType } of list) {
      const { status, headers, bytes } = await bytesOf(desk, 'head', one)
      const row = (await desk.call('head', 'GET', `/documents/${one}`)).body
      expect([status, headers.get('content-type')]).toEqual([200, mediaType])
      expect(headers.get('content-disposition')).toMatch(/^attachment;/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(row).toMatchObject({ size: bytes.length, digest: digestOf(bytes) })
      expect((await bytesOf(desk, 'head', one)).bytes.equals(bytes)).toBe(true)
    }
  })

  test('numbers have no gaps, by kind and year, however many act at once or are beaten', async () => {
    const ids: number[] = []
    for (let n = 0; n < 4; n++)
      ids.push(
        await makeRequest(desk, 'submit', {
          oldName: `l${n}.kaltim.example`,
          newName: `b${n}.kaltim.example`,
        }),
      )
    const approve = (id: number) =>
      desk.call('head', 'POST', `/requests/${id}/actions/approve`, { disposition: 'Setuju.' })
    const answers = await Promise.all([...ids, ...ids, ...ids].map(approve))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4)
    const numbers = (await Promise.all(ids.map((id) => listOf(desk, 'head', id))))
      .flat()
      .flatMap(({ number }) => (number === null ? [] : [number]))
    expect(numbers.sort()).toEqual([1, 2, 3, 4].map((n) => `500.12/00${n}/DISP/DISKOMINFO/XI/2026`))

    desk.clock.now = new Date('2026-12-31T16:30:00Z') // 00:30 WITA in the new year
    const late = await makeRequest(desk, 'approve', {
      oldName: 'x.kaltim.example',
      newName: 'y.kaltim.example',
    })
    expect((await listOf(desk, 'head', late)).at(-1).number).toBe('500.12/001/DISP/DISKOMINFO/I/2027')
  })

  test('the administrator changes letterhead and pattern; what was made before stays as it was', async () => {
    const before = await makeRequest(desk, 'approve')
    const [, old] = await listOf(desk, 'head', before)
    const first = (await bytesOf(desk, 'head', old.id)).bytes
    for (const pattern of ['tanpa nomor', '{number:3}', '{number:3}/{year}/{oops}', '{year}/{number:0}'])
      expect(
        (await desk.call('admin', 'PUT', '/settings/letters', { dispositionNumber: pattern })).body.errors,
      ).toHaveProperty('dispositionNumber')
    const set = await desk.call('admin', 'PUT', '/settings/letters', {
      dispositionNumber: '{agency}/{number:4}/{month:roman}/{year}',
    })
    expect(set.status).toBe(200)
    await desk.call('admin', 'PUT', '/settings/letterhead', { department: 'Dinas Lain' })
    const after = await makeRequest(desk, 'approve', {
      oldName: 'x.kaltim.example',
      newName: 'y.kaltim.example',
    })
    expect((await listOf(desk, 'head', after)).at(-1).number).toBe('Dinkes/0002/XI/2026')
    expect((await bytesOf(desk, 'head', old.id)).bytes.equals(first)).toBe(true)
  })

  test('an emblem is told by its content, tried, printed from then on, and never taken out of what has it', async () => {
    const emblem = async (who: Who, file: File | null) => {
      const form = new FormData()
      if (file) form.set('file', file)
      return desk.call(who, 'POST', '/settings/logo', form)
    }
    const paper = async (names: object) => {
      const id = await makeRequest(desk, 'approve', names)
      return (await bytesOf(desk, 'head', (await listOf(desk, 'head', id)).at(-1).id)).bytes
    }
    const image = png(48, 64)
    for (const [what, bytes, status] of [
      ['a page', Buffer.from('<html><script>'), 415],
      ['a PDF', Buffer.from('%PDF-1.7\n'), 415],
      ['a picture that breaks off', image.subarray(0, 60), 415],
      ['a picture that is too large', Buffer.concat([image, Buffer.alloc(200 * 1024)]), 413],
    ] as const)
      expect([what, (await emblem('admin', new File([bytes], 'logo.png'))).status]).toEqual([what, status])
    expect((await emblem('admin', null)).status).toBe(422)
    for (const who of ['applicant', 'head', 'division_head', 'operator'] as const)
      expect((await emblem(who, new File([image], 'logo.png'))).status).toBe(403)
    const bare = await paper({})
    const { status, body } = await emblem('admin', new File([image], 'apa saja.exe'))
    expect([status, body.digest]).toEqual([200, digestOf(image)])
    expect((await desk.call('head', 'GET', '/settings')).body.logo).toBe(digestOf(image))
    const shown = await desk.alih.app.request('/api/settings/logo', { headers: { 'x-person': 'head' } })
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(Buffer.from(await shown.arrayBuffer()).equals(image)).toBe(true)
    const headed = await paper({ oldName: 'x.kaltim.example', newName: 'y.kaltim.example' })
    expect((await desk.call('admin', 'DELETE', '/settings/logo')).status).toBe(200)
    const after = await paper({ oldName: 'z.kaltim.example', newName: 'w.kaltim.example' })
    if (poppler) {
      expect([bare, headed, after].map(picturesIn)).toEqual([[], ['48x64'], []])
    }
  })

  test('the agency reads its letter, the decision and the notification; nobody else does', async () => {
    const id = await makeRequest(desk, 'receive')
    const all = await listOf(desk, 'division_head', id)
    const own = ['letter', 'disposition', 'notification']
    expect((await listOf(desk, 'applicant', id)).map(({ kind }) => kind)).toEqual(own)
    expect(await listOf(desk, 'stranger', id)).toEqual([])
    for (const { id: one, kind } of all) {
      const mine = own.includes(kind) ? 200 : 404
      expect((await bytesOf(desk, 'applicant', one)).status, kind).toBe(mine)
      expect((await desk.call('applicant', 'GET', `/documents/${one}`)).status, kind).toBe(mine)
      expect((await bytesOf(desk, 'stranger', one)).status, kind).toBe(404)
      expect((await bytesOf(desk, 'operator', one)).status, kind).toBe(200)
    }
  })

  test('only letters are uploaded', async () => {
    const id = await makeRequest(desk, null)
    const form = new FormData()
    form.set('requestId', String(id))
    form.set('kind', 'notification')
    form.set('file', new File(['%PDF-1.7\n'], 'palsu.pdf'))
    expect((await desk.call('applicant', 'POST', '/documents', form)).status).toBe(422)
  })
})

describe('a document that the process had no time to make', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'alih-documents-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('is made when first asked for, byte for byte the same, and verify finds every tampering', async () => {
    const address = join(folder, 'alih.sqlite')
    let desk = await openDesk(address)
    await settle(desk)
    const id = await makeRequest(desk, 'receive')
    await desk.stop()
    const { db, close } = openDatabase(address)
    const sealed = await db
      .selectFrom('documents')
      .select(['id', 'kind', 'digest', 'sealedAt'])
      .where('facts', 'is not', null)
      .orderBy('id')
      .execute()
    expect(sealed).toHaveLength(5)
    expect(sealed.every(({ sealedAt }) => sealedAt !== null)).toBe(true)
    // As if it had died right after the commit.
    await db
      .updateTable('documents')
      .set({ sealedAt: null, digest: '', size: 0 })
      .where('facts', 'is not', null)
      .execute()
    await db
      .deleteFrom('documentContents')
      .where(
        'digest',
        'in',
        sealed.map(({ digest }) => digest),
      )
      .execute()
    await close()
    expect(await verify(collect(), address)).toBe(0)

    desk = await openDesk(address)
    // The pack first: it makes what it is made of. Two at once make one.
    const archive = sealed.at(-1)!
    const twice = await Promise.all([bytesOf(desk, 'head', archive.id), bytesOf(desk, 'head', archive.id)])
    for (const { bytes } of twice) expect(digestOf(bytes)).toBe(archive.digest)
    expect((await listOf(desk, 'head', id)).slice(1).map(({ digest }) => digest)).toEqual(
      sealed.map(({ digest }) => digest),
    )
    await desk.stop()
    expect(await verify(collect(), address)).toBe(0)

    for (const [statement, told] of [
      [
        `update documents set facts = replace(facts, 'Setuju', 'Tolak') where kind = 'disposition'`,
        'other than the history',
      ],
      [`delete from documents where kind = 'archive'`, 'is gone'],
      [
        `update document_contents set content = 'x' where digest = '${sealed[1]!.digest}'`,
        'as it was sealed',
      ],
    ]) {
      const open = openDatabase(address)
      await sql.raw('begin').execute(open.db)
      await sql.raw(statement!).execute(open.db)
      const { firstDamagedDocument } = await import('../../server/documents/integrity.ts')
      expect(await firstDamagedDocument(open.db)).toContain(told)
      await sql.raw('rollback').execute(open.db)
      await open.close()
    }
  })
})

describe('the public page', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await openDesk()
    await settle(desk)
  })
  afterAll(() => desk.stop())

  test('shows number, date, names and digest, to anybody, and nothing else', async () => {
    const id = await makeRequest(desk, 'receive')
    for (const { kind, verifyUrl, number, digest: listed, id: one } of await listOf(desk, 'head', id)) {
      if (verifyUrl === null) {
        expect(['letter', 'archive']).toContain(kind)
        continue
      }
      expect(verifyUrl).toMatch(/^http:\/\/alih\.test\/verifikasi\/[0-9a-z]{26}$/)
      const response = await desk.alih.app.request(new URL(verifyUrl).pathname)
      const html = await response.text()
      const { bytes } = await bytesOf(desk, 'head', one)
      expect(response.status).toBe(200)
      expect(listed === '' || listed === digestOf(bytes)).toBe(true)
      for (const said of [
        number,
        '23 November 2026',
        'lama.kaltim.example',
        'baru.kaltim.example',
        digestOf(bytes),
      ])
        expect(html).toContain(said)
      // No names of people or agencies, no words of the document.
      for (const secret of ['Sari', 'Kadis', 'Kabid', 'Dinas Kesehatan', 'Setuju', 'Selesai', '192.0.2.10'])
        expect(html).not.toContain(secret)
      expect(html).toMatch(/lang="en"/)
      expect(html).not.toMatch(/<script|<img|<form|<a /)
      const { headers } = response
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
      // The one style is allowed by its digest, as the browser computes it.
      const style = createHash('sha256')
        .update(/<style>([^]*?)<\/style>/.exec(html)![1]!)
        .digest('base64')
      expect(headers.get('content-security-policy')).toContain(`style-src 'sha256-${style}'`)
      expect(headers.get('x-robots-tag')).toContain('noindex')
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  test.each(['0'.repeat(26), 'x', `${'0'.repeat(25)}u`, '%3Cscript%3E', '..%2f..%2fapi%2fme', "' or 1=1 --"])(
    '%s is not found, and is not repeated',
    async (code) => {
      const response = await desk.alih.app.request(`/verifikasi/${encodeURI(code)}`)
      expect(response.status).toBe(404)
      expect(await response.text()).not.toContain('<script')
    },
  )

  test('answers an address so often, and no more', async () => {
    const path = `/verifikasi/${'0'.repeat(26)}`
    let status = 404
    for (let tries = 0; tries < 200 && status === 404; tries++)
      status = (await desk.alih.app.request(path)).status
    expect(status).toBe(429)
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000)
    expect((await desk.alih.app.request(path)).status).toBe(404)
  })

  test('lies below a host that mounts it', async () => {
    const { Hono } = await import('hono')
    const mounted = await openDesk(':memory:', { url: 'https://kota.example/alih/' })
    await settle(mounted)
    const id = await makeRequest(mounted, 'approve')
    const [, { verifyUrl }] = await listOf(mounted, 'head', id)
    const host = new Hono().route('/alih', mounted.alih.app)
    expect(verifyUrl).toMatch(/^https:\/\/kota\.example\/alih\/verifikasi\//)
    expect((await host.request(new URL(verifyUrl).pathname)).status).toBe(200)
    await mounted.stop()
  })
})

describe.skipIf(!poppler)('read back from paper', () => {
  let desk: TestDesk
  let folder: string
  const texts: Record<string, string> = {}
  const files: Record<string, string> = {}
  let rows: any[]
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'alih-paper-'))
    desk = await openDesk()
    await settle(desk)
    const records = {
      A: Array.from({ length: 32 }, (_, n) => `192.0.2.${n + 1}`),
      AAAA: Array.from({ length: 8 }, (_, n) => `2001:db8::${n + 1}`),
    }
    const labels = ['a'.repeat(63), 'b'.repeat(63), 'c'.repeat(63), 'd'.repeat(46)]
    const oldName = `${labels.join('.')}.kaltim.example`
    const id = await makeRequest(desk, 'receive', { records, oldName })
    rows = await listOf(desk, 'head', id)
    for (const { id: one, kind, mediaType } of rows) {
      const { bytes } = await bytesOf(desk, 'head', one)
      const file = join(folder, `${kind}.${mediaType.endsWith('zip') ? 'zip' : 'pdf'}`)
      files[kind] = file
      writeFileSync(file, bytes)
      if (mediaType === 'application/pdf' && kind !== 'letter')
        texts[kind] = run('pdftotext', ['-layout', file, '-'], folder)
    }
  })
  afterAll(async () => {
    await desk.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('A4, embedded fonts, Indonesian, with a title and a fixed date', () => {
    for (const kind of ['disposition', 'assignment', 'report', 'notification']) {
      const info = run('pdfinfo', ['-isodates', files[kind]!], folder)
      expect(info).toMatch(/Page size: .*A4/)
      expect(info).toMatch(/CreationDate: +2026-11-23T01:00:00Z/)
      expect(info).toContain('DISKOMINFO/XI/2026')
      const fonts = run('pdffonts', [files[kind]!], folder).split('\n').slice(2).filter(Boolean)
      expect(fonts.length).toBeGreaterThan(0)
      for (const font of fonts) expect(font).toMatch(/Roboto-\w+ .* yes yes yes/)
    }
  })

  test.each([
    [
      'disposition',
      'LEMBAR DISPOSISI',
      'Setuju, tindak lanjuti.',
      'Kepala Dinas Komunikasi dan Informatika,',
      'Kadis',
    ],
    [
      'assignment',
      'LEMBAR DISPOSISI PENUGASAN',
      '14.400 detik jam kerja (4 jam)',
      'Kepala Bidang Aplikasi Informatika,',
      'Kabid',
    ],
    ['report', 'LAPORAN HASIL KEGIATAN', 'Selesai.', 'Tim Pengelola Domain dan Aplikasi,', 'Tim'],
    [
      'notification',
      'Yth. Kepala Dinas Kesehatan',
      'Nama baru telah aktif.',
      'a.n. Kepala Dinas Komunikasi dan Informatika,',
      'Tembusan:',
    ],
  ])('%s says who decided what', (kind, ...said) => {
    const text = texts[kind]!
    for (const words of [
      ...said,
      'PEMERINTAH PROVINSI KALIMANTAN TIMUR',
      'DINAS KOMUNIKASI DAN INFORMATIKA',
      'Samarinda, 23 November 2026',
      'Halaman 1 dari ',
      rows.find((row) => row.kind === kind).number,
      rows.find((row) => row.kind === kind).verifyUrl,
    ])
      expect(text).toContain(words)
  })

  test('a letter names the names, also when its writer did not', () => {
    const plain = run('pdftotext', ['-raw', files['notification']!, '-'], folder)
    expect(plain).toMatch(/Nama baru : baru\.kaltim\.example/)
  })

  test('dates are Indonesian, records are all there, and the long name breaks inside the page', () => {
    expect(texts['disposition']).toContain('Senin, 23 November 2026,')
    for (const value of ['192.0.2.32', '2001:db8::8']) expect(texts['report']).toContain(value)
    // The head of the table comes again on the second page of the records.
    expect(texts['report']!.match(/No +Jenis +Nilai/g)!.length).toBeGreaterThan(1)
    const plain = run('pdftotext', ['-raw', files['disposition']!, '-'], folder).replace(/\s/g, '')
    expect(plain).toContain(
      `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(46)}.kaltim.example`,
    )
    const boxes = run('pdftotext', ['-bbox', files['disposition']!, '-'], folder)
    const right = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map(([, x]) => Number(x))
    expect(Math.max(...right)).toBeLessThan(595.28 - 50)
  })

  test('the pack holds everything, and its sums are right', () => {
    const pack = unzipSync(readFileSync(files['archive']!))
    expect(Object.keys(pack).map((path) => path.replace(/-500-12.*\./, '.'))).toEqual([
      '01-surat-permohonan.pdf',
      '02-lembar-disposisi.pdf',
      '03-lembar-penugasan.pdf',
      '04-laporan-hasil-kegiatan.pdf',
      '05-surat-pemberitahuan.pdf',
      'bukti.json',
      'riwayat.json',
      'manifest.json',
      'SHA256SUMS.txt',
    ])
    const manifest = JSON.parse(Buffer.from(pack['manifest.json']!).toString())
    for (const { path, sha256, size } of manifest.files) {
      expect(digestOf(pack[path]!)).toBe(sha256)
      expect(pack[path]!.length).toBe(size)
      writeFileSync(join(folder, path), pack[path]!)
    }
    writeFileSync(join(folder, 'SHA256SUMS.txt'), pack['SHA256SUMS.txt']!)
    expect(run('sha256sum', ['-c', 'SHA256SUMS.txt'], folder)).toContain('bukti.json: OK')
    expect(manifest).toMatchObject({ request: '2026/0001', at: '2026-11-23T01:00:00.000Z' })
    expect(manifest.files.map((file: any) => file.sha256).slice(0, 5)).toEqual(
      rows.slice(0, 5).map((row) => digestOf(readFileSync(files[row.kind]!))),
    )
    const history = JSON.parse(Buffer.from(pack['riwayat.json']!).toString())
    expect(history.map(({ action }: any) => action)).toEqual([
      'create',
      'submit',
      'approve',
      'assign',
      'execute',
      'report',
      'receive',
    ])
    expect(history.at(-1).digest).toMatch(/^[0-9a-f]{64}$/)
    const looks = JSON.parse(Buffer.from(pack['bukti.json']!).toString())
    expect(looks.length).toBeGreaterThan(0)
    expect(looks[0]).toMatchObject({ status: 'ok', observations: [] })
  })
})
