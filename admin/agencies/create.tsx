/** A new row of agencies. */
import { CreatePage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function AgencyCreate() {
  return (
    <CreatePage transform={toInput}>
      <Inputs />
    </CreatePage>
  )
}
