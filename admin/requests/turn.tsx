/** Where a request stands, for whoever waits for it: whose turn it is, what happens next, until when, what to do. */
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import HourglassIcon from '@mui/icons-material/HourglassEmptyOutlined'
import PanIcon from '@mui/icons-material/PanToolAltOutlined'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { Actor } from '../../server/core/access.ts'
import { stepOf, steps } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { useNow } from '../fields.tsx'
import { Tag } from '../tag.tsx'
import { formatInstant } from '../time.ts'
import { isTurnOf } from './choices.ts'

type TurnProps = { request: RenameRequest; actor: Actor }

export function TurnTag({ request, actor }: TurnProps) {
  const t = useTranslate()
  if (!request.waitsFor) return <Tag tone="good" icon={DoneIcon} label={t('alih.turn.closed')} />
  if (isTurnOf(request, actor)) return <Tag tone="warn" icon={PanIcon} label={t('alih.turn.yours')} />
  const role = t(`alih.roles.${request.waitsFor}`)
  return <Tag tone="calm" icon={HourglassIcon} label={t('alih.turn.theirs', { role })} />
}

/** The same in sentences. */
export function NextStep({ request, actor }: TurnProps) {
  const t = useTranslate()
  const then = t(`alih.turn_then.${request.state}`)
  const next = t(`alih.next.${request.state}`)
  if (!request.waitsFor) return <Lines lines={[[null, `${next} ${then}`]]} />
  if (isTurnOf(request, actor))
    return (
      <Lines
        lines={[
          [t('alih.turn.you'), next],
          [t('alih.turn.after'), then],
        ]}
      />
    )
  return (
    <Lines
      lines={[
        [
          t('alih.turn.now'),
          <>
            {request.heldAt ? t('alih.turn.held') : next} <Until request={request} />
          </>,
        ],
        [t('alih.turn.after'), then],
        [t('alih.turn.you'), t('alih.turn.nothing')],
      ]}
    />
  )
}

function Until({ request: { dueAt, waitsFor } }: { request: RenameRequest }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const now = useNow(dueAt)
  if (!dueAt) return null
  const time = formatInstant(dueAt, locale)
  if (new Date(dueAt) >= now) return <>{t('alih.turn.by', { time })}</>
  return <>{t('alih.turn.over', { time, role: t(`alih.roles.${waitsFor}`) })}</>
}

const Lines = ({ lines }: { lines: [label: string | null, text: React.ReactNode][] }) => (
  <Box component="dl" sx={{ m: 0, mt: 1, display: 'grid', gap: 0.5, fontSize: '.9rem' }}>
    {lines.map(([label, text]) => (
      <Box
        key={label}
        sx={{ display: 'grid', gridTemplateColumns: { sm: label ? '130px 1fr' : '1fr' }, gap: { sm: 1 } }}
      >
        {label && (
          <Box component="dt" sx={{ color: 'text.secondary', fontWeight: 600 }}>
            {label}
          </Box>
        )}
        <Box component="dd" sx={{ m: 0 }}>
          {text}
        </Box>
      </Box>
    ))}
  </Box>
)

/** The six steps as six short bars, and in words. */
export function StepBar({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const here = request.state === 'archived' ? steps.length + 1 : stepOf(request.state)?.step
  if (here === undefined) return null
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.25, mt: 1 }}>
      <Box aria-hidden sx={{ display: 'flex', gap: 0.5 }}>
        {steps.map(({ step }) => (
          <Box
            key={step}
            sx={{
              width: 22,
              height: 6,
              borderRadius: 3,
              backgroundColor: step < here ? 'primary.main' : step === here ? 'warning.main' : 'divider',
            }}
          />
        ))}
      </Box>
      {here <= steps.length && (
        <Box component="span" sx={{ fontSize: '.8rem', color: 'text.secondary' }}>
          {t('alih.turn.step', { step: here, total: steps.length, name: t(`alih.steps.${here}`) })}
        </Box>
      )}
    </Box>
  )
}
