/** What speaks against a request before it is sent: what must be solved first, then advice. */
import RefreshIcon from '@mui/icons-material/Refresh'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslate, type Identifier } from 'react-admin'
import type { VerdictFinding } from '../../server/core/verdict.ts'
import { Findings } from '../checks/findings.tsx'
import { usePreflight } from '../client.ts'
import { Blank, Fault, Panel, Waiting } from '../page.tsx'

export function PreflightPanel({ id, version }: { id: Identifier; version: number }) {
  const t = useTranslate()
  const { data, error, isFetching, refetch } = usePreflight(id, version)
  return (
    <Panel
      flush
      title={t('alih.preflight.title')}
      aside={
        <Button
          variant="outlined"
          size="small"
          startIcon={<RefreshIcon />}
          loading={isFetching}
          loadingPosition="start"
          onClick={() => void refetch()}
        >
          {t('alih.preflight.refresh')}
        </Button>
      }
    >
      {isFetching && (
        <Box role="status" sx={{ px: 2.5, pb: 1 }}>
          <Box sx={{ fontSize: '.85rem', color: 'text.secondary' }}>{t('alih.preflight.running')}</Box>
          {!data && <Waiting />}
        </Box>
      )}
      {error && !isFetching && <Fault error={error} retry={refetch} />}
      {data && !error && <Remarks findings={data} />}
    </Panel>
  )
}

function Remarks({ findings }: { findings: readonly VerdictFinding[] }) {
  const t = useTranslate()
  if (findings.length === 0) return <Blank small icon={DoneIcon} title={t('alih.preflight.none')} />
  return (
    <>
      <Group title={t('alih.preflight.stops')} findings={findings.filter(({ stop }) => stop)} />
      <Group title={t('alih.preflight.advice')} findings={findings.filter(({ stop }) => !stop)} />
    </>
  )
}

function Group({ title, findings }: { title: string; findings: readonly VerdictFinding[] }) {
  if (findings.length === 0) return null
  return (
    <>
      <Box component="h4" sx={{ m: 0, px: 2.5, pt: 1.5, pb: 1, fontSize: '.95rem', fontWeight: 650 }}>
        {title} ({findings.length})
      </Box>
      <Findings findings={findings} />
    </>
  )
}
