/** A new row of sites. */
import { CreatePage } from '../form-page.tsx'
import { Inputs, toInput } from './form.tsx'

export default function SiteCreate() {
  return (
    <CreatePage transform={toInput}>
      <Inputs />
    </CreatePage>
  )
}
