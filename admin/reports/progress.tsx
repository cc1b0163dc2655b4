/** How far a report is that is being made, or a file that is being taken. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import { useLocaleState, useTranslate } from 'react-admin'
import { formatNumber } from '../figures.ts'
import { useReportProgress } from './client.ts'

export function Making({ month, title }: { month: string; title: string }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { data } = useReportProgress(month, true)
  const { done = 0, total = 0 } = data ?? {}
  return (
    <Progress
      title={title}
      share={total > 0 ? done / total : null}
      text={
        total > 0
          ? t('alih.reports.folded', { done: formatNumber(done, locale), total: formatNumber(total, locale) })
          : t('alih.reports.making_hint')
      }
    />
  )
}

type ProgressProps = { title: string; text: string; share?: number | null }

export const Progress = ({ title, text, share = null }: ProgressProps) => (
  <Box aria-live="polite" sx={{ py: 1.5, maxWidth: 520 }}>
    <Box sx={{ fontWeight: 600, mb: 0.75 }}>{title}</Box>
    <LinearProgress
      aria-label={title}
      {...(share === null ? {} : { variant: 'determinate', value: Math.round(share * 100) })}
    />
    <Box sx={{ fontSize: '.85rem', color: 'text.secondary', mt: 0.75 }}>{text}</Box>
  </Box>
)
