/** A feed of holidays: chosen, looked at line by line, then saved as a whole. */
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import TextField from '@mui/material/TextField'
import { useRef, useState } from 'react'
import { Title, useCanAccess, useCreatePath, useLocaleState, useNotify, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Preview } from '../../server/core/feed.ts'
import type { HolidayInput } from '../../server/core/holiday.ts'
import { useApi, useForget } from '../client.ts'
import { Fault, PageHead, Panel } from '../page.tsx'
import { Tag, type Tone } from '../tag.tsx'
import { formatDay } from '../time.ts'

export default function HolidayImport() {
  const t = useTranslate()
  const { canAccess, isPending } = useCanAccess({ resource: 'holidays', action: 'create' })
  const feed = useFeed()
  const input = useRef<HTMLInputElement>(null)
  if (isPending) return null
  if (!canAccess)
    return (
      <>
        <Title title="alih.feed.title" />
        <Fault error={{ status: 403 }} />
      </>
    )
  return (
    <>
      <Title title="alih.feed.title" />
      <PageHead title={t('alih.feed.title')} lead={t('alih.feed.lead')} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 1000 }}>
        <Panel title={t('alih.feed.choose')}>
          <TextField
            label={t('alih.feed.source')}
            helperText={t('alih.feed.source_help')}
            value={feed.source}
            onChange={({ target }) => feed.setSource(target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          <Button
            variant="outlined"
            startIcon={<UploadIcon />}
            loading={feed.busy}
            onClick={() => input.current?.click()}
            sx={{ mt: 1 }}
          >
            {t('alih.feed.file')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".csv,.txt,.ics,text/csv,text/calendar"
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) void feed.look(file)
              target.value = ''
            }}
          />
          <Box component="pre" sx={example}>
            {'date,name,kind,source\n2027-12-24,Cuti bersama Natal,joint_leave,SKB 3 Menteri …'}
          </Box>
        </Panel>
        {feed.rows && <PreviewPanel key={feed.name} name={feed.name} rows={feed.rows} />}
      </Box>
    </>
  )
}

function useFeed() {
  const api = useApi()
  const notify = useNotify()
  const [source, setSource] = useState('')
  const [busy, setBusy] = useState(false)
  const [seen, setSeen] = useState<{ name: string; rows: Preview[] | null }>({ name: '', rows: null })
  const look = async (file: File) => {
    setBusy(true)
    try {
      const { data } = await api.previewFeed('holidays', await file.text(), source)
      setSeen({ name: `${file.name} ${file.lastModified}`, rows: data })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return { source, setSource, busy, look, ...seen }
}

const tones: Record<Preview['standing'], Tone> = {
  new: 'good',
  changed: 'warn',
  same: 'calm',
  refused: 'bad',
}

function PreviewPanel({ name, rows }: { name: string; rows: Preview[] }) {
  const t = useTranslate()
  const wanted = rows.filter(({ standing }) => standing === 'new' || standing === 'changed')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const days = wanted.flatMap(({ day }) => (day && !left.has(day.heldOn) ? [day] : []))
  const count = (standing: Preview['standing']) => rows.filter((row) => row.standing === standing).length
  const turn = (heldOn: string) =>
    setLeft(new Set(left.has(heldOn) ? [...left].filter((day) => day !== heldOn) : [...left, heldOn]))
  return (
    <Panel flush title={t('alih.feed.preview', { name: name.replace(/ \d+$/, '') })}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, px: 2.5, pb: 1.5 }}>
        {(Object.keys(tones) as Preview['standing'][]).map((standing) => (
          <Tag
            key={standing}
            tone={tones[standing]}
            label={`${t(`alih.feed_standings.${standing}`)}: ${count(standing)}`}
          />
        ))}
      </Box>
      {count('refused') > 0 && (
        <Alert severity="warning" sx={{ mx: 2.5, mb: 1.5 }}>
          {t('alih.feed.refused')}
        </Alert>
      )}
      <Box component="ul" sx={list}>
        {rows.map((row, index) => (
          <PreviewRow
            key={index}
            row={row}
            taken={row.day !== null && !left.has(row.day.heldOn)}
            turn={turn}
          />
        ))}
      </Box>
      <SaveBar days={days} />
    </Panel>
  )
}

type RowProps = { row: Preview; taken: boolean; turn: (heldOn: string) => void }

function PreviewRow({ row, taken, turn }: RowProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { line, text, standing, day, was, fault } = row
  const open = standing === 'new' || standing === 'changed'
  const label = day ? `${formatDay(day.heldOn, locale)} ${day.name}` : text
  return (
    <li>
      {open && day ? (
        <Checkbox
          size="small"
          checked={taken}
          onChange={() => turn(day.heldOn)}
          slotProps={{ input: { 'aria-label': label } }}
          sx={{ p: 0.5 }}
        />
      ) : (
        <span />
      )}
      <Box sx={{ color: 'text.secondary', fontSize: '.8rem', whiteSpace: 'nowrap' }}>
        {t('alih.feed.line', { line })}
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 600 }}>{label || '–'}</Box>
        {day && <Said day={day} />}
        {standing === 'changed' && was && (
          <Box sx={{ color: 'text.secondary', textDecoration: 'line-through' }}>
            {was.name} · <Said day={was} inline />
          </Box>
        )}
        {fault && <Box sx={{ color: 'error.main' }}>{t(`alih.feed_faults.${fault}`)}</Box>}
      </Box>
      <Tag tone={tones[standing]} label={t(`alih.feed_standings.${standing}`)} />
    </li>
  )
}

function Said({ day, inline = false }: { day: HolidayInput; inline?: boolean }) {
  const t = useTranslate()
  return (
    <Box component={inline ? 'span' : 'div'} sx={{ color: 'text.secondary', fontSize: '.85rem' }}>
      {t(`alih.holiday_kinds.${day.kind}`)}
      {day.source && ` · ${day.source}`}
    </Box>
  )
}

function SaveBar({ days }: { days: HolidayInput[] }) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const { data } = await api.importFeed('holidays', days)
      await forget('holidays', 'requests')
      notify('alih.feed.saved', { type: 'success', messageArgs: data })
      void navigate(createPath({ resource: 'holidays', type: 'list' }))
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
      setBusy(false)
    }
  }
  return (
    <Box sx={{ px: 2.5, py: 1.5 }}>
      <Button variant="contained" disabled={days.length === 0} loading={busy} onClick={() => void save()}>
        {t('alih.feed.save', { smart_count: days.length })}
      </Button>
    </Box>
  )
}

const example = {
  fontSize: '.8rem',
  color: 'text.secondary',
  backgroundColor: 'background.default',
  borderRadius: 1,
  p: 1.25,
  mt: 2,
  mb: 0,
  overflowX: 'auto',
} as const
const list = {
  listStyle: 'none',
  m: 0,
  p: 0,
  maxHeight: 560,
  overflowY: 'auto',
  '& > li': {
    display: 'grid',
    gridTemplateColumns: '32px auto minmax(0, 1fr) auto',
    columnGap: 1.5,
    alignItems: 'start',
    px: 2.5,
    py: 1,
    borderTop: 1,
    borderColor: 'divider',
  },
} as const
