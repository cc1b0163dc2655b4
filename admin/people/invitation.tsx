/** The invitation link: shown once, with a button that copies it, and one that makes a new one. */
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import InviteIcon from '@mui/icons-material/ForwardToInboxOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useCanAccess, useLocaleState, useNotify, useRecordContext, useTranslate } from 'react-admin'
import type { Person } from '../../server/core/directory.ts'
import { useApi } from '../client.ts'
import type { Invitation } from '../providers/data.ts'
import { formatInstant } from '../time.ts'

type DialogProps = { name: string; invitation: Invitation; onClose: () => void }

export function InvitationDialog({ name, invitation, onClose }: DialogProps) {
  const t = useTranslate()
  const notify = useNotify()
  const [locale] = useLocaleState()
  const copy = () =>
    navigator.clipboard.writeText(invitation.url).then(
      () => notify('alih.people.copied', { type: 'success' }),
      () => notify('alih.people.copy_failed', { type: 'warning' }),
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="invitation-title">
      <DialogTitle id="invitation-title">{t('alih.people.invitation')}</DialogTitle>
      <DialogContent>
        <p>{t('alih.people.invitation_lead', { name, time: formatInstant(invitation.expiresAt, locale) })}</p>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <TextField
            value={invitation.url}
            label={t('alih.people.invitation')}
            sx={{ flex: '1 1 260px' }}
            slotProps={{ htmlInput: { readOnly: true } }}
            onFocus={({ target }) => target.select()}
          />
          <Button variant="contained" startIcon={<CopyIcon />} onClick={copy}>
            {t('alih.people.copy')}
          </Button>
        </Box>
        <Alert severity="info" sx={{ mt: 2 }}>
          {t('alih.people.invitation_once')}
        </Alert>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

/** Makes a link for the person of the record. The one before it is no longer valid. */
export function InviteButton() {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const person = useRecordContext<Person>()
  const { canAccess } = useCanAccess({ resource: 'people', action: 'edit' })
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  if (!person || !canAccess || !person.active) return null
  const invite = () =>
    api.invite('people', person.id).then(
      ({ data }) => setInvitation(data),
      (error: Error) => notify(error.message, { type: 'error' }),
    )
  return (
    <>
      <Button
        size="small"
        startIcon={<InviteIcon />}
        onClick={(event) => {
          event.stopPropagation()
          void invite()
        }}
      >
        {t(person.signedUp ? 'alih.account.password_link' : 'alih.people.invite')}
      </Button>
      {invitation && (
        <Box onClick={(event) => event.stopPropagation()}>
          <InvitationDialog name={person.name} invitation={invitation} onClose={() => setInvitation(null)} />
        </Box>
      )}
    </>
  )
}
