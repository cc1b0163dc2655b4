/** A new row of holidays. */
import { Create, SimpleForm } from 'react-admin'
import { Inputs, toInput } from './form.tsx'

export default function HolidayCreate() {
  return (
    <Create redirect="list" transform={toInput} sx={{ maxWidth: 720 }}>
      <SimpleForm>
        <Inputs />
      </SimpleForm>
    </Create>
  )
}
