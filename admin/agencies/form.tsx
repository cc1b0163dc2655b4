/** The inputs of an agency. */
import { maxLength, required, TextInput } from 'react-admin'
import type { AgencyInput } from '../../server/core/directory.ts'

export const toInput = ({ name, shortName }: Partial<AgencyInput>) => ({ name, shortName })

export const Inputs = () => (
  <>
    <TextInput source="name" validate={[required(), maxLength(200)]} />
    <TextInput source="shortName" validate={[required(), maxLength(40)]} />
  </>
)
