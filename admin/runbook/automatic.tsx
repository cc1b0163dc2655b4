/** Changing the zone by machine, where a key was given: the difference first, then a confirmation of that very one. */
import BoltIcon from '@mui/icons-material/BoltOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useState } from 'react'
import { HttpError, useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import type { SentUpdate, UpdateRecord, UpdateStatus } from '../../server/core/update.ts'
import { useActor, useApi, useForget, useUpdates } from '../client.ts'
import { When } from '../fields.tsx'
import { Panel } from '../page.tsx'
import type { ShownDiff, Updates } from '../providers/data.ts'
import { Tag, type Tone } from '../tag.tsx'
import { codeLook } from './block.tsx'

export function AutomaticPanel({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const actor = useActor()
  const officer = actor !== undefined && actor.role !== 'applicant'
  const { data } = useUpdates(request.id, officer)
  // Off by default: where no zone has a key and nothing was ever sent, there is nothing to see.
  if (!data || (data.zones.length === 0 && data.updates.length === 0)) return null
  const assigned = actor?.role === 'operator' && request.assigneeIds.includes(actor.id)
  const stand = data.updates.map(({ id, status }) => `${id} ${status}`).join()
  return (
    <Panel title={t('alih.execution.automatic')}>
      <Box sx={{ fontSize: '.875rem', color: 'text.secondary' }}>{t('alih.execution.automatic_lead')}</Box>
      {assigned &&
        request.state === 'assigned' &&
        data.zones.map((zone) => (
          <ZoneUpdate key={zone.zoneId} zone={zone} request={request} stand={stand} />
        ))}
      {data.updates.map((update) => (
        <SentLine
          key={update.id}
          update={update}
          updates={data.updates}
          request={request}
          assigned={assigned}
        />
      ))}
    </Panel>
  )
}

function useTry(request: RenameRequest) {
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setRefused(null)
    try {
      await work()
    } catch (error) {
      const errors =
        error instanceof HttpError ? (error.body as { errors?: Record<string, string> })?.errors : null
      setRefused([(error as Error).message, ...Object.values(errors ?? {})].join(' '))
    } finally {
      setBusy(false)
    }
  }
  return { busy, refused, attempt, forget: () => forget('requests'), id: request.id }
}

type ZoneProps = { zone: Updates['zones'][number]; request: RenameRequest; stand: string }

/** `stand` is what was sent so far: a comparison from before that says nothing any more. */
function ZoneUpdate({ zone, request, stand }: ZoneProps) {
  const t = useTranslate()
  const api = useApi()
  const { busy, refused, attempt, forget } = useTry(request)
  const [compared, setCompared] = useState<{ diff: ShownDiff; stand: string } | null>(null)
  const diff = compared?.stand === stand ? compared.diff : null
  const [sure, setSure] = useState(false)
  const compare = () =>
    attempt(async () => {
      setCompared(null)
      setSure(false)
      setCompared({ diff: (await api.updateDiff('requests', request.id, zone.zoneId)).data, stand })
    })
  const apply = () =>
    attempt(async () => {
      try {
        await api.applyUpdate('requests', request.id, { zoneId: zone.zoneId, digest: diff!.digest })
      } finally {
        // Whatever came of it, the next one needs a comparison of its own.
        setCompared(null)
        await forget()
      }
    })
  const empty = diff !== null && diff.add.length + diff.remove.length === 0
  return (
    <Box sx={{ mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Box sx={{ flex: 1, minWidth: 200, overflowWrap: 'anywhere' }}>
          <Box sx={{ fontWeight: 600 }}>{zone.zone}</Box>
          <Box sx={{ fontSize: '.82rem', color: 'text.secondary' }}>
            {t('alih.execution.at_server', { server: zone.server, key: zone.keyName })}
          </Box>
        </Box>
        <Button variant="outlined" size="small" loading={busy} onClick={() => void compare()}>
          {t('alih.execution.compare')}
        </Button>
      </Box>
      {refused && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {refused}
        </Alert>
      )}
      {empty && (
        <Alert severity="success" sx={{ mt: 1 }}>
          {t('alih.execution.no_difference')}
        </Alert>
      )}
      {diff && !empty && (
        <>
          <DiffText add={diff.add} remove={diff.remove} />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 1 }}>
            <FormControlLabel
              sx={{ flex: 1, minWidth: 220, mr: 0 }}
              control={<Checkbox checked={sure} onChange={(_, checked) => setSure(checked)} />}
              label={t('alih.execution.confirm')}
            />
            <Button
              variant="contained"
              startIcon={<BoltIcon />}
              loading={busy}
              disabled={!sure || request.heldAt !== null}
              onClick={() => void apply()}
            >
              {t('alih.execution.apply')}
            </Button>
          </Box>
        </>
      )}
    </Box>
  )
}

const lineOf = (sign: string) => (one: UpdateRecord) =>
  `${sign} ${one.name}. ${one.ttl} IN ${one.type} ${one.value}`

const DiffText = ({ add, remove }: Pick<ShownDiff, 'add' | 'remove'>) => (
  <Box component="pre" tabIndex={0} sx={{ ...codeLook, mt: 1 }}>
    {[...remove.map(lineOf('-')), ...add.map(lineOf('+'))].join('\n')}
  </Box>
)

const tones: Record<UpdateStatus, Tone> = { sent: 'wait', applied: 'good', failed: 'bad', unknown: 'warn' }

type LineProps = { update: SentUpdate; updates: SentUpdate[]; request: RenameRequest; assigned: boolean }

function SentLine({ update, updates, request, assigned }: LineProps) {
  const t = useTranslate()
  const api = useApi()
  const { busy, refused, attempt, forget } = useTry(request)
  const undone = updates.some(({ undoes, status }) => undoes === update.id && status === 'applied')
  const mayUndo = assigned && update.undoes === null && update.status !== 'failed' && !undone
  const undo = () =>
    attempt(async () => {
      try {
        await api.undoUpdate('requests', request.id, update.id)
      } finally {
        await forget()
      }
    })
  return (
    <Box sx={{ mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Tag tone={tones[update.status]} label={t(`alih.update_statuses.${update.status}`)} />
        <Box sx={{ flex: 1, minWidth: 180, fontSize: '.85rem' }}>
          {update.undoes !== null && `${t('alih.execution.undoing')} · `}
          {update.zone} · {update.personName} · <When at={update.sentAt} short />
        </Box>
        {mayUndo && (
          <Button size="small" variant="outlined" color="error" loading={busy} onClick={() => void undo()}>
            {t('alih.execution.undo')}
          </Button>
        )}
        {undone && <Tag tone="calm" label={t('alih.execution.undone')} />}
      </Box>
      {update.result && update.status !== 'applied' && (
        <Box sx={{ fontSize: '.82rem', color: 'text.secondary', mt: 0.5, overflowWrap: 'anywhere' }}>
          {update.result}
        </Box>
      )}
      {refused && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {refused}
        </Alert>
      )}
      <DiffText add={update.diff.add} remove={update.diff.remove} />
    </Box>
  )
}
