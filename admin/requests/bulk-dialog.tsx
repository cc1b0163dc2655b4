/** Asks once for what an action takes, carries it out for each chosen request, and tells of each what became of it. */
import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import RefusedIcon from '@mui/icons-material/ErrorOutlined'
import RunningIcon from '@mui/icons-material/HourglassTop'
import UnsureIcon from '@mui/icons-material/HelpOutlined'
import WaitingIcon from '@mui/icons-material/RadioButtonUnchecked'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import { useId, useState } from 'react'
import { Form, useTranslate } from 'react-admin'
import type { Action } from '../../server/core/lifecycle.ts'
import type { ActionInput, RenameRequest } from '../../server/core/request.ts'
import { useAssignees } from '../client.ts'
import { Rename } from '../fields.tsx'
import { Waiting } from '../page.tsx'
import { Tag, type Tone } from '../tag.tsx'
import { ActingNote } from './acting-note.tsx'
import { useBulkRun, type Outcome } from './bulk-run.ts'
import { draftOf } from './drafts.ts'
import { ActionFields, fieldsOf } from './inputs.tsx'

type Props = {
  action: Action
  requests: readonly RenameRequest[]
  /** Told which of them were done. */
  onClose: (done: readonly number[]) => void
}

/** The official text of one request, as core drafts it; nothing where there is none. */
const draftFor = (action: Action, request: RenameRequest) =>
  draftOf(action, { request, events: [], check: null, ticks: [], assignees: [] })

export function BulkDialog({ action, requests: given, onClose }: Props) {
  const t = useTranslate()
  const title = useId()
  const form = useId()
  // What was chosen when it was opened; the list itself is read again meanwhile.
  const [requests] = useState(given)
  const { phase, outcomes, run, stop } = useBulkRun(action, requests)
  const first = requests[0]!
  const team = useAssignees(first.id, action === 'assign')
  const fields = fieldsOf(action).map(({ field }) => field as string)
  const drafted = Object.entries(draftFor(action, first)).flatMap(([field, text]) =>
    typeof text === 'string' ? [field] : [],
  )
  const states = requests.map(({ id }) => outcomes.get(id)?.state)
  const count = (state: Outcome['state']) => states.filter((one) => one === state).length
  const done = requests.filter((_, at) => states[at] === 'done').map(({ id }) => id)
  const settled = states.filter((state) => state !== 'waiting' && state !== 'running').length

  const submit = (values: ActionInput) => {
    const said = Object.fromEntries(
      Object.entries(values).filter(
        ([field, value]) => fields.includes(field) && value !== null && value !== undefined && value !== '',
      ),
    )
    void run((request) => ({ ...draftFor(action, request), ...said }))
  }
  const label = t(`alih.actions.${action}`)
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={phase === 'running' ? () => undefined : () => onClose(done)}
      aria-labelledby={title}
    >
      <DialogTitle id={title}>
        {t('alih.bulk.of', { action: label, smart_count: requests.length })}
      </DialogTitle>
      <DialogContent>
        {phase === 'asking' && (
          <>
            <Box sx={{ color: 'text.secondary', mb: 2 }}>{t(`alih.action_hints.${action}`)}</Box>
            <ActingNote action={action} request={first} />
            {drafted.length > 0 && (
              <Alert severity="info" sx={{ mb: 2 }}>
                {t('alih.bulk.own_text')}
              </Alert>
            )}
            {team.isLoading ? (
              <Waiting lines={2} />
            ) : (
              <Form
                id={form}
                record={action === 'assign' ? draftOf(action, known(first, team.data)) : {}}
                onSubmit={submit}
              >
                <ActionFields action={action} request={first} optional={drafted} />
              </Form>
            )}
          </>
        )}
        {phase === 'running' && (
          <LinearProgress
            variant="determinate"
            value={(100 * settled) / requests.length}
            aria-labelledby={title}
          />
        )}
        <Box role="status" sx={{ my: 1, fontWeight: 600 }}>
          {phase === 'running' && t('alih.bulk.progress', { done: settled, total: requests.length })}
          {phase === 'over' &&
            t('alih.bulk.result', {
              done: done.length,
              refused: count('refused'),
              others: count('unsure') + count('untried'),
            })}
        </Box>
        <Box component="ul" aria-label={t('alih.bulk.chosen', { smart_count: requests.length })} sx={list}>
          {requests.map((request) => (
            <Line key={request.id} request={request} outcome={outcomes.get(request.id)} />
          ))}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        {phase === 'asking' && <Button onClick={() => onClose([])}>{t('ra.action.cancel')}</Button>}
        {phase === 'asking' && (
          <Button type="submit" form={form} variant="contained" disabled={team.isLoading}>
            {label}
          </Button>
        )}
        {phase === 'running' && <Button onClick={stop}>{t('alih.bulk.stop')}</Button>}
        {phase === 'over' && (
          <Button variant="contained" autoFocus onClick={() => onClose(done)}>
            {t('ra.action.close')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

const known = (request: RenameRequest, assignees: Parameters<typeof draftOf>[1]['assignees'] = []) => ({
  request,
  events: [],
  check: null,
  ticks: [],
  assignees,
})

const looks: Record<Outcome['state'], { tone: Tone; icon: typeof DoneIcon }> = {
  waiting: { tone: 'calm', icon: WaitingIcon },
  running: { tone: 'wait', icon: RunningIcon },
  done: { tone: 'good', icon: DoneIcon },
  refused: { tone: 'bad', icon: RefusedIcon },
  unsure: { tone: 'warn', icon: UnsureIcon },
  untried: { tone: 'calm', icon: WaitingIcon },
}

function Line({ request, outcome }: { request: RenameRequest; outcome: Outcome | undefined }) {
  const t = useTranslate()
  return (
    <Box component="li" sx={{ py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Rename request={request} />
        </Box>
        {outcome && <Tag {...looks[outcome.state]} label={t(`alih.outcomes_of.${outcome.state}`)} />}
      </Box>
      {outcome?.why && (
        <Box sx={{ mt: 0.5, fontSize: '.85rem', overflowWrap: 'anywhere' }}>
          {t(outcome.why, { _: outcome.why })}
        </Box>
      )}
    </Box>
  )
}

const list = { listStyle: 'none', m: 0, p: 0 } as const
