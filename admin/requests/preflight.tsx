/** What speaks against a request before it is sent: what must be solved first, then advice. */
import RefreshIcon from '@mui/icons-material/Refresh'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import MissingIcon from '@mui/icons-material/HighlightOff'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import type { VerdictFinding } from '../../server/core/verdict.ts'
import { Findings } from '../checks/findings.tsx'
import { useActor, usePreflight, useTyped } from '../client.ts'
import { letterIn, useDocuments } from '../documents/panel.tsx'
import { useSentTogether } from './siblings.tsx'
import { Fault, Panel, Waiting } from '../page.tsx'

export function PreflightPanel({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data, error, isFetching, refetch } = usePreflight(request.id, request.version)
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
      {data && !error && <Ready request={request} findings={data} />}
      {data && !error && <Remarks findings={data} />}
    </Panel>
  )
}

/** What sending needs: each thing that is there, and each that is not. */
function Ready({ request, findings }: { request: RenameRequest; findings: readonly VerdictFinding[] }) {
  const t = useTranslate()
  const { data: documents, isPending } = useDocuments(request)
  const stopped = useStoppedInLetter(request)
  if (isPending) return null
  const letter = letterIn(documents) !== undefined
  const names = !findings.some(({ stop }) => stop)
  const others = stopped.filter(({ id }) => id !== request.id)
  const ready = letter && names && others.length === 0
  return (
    <Box sx={{ px: 2.5, pb: 2 }}>
      <Alert severity={ready ? 'success' : 'warning'} icon={false}>
        <AlertTitle>{t(ready ? 'alih.intake.ready' : 'alih.intake.not_ready')}</AlertTitle>
        <Item done={letter} text={t(letter ? 'alih.intake.ready_letter' : 'alih.intake.no_letter')} />
        <Item done={names} text={t(names ? 'alih.intake.ready_names' : 'alih.intake.stopped_names')} />
        {others.length > 0 && (
          <Item
            done={false}
            text={t('alih.intake.stopped_others', { names: others.map(({ newName }) => newName).join(', ') })}
          />
        )}
      </Alert>
    </Box>
  )
}

/** The requests that are sent with this one and cannot be yet; only who sends them asks. */
function useStoppedInLetter(request: RenameRequest): RenameRequest[] {
  const together = useSentTogether(request)
  const mine = useActor()?.role === 'applicant'
  const { answer } = useTyped(
    together.map(({ oldName, newName }) => ({ oldName, newName })),
    mine && together.length > 1,
  )
  return together.filter((_, at) => answer?.names[at]?.findings.some(({ stop }) => stop))
}

function Item({ done, text }: { done: boolean; text: string }) {
  const Icon = done ? DoneIcon : MissingIcon
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', py: 0.25 }}>
      <Icon aria-hidden fontSize="small" color={done ? 'success' : 'error'} />
      {text}
    </Box>
  )
}

function Remarks({ findings }: { findings: readonly VerdictFinding[] }) {
  const t = useTranslate()
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
