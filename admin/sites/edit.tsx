/** Changing a row of sites. */
import { Edit, SimpleForm } from 'react-admin'
import { Inputs, toInput } from './form.tsx'

export default function SiteEdit() {
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
