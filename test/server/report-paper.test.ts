/** The month's report on paper: its sentences, its bars, and its pages with nothing, much, and the longest names in it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { en } from '../../admin/messages/en.ts'
import { id } from '../../admin/messages/id.ts'
import { countWords } from '../../server/core/report/words.ts'
import { LISTED, type MonthReport, type Seal } from '../../server/core/report.ts'
import type { Text } from '../../server/core/verdict.ts'
import { press } from '../../server/documents/press.ts'
import { bar } from '../../server/reports/charts.ts'
import { summary } from '../../server/reports/summary.ts'
import {
  factWords,
  headWords,
  kindWords,
  sheetWords,
  stateWords,
  statusWords,
  stepWords,
} from '../../server/reports/words.ts'
import { emptyMonth, longestName, sampleMonth } from '../support/month.ts'
import { needs } from '../support/programs.ts'

const poppler = needs(['pdftotext', 'pdfinfo', 'pdffonts'], 'apt-get install -y poppler-utils')
const folder = mkdtempSync(join(tmpdir(), 'alih-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const seal: Seal = { digest: 'c0ffee00'.repeat(8), frozenAt: '2026-11-02T00:05:00.000Z', frozenBy: null }
const running = (report: MonthReport): MonthReport => ({
  ...report,
  isOver: false,
  asOf: '2026-10-24T03:10:00.000Z',
})

describe('a month in sentences', () => {
  test('with everything in it', () => {
    expect(summary(sampleMonth())).toEqual([
      'Selama Oktober 2026 diterima 24 permohonan dari 5 instansi; bersama 5 sisa bulan lalu dan 1 yang dibuka kembali, seluruhnya 30 permohonan ditangani. Hasilnya 19 selesai, 2 ditolak, dan 9 masih berjalan.',
      'Perubahan nama dilaksanakan 23 kali, 20 di antaranya benar sejak pertama (87%); 22 perubahan nama berlaku pada akhir masa laporan. Catatan: 1 dilaksanakan dengan pengecualian Kabid, 1 dibatalkan setelah dilaksanakan, dan 1 dibuka kembali setelah diarsipkan.',
      '2 pelaksanaan langkah terlambat, termasuk yang masih berjalan. Langkah 4 (Pelaksanaan) berlangsung 1 jam 54 menit jam kerja pada nilai tengahnya, dari jatah 4 jam.',
      '143 nama dipantau: 98,6% waktunya dalam keadaan baik, 0,6% bermasalah, dan 0,8% belum diketahui. Insiden: 9 dibuka (3 bertingkat Kritis), 8 dipulihkan, 3 masih terbuka. 3 situs masih bermasalah.',
    ])
  })
  test('in which nothing happened', () => {
    expect(summary(emptyMonth())).toEqual([
      'Selama Oktober 2026 tidak ada permohonan yang diterima maupun tersisa dari bulan lalu.',
      'Belum ada nama yang dipantau pada masa laporan ini.',
    ])
  })
  test('that still runs', () => {
    expect(summary(running(sampleMonth()))[0]).toMatch(
      /^Pada Oktober 2026 sampai dengan Sabtu, 24 Oktober 2026, pukul 11\.10 WITA diterima 24 permohonan/,
    )
  })
  test('in which everything was in time', () => {
    const report = sampleMonth({ late: 0 })
    expect(summary(report)[2]).toMatch(/^Seluruh 117 pelaksanaan langkah .* tepat waktu\./)
  })
})

test.each([
  ['id', id],
  ['en', en],
] as const)('files have the words that the screen has, in %s', (language, { alih }) => {
  const said = (texts: Record<string, Text>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]]))
  const { reports: screen } = alih
  expect(alih.states).toMatchObject(said(stateWords))
  expect(alih.statuses).toEqual(said(statusWords))
  expect(alih.steps).toEqual(said(stepWords))
  expect(alih.kinds).toEqual(said(kindWords))
  expect(screen.counts).toMatchObject({
    ...said(countWords),
    late: headWords.late[language],
    renames: headWords.renames[language],
  })
  expect(said(factWords)).toMatchObject({
    executions: screen.executions,
    rightFirstTime: screen.first_time,
    overridden: screen.overridden,
    reopened: screen.reopened,
    rolledBack: screen.rolled_back,
    frozenAt: screen.frozen_at,
    digest: screen.digest,
    itself: screen.by_itself,
  })
  expect(sheetWords.rules[language]).toBe(screen.rules)
})

test('no bar is drawn beyond its width, whatever the shares', () => {
  const share = fc.double({ min: 0, max: 5, noNaN: true })
  fc.assert(
    fc.property(fc.array(share, { maxLength: 4 }), fc.option(share), (shares, markAt) => {
      const { svg } = bar(
        shares.map((one) => ({ fill: 'good' as const, share: one })),
        120,
        markAt,
      ) as { svg: string }
      const ends = [...svg.matchAll(/<rect x="([\d.]+)" [^>]*width="([\d.]+)"/g)].map(
        ([, from, width]) => Number(from) + Number(width),
      )
      const marks = [...svg.matchAll(/x1="([\d.]+)"/g)].map(([, x]) => Number(x))
      for (const at of [...ends, ...marks]) expect(at).toBeLessThanOrEqual(120)
    }),
  )
})

describe.skipIf(!poppler)('the pages', () => {
  const read = async (report: MonthReport, by: Seal | null, layout: '-raw' | '-layout' = '-layout') => {
    const file = join(folder, 'report.pdf')
    writeFileSync(file, await press({ report, seal: by }))
    const run = (program: string, args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
    return {
      pages: Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', [file]))![1]),
      text: run('pdftotext', [layout, file, '-']),
      fonts: run('pdffonts', [file]),
    }
  }

  test('have the form of an official report, are signed, and say what they are the digest of', async () => {
    const { text, pages, fonts } = await read(sampleMonth(), seal)
    for (const said of [
      'DINAS KOMUNIKASI DAN INFORMATIKA',
      'OKTOBER 2026',
      '1 s.d. 31 Oktober 2026',
      'Senin, 2 November 2026, pukul 08.05 WITA, secara otomatis',
      'Kepala Bidang Aplikasi Informatika,',
      'Rahmat Hidayatullah, S.Kom., M.T.',
      'Pembina / IV.a',
      'NIP 19790615 200501 1 002',
      'Penugasan 500.12/4/TUGAS/DISKOMINFO/X/2026',
      'Pemberitahuan 500.12/4/DISKOMINFO/X/2026',
      'LAMPIRAN III. SITUS YANG BERMASALAH',
      `Halaman ${pages} dari ${pages}`,
    ])
      expect(text).toContain(said)
    expect(text.replace(/\s/g, '')).toContain(seal.digest)
    expect(text).not.toContain('SEMENTARA')
    for (const { title } of sampleMonth().rules) expect(text).toContain(`${title.id}.`)
    expect(text.split('\f').find((page) => page.includes('NIP '))).toContain('Situs bermasalah.')
    // Every font is embedded.
    expect(fonts.split('\n').slice(2, -1)).not.toContainEqual(
      expect.stringMatching(/ no +(yes|no) +(yes|no) /),
    )
  })

  test('have the whole words of the screen at the head of each column, and the sums below the agencies', async () => {
    const { text } = await read(sampleMonth(), seal)
    for (const word of Object.values(id.alih.reports.counts).filter((one) => !one.includes(' ')))
      expect(text).toMatch(new RegExp(`\\b${word}\\b`))
    for (const clipped of ['Terima', 'Buka', 'Tolak', 'Cabut', 'Lambat', 'Laksana', 'Arsip'])
      expect(text).not.toMatch(new RegExp(`\\b${clipped}\\b`))
    expect(text).toMatch(/Dinas Kesehatan +1 +9 +1 +9 +0 +0 +2 +0 +0 +1 +8\n/)
    expect(text).toMatch(/Jumlah +5 +24 +1 +19 +2 +0 +9 +2 +1 +2 +22\n/)
  })

  test('are marked while the month is not frozen, and always the same for the same data', async () => {
    const { text } = await read(running(sampleMonth()), null)
    expect(text).toContain('SEMENTARA. Laporan ini belum dibekukan')
    expect(text).toContain('SEMENTARA: belum dibekukan')
    expect(text).not.toContain('SHA-256')
    const job = { report: running(sampleMonth()), seal: null }
    expect((await press(job)).equals(await press(job))).toBe(true)
  })

  test('hold when there is nothing to tell, and when nobody holds the office', async () => {
    const { text } = await read({ ...emptyMonth(), signer: null }, seal)
    for (const said of [
      'Tidak ada permohonan.',
      'Tidak ada nama yang dipantau.',
      'Tidak ada yang terlambat.',
    ])
      expect(text).toContain(said)
    expect(text).toContain('.'.repeat(50))
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/)
  })

  test('repeat the head of a long list on each of its pages, and hold the longest names', async () => {
    const { text, pages } = await read(sampleMonth({ renames: 60, isLong: true }), seal, '-raw')
    const heads = text.split('\f').filter((page) => page.includes('Nama lama Nama baru')).length
    expect(heads).toBeGreaterThan(12)
    expect(heads).toBeLessThanOrEqual(pages)
    const solid = text.replace(/\s/g, '')
    for (const at of [0, 59]) expect(solid).toContain(longestName(at).slice(0, 20))
    expect(text).not.toMatch(/NaN|undefined/)
  })

  test('say where the rest of a list is that is too long for paper', async () => {
    const { text } = await read(sampleMonth({ renames: 1200, late: 0, ailing: 700 }), seal)
    expect(text).toContain(`Dimuat ${LISTED} dari 1.200 baris; daftar lengkap ada pada berkas XLSX`)
    expect(text).toContain(`Dimuat ${LISTED} dari 700 situs, yang terlama bermasalah`)
  })
})
