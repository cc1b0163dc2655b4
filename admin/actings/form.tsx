/** The inputs of an acting officer: who, for whom, as what, and from when until when. */
import Box from '@mui/material/Box'
import {
  DateInput,
  maxLength,
  RadioButtonGroupInput,
  ReferenceInput,
  required,
  SelectInput,
  TextInput,
  useTranslate,
} from 'react-admin'
import type { ActingInput } from '../../server/core/acting-input.ts'
import { actingTitles, officerRoles } from '../../server/core/acting.ts'
import type { Person } from '../../server/core/directory.ts'

export const toInput = ({ personId, standsInForId, title, fromDay, toDay, note }: Partial<ActingInput>) => ({
  personId,
  standsInForId,
  title,
  fromDay,
  toDay,
  note: note ?? '',
})

const another = (value?: number, { personId }: { personId?: number } = {}) =>
  value !== undefined && value === personId ? 'alih.acting.self' : undefined
const notBefore = (value?: string, { fromDay }: { fromDay?: string } = {}) =>
  value && fromDay && value < fromDay ? 'alih.acting.reversed' : undefined

export const Inputs = () => (
  <>
    <Officer source="personId" active />
    <Officer source="standsInForId" />
    <RadioButtonGroupInput
      source="title"
      row={false}
      defaultValue="plt"
      validate={required()}
      choices={actingTitles.map((id) => ({ id, name: `alih.acting.title_hints.${id}` }))}
    />
    <Box
      sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, columnGap: 2, width: '100%' }}
    >
      <DateInput source="fromDay" validate={required()} />
      <DateInput source="toDay" validate={[required(), notBefore]} helperText="alih.acting.days_help" />
    </Box>
    <TextInput source="note" multiline validate={maxLength(500)} helperText="alih.acting.note_help" />
  </>
)

type OfficerProps = { source: 'personId' | 'standsInForId'; active?: boolean }

function Officer({ source, active = false }: OfficerProps) {
  const t = useTranslate()
  return (
    <ReferenceInput
      source={source}
      reference="people"
      perPage={500}
      sort={{ field: 'name', order: 'ASC' }}
      filter={{ role: officerRoles, ...(active ? { active } : {}) }}
    >
      <SelectInput
        validate={active ? required() : [required(), another]}
        optionText={({ name, role }: Person) => `${name} (${t(`alih.roles.${role}`)})`}
        helperText={active ? 'alih.acting.person_help' : 'alih.acting.for_help'}
      />
    </ReferenceInput>
  )
}
