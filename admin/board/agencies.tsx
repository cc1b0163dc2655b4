/** How each agency's names do: a bar of its counts and the same in words, the worst first; a click shows one alone. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MuiLink from '@mui/material/Link'
import { useState } from 'react'
import { useLocaleState, useTranslate } from 'react-admin'
import { Link, useLocation } from 'react-router-dom'
import { totalOf, type AgencyHealth, type Counts } from '../../server/core/board.ts'
import { statuses } from '../../server/core/verdict.ts'
import { statusLooks } from '../fields.tsx'
import { Panel } from '../page.tsx'
import { toneOf } from '../tag.tsx'
import { formatCount } from '../time.ts'

const AT_FIRST = 10

type AgenciesProps = { agencies: AgencyHealth[]; only: number | null }

export function Agencies({ agencies, only }: AgenciesProps) {
  const t = useTranslate()
  const [whole, setWhole] = useState(false)
  const shown = whole ? agencies : agencies.slice(0, AT_FIRST)
  if (agencies.length === 0) return null
  return (
    <Panel title={t('alih.board.by_agency')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.75 }}>
        {shown.map((agency) => (
          <Agency key={agency.id} agency={agency} on={agency.id === only} />
        ))}
      </Box>
      {shown.length < agencies.length && (
        <Button size="small" sx={{ mt: 1 }} onClick={() => setWhole(true)}>
          {t('alih.board.more_agencies', { smart_count: agencies.length - shown.length })}
        </Button>
      )}
    </Panel>
  )
}

function Agency({ agency: { id, name, shortName, counts }, on }: { agency: AgencyHealth; on: boolean }) {
  const { pathname, search } = useLocation()
  const chosen = new URLSearchParams(search)
  if (on) chosen.delete('instansi')
  else chosen.set('instansi', String(id))
  return (
    <Box component="li" sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline' }}>
        <MuiLink
          component={Link}
          to={`${pathname}?${chosen}`}
          aria-current={on ? 'true' : undefined}
          title={name}
          sx={{ fontWeight: on ? 700 : 600, flex: '1 1 auto', color: 'text.primary' }}
        >
          {shortName}
        </MuiLink>
        <InWords counts={counts} />
      </Box>
      <Bar counts={counts} />
    </Box>
  )
}

/** `2 rusak · 1 usang · 12 baik` */
export function InWords({ counts }: { counts: Counts }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Box component="span" sx={{ fontSize: '.85em', color: 'text.secondary' }}>
      {statuses
        .filter((status) => counts[status] > 0)
        .map(
          (status) => `${formatCount(counts[status], locale)} ${t(`alih.statuses.${status}`).toLowerCase()}`,
        )
        .join(' · ')}
    </Box>
  )
}

/** Said in words beside it. What there is at all is wide enough to be seen. */
export const Bar = ({ counts, height = 8 }: { counts: Counts; height?: number | string }) => {
  const all = totalOf(counts)
  return (
    <Box
      aria-hidden
      sx={{ display: 'flex', gap: '2px', height, borderRadius: 999, overflow: 'hidden', mt: 0.5 }}
    >
      {statuses
        .filter((status) => counts[status] > 0)
        .map((status) => (
          <Box
            key={status}
            sx={[
              { flexGrow: counts[status] / all, flexBasis: 0, minWidth: 6 },
              (theme) => ({ backgroundColor: toneOf(theme, statusLooks[status].tone).text }),
            ]}
          />
        ))}
    </Box>
  )
}
