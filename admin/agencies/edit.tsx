/** Changing a row of agencies. */
import { Edit, SimpleForm } from 'react-admin'
import { Inputs, toInput } from './form.tsx'

export default function AgencyEdit() {
  return (
    <Edit
      mutationMode="pessimistic"
      redirect="list"
      transform={toInput}
      actions={false}
      sx={{ maxWidth: 720 }}
    >
      <SimpleForm>
        <Inputs />
      </SimpleForm>
    </Edit>
  )
}
