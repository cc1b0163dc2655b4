/** A new row of zones. */
import { CreatePage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function ZoneCreate() {
  return (
    <CreatePage transform={toInput}>
      <Inputs />
    </CreatePage>
  )
}
