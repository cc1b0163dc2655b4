/** Changing a row of sites. */
import { EditPage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function SiteEdit() {
  return (
    <EditPage transform={toInput}>
      <Inputs />
    </EditPage>
  )
}
