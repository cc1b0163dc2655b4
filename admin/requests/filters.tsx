/** What narrows the queue. It lives in the address, so that a view can be bookmarked and sent. */
import AssignmentIcon from '@mui/icons-material/AssignmentIndOutlined'
import ClearIcon from '@mui/icons-material/FilterAltOffOutlined'
import SoonIcon from '@mui/icons-material/NotificationsActiveOutlined'
import SearchIcon from '@mui/icons-material/Search'
import TuneIcon from '@mui/icons-material/Tune'
import Autocomplete from '@mui/material/Autocomplete'
import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Chip from '@mui/material/Chip'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import ListItemText from '@mui/material/ListItemText'
import MenuItem from '@mui/material/MenuItem'
import type { Theme } from '@mui/material/styles'
import TextField from '@mui/material/TextField'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useEffect, useRef, useState } from 'react'
import { useGetList, useListContext, useTranslate } from 'react-admin'
import type { Agency } from '../../server/core/directory.ts'
import { scopeOf } from '../../server/core/access.ts'
import { states } from '../../server/core/lifecycle.ts'
import { statuses } from '../../server/core/verdict.ts'
import { useActor } from '../client.ts'
import { useShortcut } from './keys.tsx'

type Filter = {
  q?: string
  state?: string | string[]
  status?: string
  agencyId?: number
  soon?: boolean
  queue?: string
  mine?: boolean
}

const DEBOUNCE_MS = 350

function useFilter() {
  const { filterValues, setFilters } = useListContext()
  const filter = filterValues as Filter
  const set = (change: Filter) => {
    const merged = Object.entries({ ...filter, ...change })
    setFilters(Object.fromEntries(merged.filter(([, value]) => isSet(value))))
  }
  // The queue is no filter to clear: it is the tab that one stands in.
  const clear = () => setFilters(filter.queue === undefined ? {} : { queue: filter.queue })
  return { filter, set, clear }
}

const isSet = (value: unknown) =>
  value !== undefined &&
  value !== '' &&
  value !== false &&
  value !== null &&
  !(Array.isArray(value) && !value.length)

export function RequestFilters() {
  const t = useTranslate()
  const actor = useActor()
  const { filter, set, clear } = useFilter()
  const isSmall = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const [more, setMore] = useState(false)
  const chosen = [filter.state, filter.status, filter.agencyId].filter(isSet).length
  return (
    <Box sx={look} role="search">
      <Search value={filter.q ?? ''} onChange={(q) => set({ q })} />
      {isSmall && (
        <IconButton
          onClick={() => setMore(!more)}
          aria-expanded={more}
          aria-label={t('alih.requests.filters_more')}
          color={chosen > 0 ? 'primary' : 'default'}
        >
          <Badge badgeContent={chosen} color="primary">
            <TuneIcon />
          </Badge>
        </IconButton>
      )}
      {(!isSmall || more) && (
        <>
          <StatesSelect value={[filter.state ?? []].flat()} onChange={(state) => set({ state })} />
          <StatusSelect value={filter.status ?? ''} onChange={(status) => set({ status })} />
          {actor && actor.role !== 'applicant' && (
            <AgencySelect
              value={filter.agencyId ?? null}
              onChange={(agencyId) => set(agencyId ? { agencyId } : withoutAgency)}
            />
          )}
        </>
      )}
      {filter.queue !== undefined && filter.queue !== 'mine' && actor?.role !== 'admin' && (
        <Toggle
          icon={<AssignmentIcon />}
          label={t('alih.requests.mine')}
          on={filter.mine === true}
          onChange={(mine) => set({ mine })}
        />
      )}
      <Toggle
        icon={<SoonIcon />}
        label={t('alih.time.soon')}
        on={filter.soon === true}
        onChange={(soon) => set({ soon })}
      />
      {Object.keys(filter).some((name) => name !== 'queue') && (
        <Button size="small" startIcon={<ClearIcon />} onClick={clear}>
          {t('alih.requests.filters_clear')}
        </Button>
      )}
    </Box>
  )
}

