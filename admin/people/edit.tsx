/** Changing a person, and inviting them anew. */
import { TopToolbar } from 'react-admin'
import { EditPage } from '../form-page.tsx'
import { PersonAccount } from './account.tsx'
import { Inputs, toInput } from './form.tsx'
import { InviteButton } from './invitation.tsx'

export default function PersonEdit() {
  return (
    <EditPage
      transform={toInput}
      actions={
        <TopToolbar>
          <InviteButton />
        </TopToolbar>
      }
    >
      <Inputs />
      <PersonAccount />
    </EditPage>
  )
}
