/** A new person. The invitation link is shown once, right after. */
import { useState } from 'react'
import { Create, SimpleForm, useNotify, useRedirect } from 'react-admin'
import type { Person } from '../../server/core/directory.ts'
import { useApi } from '../client.ts'
import type { Invitation } from '../providers/data.ts'
import { Inputs, toInput } from './form.tsx'
import { InvitationDialog } from './invitation.tsx'

export default function PersonCreate() {
  const api = useApi()
  const notify = useNotify()
  const redirect = useRedirect()
  const [invited, setInvited] = useState<{ name: string; invitation: Invitation } | null>(null)
  const leave = () => redirect('list', 'people')
  const onSuccess = async (person: Person) => {
    notify('ra.notification.created', { type: 'success' })
    try {
      const { data } = await api.invite('people', person.id)
      setInvited({ name: person.name, invitation: data })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
      leave()
    }
  }
  return (
    <>
      <Create mutationOptions={{ onSuccess }} transform={toInput} sx={{ maxWidth: 720 }}>
        <SimpleForm>
          <Inputs />
        </SimpleForm>
      </Create>
      {invited && <InvitationDialog {...invited} onClose={leave} />}
    </>
  )
}
