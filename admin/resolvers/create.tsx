/** A new row of resolvers. */
import { CreatePage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function ResolverCreate() {
  return (
    <CreatePage transform={toInput}>
      <Inputs />
    </CreatePage>
  )
}
