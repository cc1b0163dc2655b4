/** Changing a row of holidays. */
import { Edit, SimpleForm } from 'react-admin'
import { Inputs, toInput } from './form.tsx'

export default function HolidayEdit() {
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
