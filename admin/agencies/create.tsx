/** A new row of agencies. */
import { Create, SimpleForm } from 'react-admin'
import { Inputs, toInput } from './form.tsx'

export default function AgencyCreate() {
  return (
    <Create redirect="list" transform={toInput} sx={{ maxWidth: 720 }}>
      <SimpleForm>
        <Inputs />
      </SimpleForm>
    </Create>
  )
}
