/** Changing a row of zones, and the key by which it may be changed by machine. */
import Card from '@mui/material/Card'
import { Edit, SimpleForm } from 'react-admin'
import { Inputs, toInput } from './form.tsx'
import { ZoneKeyPanel } from './key.tsx'

export default function ZoneEdit() {
  return (
    <Edit
      mutationMode="pessimistic"
      redirect="list"
      transform={toInput}
      actions={false}
      component="div"
      sx={{ maxWidth: 720 }}
    >
      <Card>
        <SimpleForm>
          <Inputs />
        </SimpleForm>
      </Card>
      <ZoneKeyPanel />
    </Edit>
  )
}
