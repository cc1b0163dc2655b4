/** Correcting a draft or a returned request. */
import { Edit, SaveButton, SimpleForm, Toolbar, useRecordContext } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { RequestInputs, toInput } from './form.tsx'
import { ReturnedNote } from './marks.tsx'

export default function RequestEdit() {
  return (
    <Edit
      title="alih.requests.edit"
      mutationMode="pessimistic"
      redirect="show"
      transform={toInput}
      actions={false}
      sx={{ maxWidth: 860 }}
    >
      <SimpleForm toolbar={<EditToolbar />}>
        <Returned />
        <RequestInputs />
      </SimpleForm>
    </Edit>
  )
}

function Returned() {
  const request = useRecordContext<RenameRequest>()
  return request ? <ReturnedNote request={request} /> : null
}

const EditToolbar = () => (
  <Toolbar>
    <SaveButton />
  </Toolbar>
)
