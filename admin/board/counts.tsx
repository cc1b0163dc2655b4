/** How many names have each status; a click shows only those. */
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useTranslate } from 'react-admin'
import { statuses, type Status } from '../../server/core/verdict.ts'
import { statusLooks } from '../fields.tsx'
import { toneOf } from '../tag.tsx'

type CountsProps = { counts: Record<Status, number>; only?: Status | null; onPick: (status: Status) => void }

export const Counts = ({ counts, only = null, onPick }: CountsProps) => (
  <Box
    sx={{
      display: 'grid',
      gap: 1.25,
      gridTemplateColumns: {
        xs: 'repeat(2, minmax(0, 1fr))',
        sm: 'repeat(3, minmax(0, 1fr))',
        lg: 'repeat(6, minmax(0, 1fr))',
      },
      mb: 2.5,
    }}
  >
    {statuses.map((status) => (
      <Count
        key={status}
        status={status}
        count={counts[status] ?? 0}
        on={only === status}
        onPick={() => onPick(status)}
      />
    ))}
  </Box>
)

function Count({
  status,
  count,
  on,
  onPick,
}: {
  status: Status
  count: number
  on: boolean
  onPick: () => void
}) {
  const t = useTranslate()
  const { tone, icon: Icon } = statusLooks[status]
  return (
    <ButtonBase
      onClick={onPick}
      aria-pressed={on}
      sx={[
        (theme) => {
          const { ground, text, line } = toneOf(theme, count > 0 ? tone : 'calm')
          return {
            backgroundColor: count > 0 ? ground : 'transparent',
            color: text,
            boxShadow: `inset 0 0 0 ${on ? 2 : 1}px ${on ? text : line}`,
          }
        },
        {
          fontFamily: 'inherit',
          borderRadius: 1,
          px: 1.75,
          py: 1.25,
          justifyContent: 'flex-start',
          textAlign: 'left',
          gap: 1.25,
          '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
        },
      ]}
    >
      <Icon aria-hidden sx={{ fontSize: 26 }} />
      <span>
        <Box component="span" sx={{ display: 'block', fontSize: '1.5rem', fontWeight: 700, lineHeight: 1.1 }}>
          {count}
        </Box>
        <Box component="span" sx={{ fontSize: '.82rem', fontWeight: 600 }}>
          {t(`alih.statuses.${status}`)}
        </Box>
      </span>
    </ButtonBase>
  )
}
