/** Changing a row of holidays. */
import { EditPage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function HolidayEdit() {
  return (
    <EditPage transform={toInput}>
      <Inputs />
    </EditPage>
  )
}
