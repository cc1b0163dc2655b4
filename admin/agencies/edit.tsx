/** Changing a row of agencies. */
import { EditPage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function AgencyEdit() {
  return (
    <EditPage transform={toInput}>
      <Inputs />
    </EditPage>
  )
}
