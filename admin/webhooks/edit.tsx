/** Changing a webhook, and giving it a new key. */
import { TopToolbar } from 'react-admin'
import { EditPage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'
import { RenewButton } from './secret.tsx'

export default function WebhookEdit() {
  return (
    <EditPage
      transform={toInput}
      actions={
        <TopToolbar>
          <RenewButton />
        </TopToolbar>
      }
    >
      <Inputs />
    </EditPage>
  )
}
