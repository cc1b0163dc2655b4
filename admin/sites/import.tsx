/** The register from a file: chosen or pasted, looked at line by line beside what is registered, then saved as a whole. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useCreatePath, useGetList, useLocaleState, useNotify, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { Agency, Zone } from '../../server/core/directory.ts'
import { MAX_IMPORT_CHARACTERS, MAX_IMPORT_ROWS } from '../../server/core/register.ts'
import { siteFaults } from '../../server/core/register-faults.ts'
import { siteKinds, type SiteInput } from '../../server/core/site.ts'
import type { Language } from '../../server/core/verdict.ts'
import { useApi, useForget } from '../client.ts'
import { Panel } from '../page.tsx'
import { Example, FileButton } from '../preview/file.tsx'
import { ImportPage } from '../preview/page.tsx'
import { PreviewPanel, type SaidProps } from '../preview/panel.tsx'
import type { ImportChoice, ReadImport } from '../providers/register.ts'
import { InputChanges } from './changes.tsx'

export default function SiteImport() {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const reading = useReading()
  const limits = {
    rows: MAX_IMPORT_ROWS.toLocaleString(locale),
    characters: MAX_IMPORT_CHARACTERS.toLocaleString(locale),
  }
  return (
    <ImportPage resource="sites" title="alih.site_import.title" lead="alih.site_import.lead">
      <Panel title={t('alih.site_import.choose')}>
        <Choices {...reading} />
        <TextField
          multiline
          fullWidth
          minRows={4}
          maxRows={14}
          label={t('alih.site_import.text')}
          helperText={t('alih.site_import.text_help', limits)}
          value={reading.text}
          onChange={({ target }) => reading.setText(target.value)}
          slotProps={{
            htmlInput: { spellCheck: false, style: { fontFamily: 'monospace', fontSize: '.8rem' } },
          }}
        />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <FileButton
            label={t('alih.site_import.file')}
            accept=".csv,.txt,.zone,.db,text/csv,text/plain"
            busy={reading.busy}
            onFile={(file) => void file.text().then((text) => reading.look(text, file.name))}
          />
          <Button
            variant="contained"
            disabled={reading.text.trim() === ''}
            loading={reading.busy}
            onClick={() => void reading.look(reading.text, '')}
            sx={{ mt: 1 }}
          >
            {t('alih.site_import.look')}
          </Button>
        </Box>
        <Example>{example}</Example>
      </Panel>
      {reading.seen && <SitesPanel key={reading.seen.round} {...reading.seen} />}
    </ImportPage>
  )
}

const example = `nama;instansi;jenis;A;AAAA;CNAME
arsip.kaltimprov.go.id;Diskominfo;website;203.0.113.10;;

$ORIGIN kaltimprov.go.id.
arsip  IN A 203.0.113.10`

type Seen = ReadImport & { name: string; round: number }

function useReading() {
  const api = useApi()
  const notify = useNotify()
  const [choice, setChoice] = useState<ImportChoice>({ agencyId: null, kind: 'website', origin: null })
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [seen, setSeen] = useState<Seen | null>(null)
  const look = async (text: string, name: string) => {
    setBusy(true)
    try {
      const { data } = await api.previewSites('sites', { text, ...choice })
      setText(text)
      setSeen({ ...data, name, round: (seen?.round ?? 0) + 1 })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return { choice, setChoice, text, setText, busy, look, seen }
}

const all = {
  pagination: { page: 1, perPage: 500 },
  sort: { field: 'name', order: 'ASC' },
} as const

/** What holds for lines that say nothing of it. */
function Choices({ choice, setChoice }: Pick<ReturnType<typeof useReading>, 'choice' | 'setChoice'>) {
  const t = useTranslate()
  const { data: agencies = [] } = useGetList<Agency>('agencies', all)
  const { data: zones = [] } = useGetList<Zone>('zones', all)
  return (
    <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { sm: 'repeat(3, minmax(0, 1fr))' } }}>
      <TextField
        select
        label={t('alih.site_import.agency')}
        helperText={t('alih.site_import.agency_help')}
        value={choice.agencyId ?? ''}
        onChange={({ target }) => setChoice({ ...choice, agencyId: Number(target.value) || null })}
      >
        <MenuItem value="">{t('alih.site_import.as_in_file')}</MenuItem>
        {agencies.map(({ id, shortName, name }) => (
          <MenuItem key={id} value={id}>
            {shortName} · {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('alih.site_import.kind')}
        value={choice.kind}
        onChange={({ target }) => setChoice({ ...choice, kind: target.value as ImportChoice['kind'] })}
      >
        {siteKinds.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t(`alih.kinds.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('alih.site_import.origin')}
        helperText={t('alih.site_import.origin_help')}
        value={choice.origin ?? ''}
        onChange={({ target }) => setChoice({ ...choice, origin: target.value || null })}
      >
        <MenuItem value="">{t('alih.site_import.as_in_file')}</MenuItem>
        {zones.map(({ id, name }) => (
          <MenuItem key={id} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  )
}

const Said = ({ row, was }: SaidProps<SiteInput>) => <InputChanges input={row} was={was} />

function SitesPanel({ format, rows, name }: Seen) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  const language: Language = locale === 'en' ? 'en' : 'id'
  return (
    <PreviewPanel
      title={t(`alih.import_formats.${format}`, { name: name || t('alih.site_import.pasted') })}
      rows={rows}
      labelOf={({ hostname }) => hostname}
      Said={Said}
      faultOf={(fault) => siteFaults[fault][language]}
      saveLabel={(count) => t('alih.site_import.save', { smart_count: count })}
      save={async (chosen) => {
        const confirmed = chosen.flatMap(({ row, was }) => (row ? [{ row, was }] : []))
        const { data } = await api.importSites('sites', confirmed)
        await forget('sites')
        notify('alih.site_import.saved', { type: 'success', messageArgs: data })
        void navigate(createPath({ resource: 'sites', type: 'list' }))
      }}
    />
  )
}
