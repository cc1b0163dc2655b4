/** The inputs of a resolver of the panel. */
import { BooleanInput, required, TextInput } from 'react-admin'
import type { ResolverInput } from '../../server/core/directory.ts'

export const toInput = ({ name, address, active }: Partial<ResolverInput>) => ({
  name,
  address,
  active: active ?? true,
})

export const Inputs = () => (
  <>
    <TextInput source="name" validate={required()} />
    <TextInput source="address" validate={required()} helperText="alih.resolvers.address_help" />
    <BooleanInput source="active" defaultValue />
  </>
)
