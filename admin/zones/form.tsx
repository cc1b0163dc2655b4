/** The inputs of a zone. */
import { maxLength, required, TextInput } from 'react-admin'
import type { ZoneInput } from '../../server/core/directory.ts'

export const toInput = ({ name, note }: Partial<ZoneInput>) => ({ name, note: note ?? '' })

export const Inputs = () => (
  <>
    <TextInput source="name" validate={required()} helperText="alih.zones.name_help" />
    <TextInput source="note" multiline validate={maxLength(500)} />
  </>
)
