/** Changing a row of zones. */
import { EditPage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function ZoneEdit() {
  return (
    <EditPage transform={toInput}>
      <Inputs />
    </EditPage>
  )
}
