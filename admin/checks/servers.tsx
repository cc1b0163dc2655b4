/** What each server answers, for the new and the old name: a table that becomes cards on a phone. */
import CheckIcon from '@mui/icons-material/Check'
import ClearIcon from '@mui/icons-material/Clear'
import HourglassIcon from '@mui/icons-material/HourglassTop'
import RemoveIcon from '@mui/icons-material/Remove'
import WarningIcon from '@mui/icons-material/PriorityHigh'
import Box from '@mui/material/Box'
import type { ElementType } from 'react'
import { useTranslate } from 'react-admin'
import type { DnsQuestion } from '../../server/core/live.ts'
import type { Observation } from '../../server/core/observation.ts'
import { Name } from '../fields.tsx'
import { Tag, type Tone } from '../tag.tsx'
import { matrixOf, type Seen, type ServerRow, type Subject } from './matrix.ts'

const icons: Record<Tone, ElementType> = {
  good: CheckIcon,
  bad: ClearIcon,
  wrong: ClearIcon,
  warn: WarningIcon,
  wait: HourglassIcon,
  calm: RemoveIcon,
  brand: RemoveIcon,
}

type Props = {
  observations: readonly Observation[]
  subject: Subject
  waiting: boolean
  /** Questions that wait for their answer. */
  open?: readonly DnsQuestion[]
}

export function Servers({ observations, subject, waiting, open = [] }: Props) {
  const t = useTranslate()
  const rows = matrixOf(observations, subject, waiting, open)
  const withOld = subject.oldName !== null
  if (rows.length === 0) return null
  return (
    <Box tabIndex={0} role="region" aria-label={t('alih.check.matrix')} sx={{ overflowX: 'auto' }}>
      <Box component="table" sx={look} aria-busy={open.length > 0}>
        <Box component="caption" sx={unseen}>
          {t('alih.check.matrix')}
        </Box>
        <thead>
          <tr>
            <th scope="col">{t('alih.check.server')}</th>
            <th scope="col">
              {t('alih.check.new')}
              <Name>{subject.newName}</Name>
            </th>
            {subject.oldName !== null && (
              <th scope="col">
                {t('alih.check.old')}
                <Name>{subject.oldName}</Name>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} withOld={withOld} />
          ))}
        </tbody>
      </Box>
    </Box>
  )
}

function Row({ row, withOld }: { row: ServerRow; withOld: boolean }) {
  const t = useTranslate()
  return (
    <tr>
      <th scope="row">
        {row.name ? <Name strong>{row.name}</Name> : row.address}
        <Box sx={{ fontSize: '.78rem', color: 'text.secondary', fontWeight: 400 }}>
          {t(`alih.check.${row.role}`)}
          {row.name && ` · ${row.address}`}
        </Box>
      </th>
      <Cell label={t('alih.check.new')} seen={row.new} />
      {withOld && <Cell label={t('alih.check.old')} seen={row.old} />}
    </tr>
  )
}

function Cell({ label, seen }: { label: string; seen: Seen[] }) {
  const t = useTranslate()
  return (
    <td data-label={label}>
      {seen.length === 0 && (
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '.8rem' }}>
          {t('alih.check.not_asked')}
        </Box>
      )}
      {seen.map((one) => (
        <SeenLine key={one.type} seen={one} />
      ))}
    </td>
  )
}

function SeenLine({ seen }: { seen: Seen }) {
  const t = useTranslate()
  const { ttl, values, elapsedMs } = seen
  const label = t(`alih.outcomes.${seen.outcome}`, { rcode: seen.rcode ?? '', _: seen.outcome })
  return (
    <Box sx={{ '& + &': { mt: 0.75 } }}>
      <Tag
        tone={seen.tone}
        icon={icons[seen.tone]}
        label={label}
        {...(elapsedMs === null ? {} : { hint: t('alih.check.elapsed', { ms: Math.round(elapsedMs) }) })}
      />
      {values.length > 0 && (
        <Box sx={{ fontSize: '.8rem', mt: 0.375, overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {seen.type}
          </Box>{' '}
          {values.join(', ')}
          {ttl !== null && (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' '}
              · {t('alih.check.ttl', { seconds: ttl })}
            </Box>
          )}
        </Box>
      )}
    </Box>
  )
}

// For those who do not see the table stand under its heading.
const unseen = {
  position: 'absolute',
  // In words, because 1 is all of it here.
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const

const look = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '.875rem',
  '& th, & td': {
    textAlign: 'left',
    verticalAlign: 'top',
    px: 2.5,
    py: 1.25,
    borderTop: 1,
    borderColor: 'divider',
  },
  '& thead th': {
    fontSize: '.78rem',
    fontWeight: 600,
    color: 'text.secondary',
    py: 1,
    '& > span': { display: 'block', color: 'text.primary', fontSize: '.82rem' },
  },
  '@media (max-width: 600px)': {
    '& thead': { display: 'none' },
    '& tr': { display: 'block', borderTop: 1, borderColor: 'divider', py: 1 },
    '& th, & td': { display: 'block', border: 0, py: 0.5 },
    '& td::before': {
      content: 'attr(data-label)',
      display: 'block',
      fontSize: '.75rem',
      color: 'text.secondary',
      mb: 0.25,
    },
  },
} as const
