/** A new row of resolvers. */
import { Create, SimpleForm } from 'react-admin'
import { Inputs, toInput } from './form.tsx'

export default function ResolverCreate() {
  return (
    <Create redirect="list" transform={toInput} sx={{ maxWidth: 720 }}>
      <SimpleForm>
        <Inputs />
      </SimpleForm>
    </Create>
  )
}
