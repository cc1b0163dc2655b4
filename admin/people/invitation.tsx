/** The invitation link: shown once, with a button that copies it, and one that makes a new one. */
import InviteIcon from '@mui/icons-material/ForwardToInboxOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCanAccess, useLocaleState, useNotify, useRecordContext, useTranslate } from 'react-admin'
import type { Person } from '../../server/core/directory.ts'
import { useApi } from '../client.ts'
import { OnceDialog } from '../once-dialog.tsx'
import type { Invitation } from '../providers/data.ts'
import { formatInstant } from '../time.ts'

type DialogProps = { name: string; invitation: Invitation; onClose: () => void }

export function InvitationDialog({ name, invitation, onClose }: DialogProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <OnceDialog
      value={invitation.url}
      title={t('alih.people.invitation')}
      lead={t('alih.people.invitation_lead', { name, time: formatInstant(invitation.expiresAt, locale) })}
      copy="alih.people.copy"
      copied="alih.people.copied"
      copyFailed="alih.people.copy_failed"
      once="alih.people.invitation_once"
      onClose={onClose}
    />
  )
}

/** Makes a link for the person of the record. The one before it is no longer valid. */
export function InviteButton() {
  const person = useRecordContext<Person>()
  // Asked before there is a record, "may they edit?" would be the form's own question: answered to nobody, it stays
  // open, and the form waits for it for ever.
  return person?.active ? <Invite person={person} /> : null
}

function Invite({ person }: { person: Person }) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const { canAccess } = useCanAccess({ resource: 'people', action: 'edit' })
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  if (!canAccess) return null
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
