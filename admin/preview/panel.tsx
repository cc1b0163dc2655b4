/** A file line by line beside what is stored: what is new, what changes, what is refused and why; then saved as a whole. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Checkbox from '@mui/material/Checkbox'
import { useState, type ComponentType, type ReactNode } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { countStandings, standings, type Preview, type Standing } from '../../server/core/preview.ts'
import { Panel } from '../page.tsx'
import { Tag, type Tone } from '../tag.tsx'

const tones: Record<Standing, Tone> = {
  new: 'good',
  changed: 'warn',
  same: 'calm',
  refused: 'bad',
  skipped: 'calm',
}

// A screen shows this many lines at a time: a list of thousands helps nobody.
const SHOWN = 200

/** What a line says, and what is stored of the same thing. */
export type SaidProps<T> = { row: T; was: T | null }

type PanelProps<T, F extends string> = {
  title: string
  rows: readonly Preview<T, F>[]
  /** What a line is called. */
  labelOf: (row: T) => string
  /** What it says, and what of that is another than before. */
  Said: ComponentType<SaidProps<T>>
  faultOf: (fault: F) => string
  saveLabel: (count: number) => string
  save: (rows: readonly Preview<T, F>[]) => Promise<unknown>
}

const isOpen = ({ standing }: { standing: Standing }) => standing === 'new' || standing === 'changed'

export function PreviewPanel<T, F extends string>({
  title,
  rows,
  labelOf,
  Said,
  faultOf,
  saveLabel,
  save,
}: PanelProps<T, F>) {
  const t = useTranslate()
  const [left, setLeft] = useState<ReadonlySet<Preview<T, F>>>(new Set())
  const [only, setOnly] = useState<Standing | null>(null)
  const [most, setMost] = useState(SHOWN)
  const counts = countStandings(rows)
  const chosen = rows.filter((row) => isOpen(row) && !left.has(row))
  const shown = rows.filter(({ standing }) => only === null || standing === only)
  const turn = (row: Preview<T, F>) =>
    setLeft(new Set(left.has(row) ? [...left].filter((one) => one !== row) : [...left, row]))
  return (
    <Panel flush title={title}>
      <Box
        role="group"
        aria-label={t('alih.preview.only')}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, px: 2.5, pb: 1.5 }}
      >
        {standings
          .filter((standing) => counts[standing] > 0 || standing !== 'skipped')
          .map((standing) => (
            <ButtonBase
              key={standing}
              aria-pressed={only === standing}
              disabled={counts[standing] === 0}
              onClick={() => setOnly(only === standing ? null : standing)}
              sx={{
                borderRadius: 999,
                outline: only === standing ? '2px solid' : 'none',
                outlineColor: 'primary.main',
              }}
            >
              <Tag tone={tones[standing]} label={`${t(`alih.standings.${standing}`)}: ${counts[standing]}`} />
            </ButtonBase>
          ))}
      </Box>
      {counts.refused > 0 && (
        <Alert severity="warning" sx={{ mx: 2.5, mb: 1.5 }}>
          {t('alih.preview.refused')}
        </Alert>
      )}
      <Box component="ul" tabIndex={0} sx={list}>
        {shown.slice(0, most).map((row) => (
          <Line
            key={`${row.line} ${row.text} ${row.standing}`}
            row={row}
            label={row.row === null ? row.text : labelOf(row.row)}
            taken={!left.has(row)}
            turn={() => turn(row)}
          >
            {row.row !== null && <Said row={row.row} was={row.was} />}
            {row.fault !== null && (
              <Box sx={{ color: row.standing === 'refused' ? 'error.main' : 'text.secondary' }}>
                {faultOf(row.fault)}
              </Box>
            )}
          </Line>
        ))}
      </Box>
      {shown.length > most && (
        <Box sx={{ px: 2.5, pt: 1 }}>
          <Button onClick={() => setMost(most + SHOWN)}>
            {t('alih.preview.more', { smart_count: shown.length - most })}
          </Button>
        </Box>
      )}
      <SaveBar label={saveLabel(chosen.length)} count={chosen.length} save={() => save(chosen)} />
    </Panel>
  )
}

type LineProps = {
  row: Preview<unknown, string>
  label: string
  taken: boolean
  turn: () => void
  children: ReactNode
}

function Line({ row, label, taken, turn, children }: LineProps) {
  const t = useTranslate()
  const { line, standing } = row
  return (
    <li>
      {isOpen(row) ? (
        <Checkbox
          size="small"
          checked={taken}
          onChange={turn}
          slotProps={{ input: { 'aria-label': label } }}
          sx={{ p: 0.5 }}
        />
      ) : (
        <span />
      )}
      <Box sx={{ color: 'text.secondary', fontSize: '.8rem', whiteSpace: 'nowrap' }}>
        {t('alih.preview.line', { line })}
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 600 }}>{label || '–'}</Box>
        {children}
      </Box>
      <Tag tone={tones[standing]} label={t(`alih.standings.${standing}`)} />
    </li>
  )
}

type SaveProps = { label: string; count: number; save: () => Promise<unknown> }

function SaveBar({ label, count, save }: SaveProps) {
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    try {
      await save()
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
      setBusy(false)
    }
  }
  return (
    <Box sx={{ px: 2.5, py: 1.5 }}>
      <Button variant="contained" disabled={count === 0} loading={busy} onClick={() => void go()}>
        {label}
      </Button>
    </Box>
  )
}

const list = {
  listStyle: 'none',
  m: 0,
  p: 0,
  maxHeight: 560,
  overflowY: 'auto',
  '& > li': {
    display: 'grid',
    gridTemplateColumns: { xs: '32px minmax(0, 1fr) auto', sm: '32px auto minmax(0, 1fr) auto' },
    columnGap: 1.5,
    alignItems: 'start',
    px: 2.5,
    py: 1,
    borderTop: 1,
    borderColor: 'divider',
    // On a phone the number of the line stands above what it says.
    '& > :nth-of-type(2)': { gridColumn: { xs: '2 / -1', sm: 'auto' } },
    '& > :nth-of-type(3)': { gridColumn: { xs: 2, sm: 'auto' } },
  },
} as const
