/** The pages on which a row of the directory is made and changed: one form, then back to the list. */
import type { ReactElement, ReactNode } from 'react'
import { Create, EditView, SimpleForm, type TransformData } from 'react-admin'
import { EditRecord } from './record-page.tsx'

type Props = {
  children: ReactNode
  /** From what the form holds to what the API takes. */
  transform: TransformData
  /** Buttons above the form. */
  actions?: ReactElement | false
}

const width = { maxWidth: 720 }

export const CreatePage = ({ children, transform }: Props) => (
  <Create redirect="list" transform={transform} sx={width}>
    <SimpleForm>{children}</SimpleForm>
  </Create>
)

export const EditPage = ({ children, transform, actions = false }: Props) => (
  <EditRecord transform={transform}>
    {() => (
      <EditView actions={actions} sx={width}>
        <SimpleForm>{children}</SimpleForm>
      </EditView>
    )}
  </EditRecord>
)
