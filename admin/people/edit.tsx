/** Changing a person, and inviting them anew. */
import { Edit, SimpleForm, TopToolbar } from 'react-admin'
import { Inputs, toInput } from './form.tsx'
import { InviteButton } from './invitation.tsx'

export default function PersonEdit() {
  return (
    <Edit
      mutationMode="pessimistic"
      redirect="list"
      transform={toInput}
      actions={
        <TopToolbar>
          <InviteButton />
        </TopToolbar>
      }
      sx={{ maxWidth: 720 }}
    >
      <SimpleForm>
        <Inputs />
      </SimpleForm>
    </Edit>
  )
}
