/** Changing a row of resolvers. */
import { EditPage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function ResolverEdit() {
  return (
    <EditPage transform={toInput}>
      <Inputs />
    </EditPage>
  )
}
