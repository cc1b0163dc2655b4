/** The inputs of a holiday. */
import { DateInput, maxLength, required, SelectInput, TextInput } from 'react-admin'
import { holidayKinds, type HolidayInput } from '../../server/core/holiday.ts'

export const toInput = ({ heldOn, name, kind, source }: Partial<HolidayInput>) => ({
  heldOn,
  name,
  kind,
  source: source ?? '',
})

export const Inputs = () => (
  <>
    <DateInput source="heldOn" validate={required()} />
    <TextInput source="name" validate={[required(), maxLength(120)]} />
    <SelectInput
      source="kind"
      validate={required()}
      defaultValue="national"
      choices={holidayKinds.map((id) => ({ id, name: `alih.holiday_kinds.${id}` }))}
    />
    <TextInput source="source" validate={maxLength(200)} />
  </>
)
