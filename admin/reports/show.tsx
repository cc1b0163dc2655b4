/** A month on the screen, as its report tells it: figures, charts and lists, with its files and its seal. */
import BackIcon from '@mui/icons-material/ChevronLeft'
import NextIcon from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { Title, useCreatePath, useGetList, useLocaleState, useTranslate } from 'react-admin'
import { useNavigate, useParams } from 'react-router-dom'
import type { MonthEntry, MonthReport, ReportRecord } from '../../server/core/report.ts'
import { formatMonth } from '../figures.ts'
import { Fault, PageHead, Panel } from '../page.tsx'
import { useReport } from './client.ts'
import { FreezeButton } from './freeze.tsx'
import { AilingSites, Health, Incidents } from './health.tsx'
import { useMay } from './may.ts'
import { Making } from './progress.tsx'
import { Proof, Renames } from './proof.tsx'
import { Requests } from './requests.tsx'
import { MonthTag } from './seal.tsx'
import { Provisional, Standing } from './standing.tsx'
import { Files } from './take.tsx'
import { Times } from './times.tsx'
import { useWords } from './words.ts'

export default function ReportPage() {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { id = '' } = useParams()
  const { data: record, error, isPending, refetch } = useReport(id)
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(id)
  const month = isMonth ? formatMonth(id, locale) : id
  return (
    <>
      <Title title={t('alih.reports.of', { month })} />
      <PageHead
        over={record && <MonthTag isOver={record.data.isOver} isFrozen={record.seal !== null} />}
        title={t('alih.reports.of', { month })}
        actions={<Months month={id} />}
      />
      {isPending && <Making month={id} title={t('alih.reports.making')} />}
      {!record && error && <Fault error={error} retry={refetch} />}
      {record && <Report record={record} />}
    </>
  )
}

function Report({ record }: { record: ReportRecord }) {
  const { seal, data } = record
  const mayExport = useMay('export')
  const mayFreeze = useMay('create')
  return (
    <>
      <Provisional record={record} />
      <Box sx={stack}>
        <Box sx={beside}>
          <Standing record={record} />
          {mayExport && <Files month={data.month} />}
        </Box>
        {mayFreeze && data.isOver && !seal && (
          <Box>
            <FreezeButton report={data} />
          </Box>
        )}
        <Requests report={data} />
        <Times report={data} />
        <Box sx={beside}>
          <Proof report={data} />
          <Incidents report={data} />
        </Box>
        <Renames report={data} />
        <Health report={data} />
        <AilingSites report={data} />
        <Rules report={data} />
      </Box>
    </>
  )
}

function Rules({ report: { rules } }: { report: MonthReport }) {
  const { t, say } = useWords()
  return (
    <Panel title={t('alih.reports.rules')}>
      <Box
        component="dl"
        sx={{ m: 0, '& dt': { fontWeight: 650 }, '& dd': { m: 0, mb: 1.5, maxWidth: '80ch' } }}
      >
        {rules.map(({ id, title, text }) => (
          <Box key={id}>
            <dt>{say(title)}</dt>
            <dd>{say(text)}</dd>
          </Box>
        ))}
      </Box>
    </Panel>
  )
}

/** Chooses another month; the arrows lead to its neighbours. */
function Months({ month }: { month: string }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  const { data = [] } = useGetList<MonthEntry>('reports', {
    pagination: { page: 1, perPage: 1000 },
    sort: { field: 'id', order: 'DESC' },
  })
  const at = data.findIndex(({ id }) => id === month)
  const go = (id: string) => navigate(createPath({ resource: 'reports', id, type: 'show' }))
  const arrow = (label: string, to: MonthEntry | undefined, Icon: typeof BackIcon) => (
    <IconButton aria-label={t(label)} disabled={!to} onClick={() => to && go(to.id)}>
      <Icon />
    </IconButton>
  )
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minWidth: { xs: '100%', sm: 300 } }}>
      {arrow('alih.reports.earlier', at < 0 ? undefined : data[at + 1], BackIcon)}
      <TextField
        select
        label={t('alih.reports.month')}
        value={at < 0 ? '' : month}
        onChange={({ target }) => go(target.value)}
      >
        {data.map(({ id }) => (
          <MenuItem key={id} value={id}>
            {formatMonth(id, locale)}
          </MenuItem>
        ))}
      </TextField>
      {arrow('alih.reports.later', at < 0 ? undefined : data[at - 1], NextIcon)}
    </Box>
  )
}

const stack = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const
const beside = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(auto-fit, minmax(360px, 1fr))' },
} as const
