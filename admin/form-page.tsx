/** The pages on which a row of the directory is made and changed: one form, then back to the list. */
import type { ReactElement, ReactNode } from 'react'
import { Create, Edit, SimpleForm, type TransformData } from 'react-admin'

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

/** Pessimistic: what the server refuses is shown by field. */
export const EditPage = ({ children, transform, actions = false }: Props) => (
  <Edit mutationMode="pessimistic" redirect="list" transform={transform} actions={actions} sx={width}>
    <SimpleForm>{children}</SimpleForm>
  </Edit>
)
