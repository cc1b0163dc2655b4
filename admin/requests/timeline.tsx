/** The SOP's six steps: a row on a desk, a column in a hand. */
import CheckIcon from '@mui/icons-material/Check'
import CloseIcon from '@mui/icons-material/Close'
import LateIcon from '@mui/icons-material/WarningAmber'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate, type TranslateFunction } from 'react-admin'
import type { RenameRequest, RequestEvent } from '../../server/core/request.ts'
import type { Allowance } from '../../server/core/worktime.ts'
import { useCalendar } from '../calendar.ts'
import { useEvents } from '../client.ts'
import { Due, useNow, When } from '../fields.tsx'
import { toneOf, type Tone } from '../tag.tsx'
import { formatInstant, formatSeconds } from '../time.ts'
import { progressOf, reopeningOf, type StepProgress } from './progress.ts'

export function Timeline({ request }: { request: RenameRequest }) {
  const now = useNow()
  const calendar = useCalendar()
  const { data: events = [] } = useEvents(request.id)
  const steps = progressOf(request, events, now, calendar)
  const reopening = reopeningOf(events)
  return (
    <>
      <Box component="ol" sx={look}>
        {steps.map((step) => (
          <StepItem key={step.step} step={step} request={request} />
        ))}
      </Box>
      {reopening && <Reopening event={reopening} />}
    </>
  )
}

function Reopening({ event: { at, actorName, details } }: { event: RequestEvent }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const text = t('alih.requests.reopened', { time: formatInstant(at, locale), name: actorName })
  return (
    <Box sx={{ px: 2.5, pb: 2.5, fontSize: '.875rem', overflowWrap: 'anywhere' }}>
      {text}
      {typeof details['reason'] === 'string' &&
        ` ${t('alih.requests.because', { reason: details['reason'] })}`}
    </Box>
  )
}

const tones: Record<StepProgress['standing'], Tone> = {
  done: 'good',
  current: 'brand',
  ahead: 'calm',
  stopped: 'calm',
}

function StepItem({ step, request }: { step: StepProgress; request: RenameRequest }) {
  const t = useTranslate()
  const { standing } = step
  return (
    <Box
      component="li"
      aria-current={standing === 'current' ? 'step' : undefined}
      data-standing={standing}
      sx={{ opacity: standing === 'stopped' ? 0.6 : 1 }}
    >
      <Dot step={step} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ fontWeight: 650, fontSize: '.9rem', lineHeight: 1.3 }}>{t(`alih.steps.${step.step}`)}</Box>
        <Box sx={{ fontSize: '.8rem', color: 'text.secondary', mt: 0.25 }}>
          {step.actorName ?? t(`alih.roles.${step.role}`)}
        </Box>
        <Clock step={step} />
        {standing === 'current' && (request.dueAt ?? request.heldAt) && (
          <Box sx={{ mt: 0.75 }}>
            <Due request={request} wrap />
          </Box>
        )}
        {step.doneBeforeAt && (
          <Box sx={{ fontSize: '.78rem', color: 'text.secondary', mt: 0.25 }}>
            {t('alih.requests.done_before')} <When at={step.doneBeforeAt} short />
          </Box>
        )}
        {step.endedAt && (
          <Box sx={{ fontSize: '.78rem', color: 'text.secondary', mt: 0.25 }}>
            <When at={step.endedAt} short />
          </Box>
        )}
      </Box>
    </Box>
  )
}

function Dot({ step }: { step: StepProgress }) {
  const tone = step.late && step.standing === 'done' ? 'warn' : tones[step.standing]
  return (
    <Box
      aria-hidden
      sx={[
        (theme) => {
          const { ground, text, line } = toneOf(theme, tone)
          return step.standing === 'current'
            ? { backgroundColor: text, color: ground, boxShadow: `0 0 0 4px ${line}` }
            : { backgroundColor: ground, color: text, boxShadow: `inset 0 0 0 1px ${line}` }
        },
        {
          width: 30,
          height: 30,
          borderRadius: '50%',
          display: 'grid',
          placeItems: 'center',
          fontWeight: 700,
          fontSize: '.85rem',
          flexShrink: 0,
        },
      ]}
    >
      {step.standing === 'done' ? (
        <CheckIcon sx={{ fontSize: 18 }} />
      ) : step.standing === 'stopped' ? (
        <CloseIcon sx={{ fontSize: 16 }} />
      ) : (
        step.step
      )}
    </Box>
  )
}

/** Used against allowed; late is said in words, too. */
function Clock({ step }: { step: StepProgress }) {
  const t = useTranslate()
  if (!step.allowance) return null
  const allowed = allowanceText(step.allowance, t)
  return (
    <Box sx={{ fontSize: '.8rem', mt: 0.5, color: step.late ? 'error.main' : 'text.secondary' }}>
      {step.usedSeconds === null || step.standing === 'ahead' ? (
        `${t('alih.requests.allowance')} ${allowed}`
      ) : (
        <>
          {step.late && <LateIcon sx={{ fontSize: 15, verticalAlign: '-3px', mr: 0.5 }} aria-hidden />}
          {formatSeconds(step.usedSeconds, t)} / {allowed}
          {step.late && step.standing === 'done' && ` · ${t('alih.time.late_short')}`}
          {step.pausedSeconds > 0 && (
            <Box sx={{ color: 'text.secondary' }}>
              {t('alih.pauses.paused', { time: formatSeconds(step.pausedSeconds, t) })}
            </Box>
          )}
        </>
      )}
    </Box>
  )
}

export function allowanceText(allowance: Allowance, t: TranslateFunction): string {
  return 'days' in allowance
    ? t('alih.time.day', { smart_count: allowance.days })
    : formatSeconds(allowance.seconds, t)
}

const look = {
  listStyle: 'none',
  m: 0,
  px: { xs: 2.5, md: 2 },
  pt: 1,
  pb: 2.5,
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', md: 'repeat(6, minmax(0, 1fr))' },
  rowGap: 2,
  '& > li': {
    position: 'relative',
    display: 'flex',
    flexDirection: { xs: 'row', md: 'column' },
    gap: 1.25,
    px: { md: 1 },
  },
  // The line that joins the dots.
  '& > li:not(:last-child)::after': {
    content: '""',
    position: 'absolute',
    backgroundColor: 'divider',
    left: { xs: 14, md: 46 },
    top: { xs: 36, md: 14 },
    width: { xs: 2, md: 'calc(100% - 46px)' },
    height: { xs: 'calc(100% - 22px)', md: 2 },
  },
  '& > li[data-standing="done"]::after': { backgroundColor: 'success.main', opacity: 0.5 },
} as const
