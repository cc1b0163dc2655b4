/** A feed of holidays: chosen, looked at line by line, then saved as a whole. */
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useCreatePath, useLocaleState, useNotify, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { FeedPreview } from '../../server/core/feed.ts'
import type { HolidayInput } from '../../server/core/holiday.ts'
import { useApi, useForget } from '../client.ts'
import { Panel } from '../page.tsx'
import { Example, FileButton } from '../preview/file.tsx'
import { ImportPage } from '../preview/page.tsx'
import { PreviewPanel, type SaidProps } from '../preview/panel.tsx'
import { formatDay } from '../time.ts'

export default function HolidayImport() {
  const t = useTranslate()
  const feed = useFeed()
  return (
    <ImportPage resource="holidays" title="alih.feed.title" lead="alih.feed.lead">
      <Panel title={t('alih.feed.choose')}>
        <TextField
          label={t('alih.feed.source')}
          helperText={t('alih.feed.source_help')}
          value={feed.source}
          onChange={({ target }) => feed.setSource(target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <FileButton
          label={t('alih.feed.file')}
          accept=".csv,.txt,.ics,text/csv,text/calendar"
          busy={feed.busy}
          onFile={(file) => void feed.look(file)}
        />
        <Example>
          {'date,name,kind,source\n2027-12-24,Cuti bersama Natal,joint_leave,SKB 3 Menteri …'}
        </Example>
      </Panel>
      {feed.rows && <FeedPanel key={feed.name} name={feed.name} rows={feed.rows} />}
    </ImportPage>
  )
}

function useFeed() {
  const api = useApi()
  const notify = useNotify()
  const [source, setSource] = useState('')
  const [busy, setBusy] = useState(false)
  const [seen, setSeen] = useState<{ name: string; rows: FeedPreview[] | null }>({ name: '', rows: null })
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

function FeedPanel({ name, rows }: { name: string; rows: FeedPreview[] }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  return (
    <PreviewPanel
      title={t('alih.feed.preview', { name: name.replace(/ \d+$/, '') })}
      rows={rows}
      labelOf={(day) => `${formatDay(day.heldOn, locale)} ${day.name}`}
      Said={Said}
      faultOf={(fault) => t(`alih.feed_faults.${fault}`)}
      saveLabel={(count) => t('alih.feed.save', { smart_count: count })}
      save={async (chosen) => {
        const days = chosen.flatMap(({ row }) => row ?? [])
        const { data } = await api.importFeed('holidays', days)
        await forget('holidays', 'requests')
        notify('alih.feed.saved', { type: 'success', messageArgs: data })
        void navigate(createPath({ resource: 'holidays', type: 'list' }))
      }}
    />
  )
}

function Said({ row: day, was }: SaidProps<HolidayInput>) {
  const t = useTranslate()
  const isChanged = was && (was.name !== day.name || was.kind !== day.kind || was.source !== day.source)
  const about = ({ kind, source }: HolidayInput) =>
    `${t(`alih.holiday_kinds.${kind}`)}${source && ` · ${source}`}`
  return (
    <Box sx={{ color: 'text.secondary', fontSize: '.85rem' }}>
      {about(day)}
      {isChanged && (
        <Box sx={{ textDecoration: 'line-through' }}>
          {was.name} · {about(was)}
        </Box>
      )}
    </Box>
  )
}
