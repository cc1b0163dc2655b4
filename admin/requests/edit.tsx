/** Correcting a draft or a returned request. */
import { Edit, SaveButton, SimpleForm, Toolbar } from 'react-admin'
import { RequestInputs, toInput } from './form.tsx'

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
        <RequestInputs />
      </SimpleForm>
    </Edit>
  )
}

const EditToolbar = () => (
  <Toolbar>
    <SaveButton />
  </Toolbar>
)
