/** Whether a month runs, is over or is frozen: in words, and with the digest of what was frozen. */
import LockIcon from '@mui/icons-material/LockOutlined'
import OpenIcon from '@mui/icons-material/LockOpenOutlined'
import RunningIcon from '@mui/icons-material/Timelapse'
import Box from '@mui/material/Box'
import { useTranslate } from 'react-admin'
import type { MonthEntry } from '../../server/core/report.ts'
import { Tag } from '../tag.tsx'

export function MonthTag({ isOver, isFrozen }: Pick<MonthEntry, 'isOver' | 'isFrozen'>) {
  const t = useTranslate()
  if (isFrozen) return <Tag tone="good" icon={LockIcon} label={t('alih.reports.frozen')} />
  if (isOver) return <Tag tone="warn" icon={OpenIcon} label={t('alih.reports.over')} />
  return <Tag tone="wait" icon={RunningIcon} label={t('alih.reports.running')} />
}

// In eights: whoever compares two digests by eye needs a place to come back to.
export const Digest = ({ children }: { children: string }) => (
  <Box
    component="code"
    sx={{ fontSize: '.8rem', overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' }}
  >
    {children.match(/.{1,8}/g)!.map((part, at) => (
      <Box component="span" key={at} sx={{ mr: 0.75, display: 'inline-block' }}>
        {part}
      </Box>
    ))}
  </Box>
)
