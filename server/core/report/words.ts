/** What a report counts, in the words of the screen: for its files and for the mail that brings it. Pure data. */
import type { Counts } from '../report.ts'
import type { Text } from '../verdict.ts'

export const countWords: Record<keyof Counts, Text> = {
  carriedOver: { id: 'Sisa bulan lalu', en: 'Carried over' },
  received: { id: 'Diterima', en: 'Received' },
  reopened: { id: 'Dibuka kembali', en: 'Reopened' },
  finished: { id: 'Selesai', en: 'Finished' },
  rejected: { id: 'Ditolak', en: 'Rejected' },
  withdrawn: { id: 'Dicabut', en: 'Withdrawn' },
  open: { id: 'Sisa akhir bulan', en: 'Open at the end' },
  returned: { id: 'Dikembalikan', en: 'Returned' },
  resubmitted: { id: 'Diajukan kembali', en: 'Resubmitted' },
}
