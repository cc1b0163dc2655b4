/** Lines of lists: the request that a line is about, and what a list that is cut short, or empty, says. */
import Box from '@mui/material/Box'
import type { ReportSubject } from '../../server/core/report.ts'
import { Rename } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { useWords } from './words.ts'

export function SubjectCell({ subject }: { subject: ReportSubject }) {
  const { kind } = useWords()
  return (
    <Box sx={{ minWidth: 220 }}>
      <RecordLink resource="requests" id={subject.requestId}>
        <Rename request={subject} />
      </RecordLink>
      <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>
        {[subject.number ?? '–', subject.agency, kind(subject)].join(' · ')}
      </Box>
    </Box>
  )
}

/** The report carries the first of a long list. The spreadsheet has all of the `lines`, and of `sites` the same. */
export function Cut({ total, rows, of = 'lines' }: { total: number; rows: number; of?: 'lines' | 'sites' }) {
  const { t, count } = useWords()
  if (total === 0) return <Box sx={{ ...look, pb: 1 }}>{t('alih.reports.empty_list')}</Box>
  if (total === rows) return null
  return <Box sx={look}>{t(`alih.reports.cut.${of}`, { shown: count(rows), total: count(total) })}</Box>
}

const look = { px: 2.5, py: 1, fontSize: '.85rem', color: 'text.secondary' } as const
