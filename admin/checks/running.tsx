/** A look while it runs: how far it is, and what each server said so far. */
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import { useTranslate } from 'react-admin'
import type { RunningLook } from '../live.ts'
import type { Subject } from './matrix.ts'
import { Servers } from './servers.tsx'

type Props = { look: RunningLook | null; subject: Subject }

/** `look` is null where nobody tells how far it is. */
export function Running({ look, subject }: Props) {
  const t = useTranslate()
  const counted = look !== null && look.asked > 0
  const told = counted
    ? t('alih.check.answers', { answered: look.answered, asked: look.asked })
    : t('alih.check.running')
  return (
    <Box aria-label={t('alih.check.running')} component="section">
      <Box sx={{ px: 2.5, pb: 1.5 }}>
        <LinearProgress
          aria-label={t('alih.check.running')}
          aria-valuetext={told}
          {...(counted ? { variant: 'determinate', value: (100 * look.answered) / look.asked } : {})}
          sx={{ borderRadius: 1, mb: 0.75 }}
        />
        <Box sx={{ fontSize: '.85rem', fontWeight: 600 }}>{told}</Box>
        {/* Said once: whoever listens need not hear every number. */}
        <Box role="status" sx={{ fontSize: '.85rem', color: 'text.secondary' }}>
          {t('alih.check.running_hint')}
        </Box>
      </Box>
      {look && <Servers observations={look.seen} open={look.waiting} subject={subject} waiting={false} />}
    </Box>
  )
}