function StatusSelect({ value, onChange }: { value: string; onChange: (status: string) => void }) {
  const t = useTranslate()
  return (
    <TextField
      select
      label={t('resources.requests.fields.status')}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      sx={narrow(135)}
    >
      <MenuItem value="">–</MenuItem>
      {statuses.map((status) => (
        <MenuItem key={status} value={status}>
          {t(`alih.statuses.${status}`)}
        </MenuItem>
      ))}
    </TextField>
  )
}

const narrow = (width: number) => ({ flex: { xs: '1 1 130px', md: `0 1 ${width}px` } })

const withoutAgency = { agencyId: undefined } as unknown as Filter

type ToggleProps = { icon: React.ReactElement; label: string; on: boolean; onChange: (on: boolean) => void }

const Toggle = ({ icon, label, on, onChange }: ToggleProps) => (
  <Chip
    icon={icon}
    label={label}
    aria-pressed={on}
    color={on ? 'primary' : 'default'}
    variant={on ? 'filled' : 'outlined'}
    onClick={() => onChange(!on)}
  />
)

function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useTranslate()
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const [known, setKnown] = useState({ value, told: value })
  // What comes from outside is shown; the echo of what was typed is not, for by then more may have been typed.
  if (value !== known.value) {
    setKnown({ value, told: value })
    if (value !== known.told) setText(value)
  }
  useShortcut('/', () => input.current?.focus())
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => {
      setKnown((before) => ({ ...before, told: text }))
      onChange(text)
    }, DEBOUNCE_MS)
    return () => clearTimeout(timer)
    // Only typing starts the wait: the filter itself changes in its wake.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text])
  return (
    <TextField
      type="search"
      inputRef={input}
      value={text}
      onChange={({ target }) => setText(target.value)}
      placeholder={t('resources.requests.fields.q')}
      sx={{ flex: '1 1 200px', width: 'auto' }}
      slotProps={{
        htmlInput: { 'aria-label': t('resources.requests.fields.q') },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  )
}

function StatesSelect({ value, onChange }: { value: string[]; onChange: (states: string[]) => void }) {
  const t = useTranslate()
  const actor = useActor()
  const nameOf = (state: string) => t(`alih.states.${state}`)
  // Drafts are the agency's own: to officers there are none. A choice that is made already can be taken back.
  const seesDrafts = actor !== undefined && scopeOf(actor.role, 'requests', 'list') !== 'sent'
  const offered = states.filter((state) => state !== 'draft' || seesDrafts || value.includes(state))
  return (
    <TextField
      select
      label={t('alih.requests.states')}
      value={value}
      onChange={({ target }) => onChange(target.value as unknown as string[])}
      sx={narrow(165)}
      slotProps={{
        select: { multiple: true, renderValue: (chosen) => (chosen as string[]).map(nameOf).join(', ') },
      }}
    >
      {offered.map((state) => (
        <MenuItem key={state} value={state} dense>
          <Checkbox checked={value.includes(state)} size="small" sx={{ py: 0 }} tabIndex={-1} />
          <ListItemText primary={nameOf(state)} />
        </MenuItem>
      ))}
    </TextField>
  )
}

function AgencySelect({ value, onChange }: { value: number | null; onChange: (id: number | null) => void }) {
  const t = useTranslate()
  const { data = [] } = useGetList<Agency>('agencies', {
    pagination: { page: 1, perPage: 500 },
    sort: { field: 'name', order: 'ASC' },
    filter: {},
  })
  return (
    <Autocomplete
      options={data}
      value={data.find(({ id }) => id === value) ?? null}
      onChange={(_, agency) => onChange(agency?.id ?? null)}
      getOptionLabel={({ shortName }) => shortName}
      getOptionKey={({ id }) => id}
      renderInput={(params) => <TextField {...params} label={t('resources.requests.fields.agencyId')} />}
      sx={{ ...narrow(165), width: 'auto !important' }}
    />
  )
}

const look = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
  px: 2,
  py: 1.25,
  borderBottom: 1,
  borderColor: 'divider',
  '& .MuiTextField-root': { my: 0.25 },
} as const
