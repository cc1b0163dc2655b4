/** Changing a row of zones, and the key by which it may be changed by machine. */
import Card from '@mui/material/Card'
import { EditView, SimpleForm } from 'react-admin'
import { EditRecord } from '../record-page.tsx'
import { Inputs, toInput } from './form.tsx'
import { ZoneKeyPanel } from './key.tsx'

export default function ZoneEdit() {
  return (
    <EditRecord transform={toInput}>
      {() => (
        <EditView actions={false} component="div" sx={{ maxWidth: 720 }}>
          <Card>
            <SimpleForm>
              <Inputs />
            </SimpleForm>
          </Card>
          <ZoneKeyPanel />
        </EditView>
      )}
    </EditRecord>
  )
}
