/** Carries out one action: explains it, takes its fields, waits for the server, and shows its "no" field by field. */
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useId, useState } from 'react'
import { Form, HttpError, useNotify, useTranslate } from 'react-admin'
import type { Action } from '../../server/core/lifecycle.ts'
import type { ActionInput, RenameRequest } from '../../server/core/request.ts'
import { useApi, useAssignees, useEvents, useForget, useLastCheck, useRunbook } from '../client.ts'
import { Rename } from '../fields.tsx'
import { Waiting } from '../page.tsx'
import { ActingNote } from './acting-note.tsx'
import { draftOf } from './drafts.ts'
import { ActionFields, fieldsOf } from './inputs.tsx'
import { RedFindings } from './red.tsx'
import { Review } from './review.tsx'

type Props = { action: Action; request: RenameRequest; onClose: () => void }
type Refused = { message: string; others: string[] }

export function ActionDialog({ action, request, onClose }: Props) {
  const t = useTranslate()
  const title = useId()
  const form = useId()
  const isSmall = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  const { busy, refused, submit } = useAct(action, request, onClose)
  const events = useEvents(request.id)
  const check = useLastCheck('requests', request.id)
  const runbook = useRunbook(request.id)
  const team = useAssignees(request.id, action === 'assign')
  const ready = !events.isPending && !check.isPending && !runbook.isPending && !team.isLoading
  return (
    <Dialog
      open
      fullWidth
      fullScreen={isSmall}
      maxWidth="sm"
      onClose={busy ? () => undefined : onClose}
      aria-labelledby={title}
    >
      <DialogTitle id={title}>{t(`alih.actions.${action}`)}</DialogTitle>
      <DialogContent>
        <Box sx={{ mb: 1 }}>
          <Rename request={request} />
        </Box>
        <Box sx={{ color: 'text.secondary', mb: 2 }}>{t(`alih.action_hints.${action}`)}</Box>
        <ActingNote action={action} request={request} />
        {action === 'submit' && <Review request={request} />}
        {action === 'override' && <RedFindings id={request.id} />}
        {refused && <RefusedAlert {...refused} />}
        {ready ? (
          <Form
            id={form}
            // The request of the page is no record of this form: its fields must not fill those of the action.
            record={draftOf(action, {
              request,
              events: events.data ?? [],
              check: check.data ?? null,
              ticks: runbook.data?.ticks ?? [],
              assignees: team.data ?? [],
            })}
            onSubmit={(values: ActionInput) => submit(values)}
          >
            <ActionFields action={action} request={request} />
          </Form>
        ) : (
          <Waiting lines={2} />
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} disabled={busy}>
          {t('ra.action.cancel')}
        </Button>
        <Button type="submit" form={form} variant="contained" loading={busy} disabled={!ready}>
          {t(`alih.actions.${action}`)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function useAct(action: Action, request: RenameRequest, onDone: () => void) {
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const fields = fieldsOf(action).map(({ field }) => field as string)

  const submit = async (values: ActionInput) => {
    const input = Object.fromEntries(
      Object.entries(values).filter(
        ([field, value]) => fields.includes(field) && value !== null && value !== '',
      ),
    )
    setBusy(true)
    setRefused(null)
    try {
      if (action === 'submit' && request.state === 'draft' && request.submissionId !== null)
        await api.sendSubmission('requests', request.submissionId)
      else await api.act('requests', request.id, action, input)
      notify(`alih.done.${action}`, { type: 'success' })
      onDone()
      await forget('requests', 'sites', 'findings', 'documents')
      return undefined
    } catch (error) {
      const errors = error instanceof HttpError ? errorsOf(error) : {}
      const others = Object.entries(errors).filter(([field]) => !fields.includes(field))
      setRefused({ message: (error as Error).message, others: others.map(([, text]) => text) })
      return Object.fromEntries(Object.entries(errors).filter(([field]) => fields.includes(field)))
    } finally {
      setBusy(false)
    }
  }
  return { busy, refused, submit }
}

const errorsOf = ({ body }: HttpError): Record<string, string> =>
  (body as { errors?: Record<string, string> } | null)?.errors ?? {}

function RefusedAlert({ message, others }: Refused) {
  const t = useTranslate()
  return (
    <Alert severity="error" sx={{ mb: 2 }}>
      {others.length > 0 && <AlertTitle>{t(message, { _: message })}</AlertTitle>}
      {others.length > 0 ? others.map((text) => <div key={text}>{text}</div>) : t(message, { _: message })}
    </Alert>
  )
}
