/** A month in a few plain sentences, as the Kabid would tell it to the head. Pure. */
import { formatCount, formatShare, listed, longInstant, monthName, workSpan } from '../core/indonesian.ts'
import type { MonthReport } from '../core/report.ts'
import { stepWords } from '../core/words.ts'

export const summary = (report: MonthReport): string[] => [
  requests(report),
  ...execution(report),
  ...punctuality(report),
  health(report),
]

const during = ({ month, isOver, asOf }: MonthReport) =>
  isOver ? `Selama ${monthName(month)}` : `Pada ${monthName(month)} sampai dengan ${longInstant(asOf)}`

function requests(report: MonthReport): string {
  const { carriedOver, received, reopened, finished, rejected, withdrawn, open } = report.totals
  const handled = carriedOver + received + reopened
  if (handled === 0)
    return `${during(report)} tidak ada permohonan yang diterima maupun tersisa dari bulan lalu.`
  const agencies = report.agencies.filter((agency) => agency.received > 0).length
  const from = received === 0 ? '' : ` dari ${formatCount(agencies)} instansi`
  const before = [
    carriedOver > 0 && `${formatCount(carriedOver)} sisa bulan lalu`,
    reopened > 0 && `${formatCount(reopened)} yang dibuka kembali`,
  ].filter((part) => part !== false)
  const added =
    before.length === 0
      ? ''
      : `; bersama ${listed(before)}, seluruhnya ${formatCount(handled)} permohonan ditangani`
  const ends = [
    `${formatCount(finished)} selesai`,
    rejected > 0 && `${formatCount(rejected)} ditolak`,
    withdrawn > 0 && `${formatCount(withdrawn)} dicabut`,
    `${formatCount(open)} masih berjalan`,
  ].filter((part) => part !== false)
  return `${during(report)} diterima ${formatCount(received)} permohonan${from}${added}. Hasilnya ${listed(ends)}.`
}

function execution({ proof, renames }: MonthReport): string[] {
  const { executions, rightFirstTime, overridden, rolledBack, reopened } = proof
  if (executions === 0) return []
  const amiss = [
    overridden > 0 && `${formatCount(overridden)} dilaksanakan dengan pengecualian Kabid`,
    rolledBack > 0 && `${formatCount(rolledBack)} dibatalkan setelah dilaksanakan`,
    reopened > 0 && `${formatCount(reopened)} dibuka kembali setelah diarsipkan`,
  ].filter((part) => part !== false)
  const rest = amiss.length === 0 ? '' : ` Catatan: ${listed(amiss)}.`
  return [
    `Perubahan nama dilaksanakan ${formatCount(executions)} kali, ${formatCount(rightFirstTime)} di antaranya benar sejak pertama (${formatShare(rightFirstTime / executions)}); ${formatCount(renames.total)} perubahan nama berlaku pada akhir masa laporan.${rest}`,
  ]
}

function punctuality({ steps, late }: MonthReport): string[] {
  const timed = steps.filter(({ allowance, ended }) => allowance !== null && ended > 0)
  const ended = timed.reduce((sum, step) => sum + step.ended, 0)
  const done = steps.find(({ step }) => step === 4)
  const median =
    done?.allowance && 'seconds' in done.allowance && done.medianSeconds !== null
      ? ` Langkah 4 (${stepWords[4]}) berlangsung ${workSpan(done.medianSeconds)} jam kerja pada nilai tengahnya, dari jatah ${workSpan(done.allowance.seconds)}.`
      : ''
  const first =
    late.total > 0
      ? `${formatCount(late.total)} pelaksanaan langkah terlambat, termasuk yang masih berjalan.`
      : ended > 0
        ? `Seluruh ${formatCount(ended)} pelaksanaan langkah yang berjatah waktu selesai tepat waktu.`
        : ''
  const text = `${first}${median}`.trim()
  return text === '' ? [] : [text]
}

function health({ dns: { names, shares, incidents, ailing } }: MonthReport): string {
  if (names === 0 || shares.good === null) return 'Belum ada nama yang dipantau pada masa laporan ini.'
  const { opened, critical, repaired, openAtEnd } = incidents
  const seen = `${formatCount(names)} nama dipantau: ${formatShare(shares.good)} waktunya dalam keadaan baik, ${formatShare(shares.bad!)} bermasalah, dan ${formatShare(shares.unknown!)} belum diketahui.`
  const events =
    opened + repaired + openAtEnd === 0
      ? 'Tidak ada insiden.'
      : `Insiden: ${formatCount(opened)} dibuka (${formatCount(critical)} bertingkat Kritis), ${formatCount(repaired)} dipulihkan, ${formatCount(openAtEnd)} masih terbuka.`
  const left = ailing.total === 0 ? '' : ` ${formatCount(ailing.total)} situs masih bermasalah.`
  return `${seen} ${events}${left}`
}
