/** A new row of holidays. */
import { CreatePage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function HolidayCreate() {
  return (
    <CreatePage transform={toInput}>
      <Inputs />
    </CreatePage>
  )
}
