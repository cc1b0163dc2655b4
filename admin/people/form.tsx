/** The inputs of a person. An applicant belongs to an agency, and nobody else does. */
import {
  BooleanInput,
  CheckboxGroupInput,
  DateInput,
  email,
  FormDataConsumer,
  maxLength,
  ReferenceInput,
  required,
  SelectInput,
  TextInput,
} from 'react-admin'
import { roles } from '../../server/core/access.ts'
import { qualifications, type PersonInput } from '../../server/core/directory.ts'
import { languages, noticeChoices } from '../../server/core/notice.ts'
import { Section } from '../section.tsx'

export const toInput = ({ name, email, role, agencyId, active, ...kept }: Partial<PersonInput>) => ({
  name,
  email,
  role,
  agencyId: role === 'applicant' ? agencyId : null,
  active: active ?? true,
  language: kept.language ?? 'id',
  notices: kept.notices ?? 'all',
  nip: kept.nip ?? '',
  rank: kept.rank ?? '',
  position: kept.position ?? '',
  decreeNumber: kept.decreeNumber ?? '',
  decreeDay: kept.decreeDay ?? null,
  qualifications: kept.qualifications ?? [],
  otherQualifications: kept.otherQualifications ?? '',
})

const aNip = (value?: string) =>
  value && !/^\d{18}$/.test(value.replace(/\s/g, '')) ? 'alih.people.nip_wrong' : undefined

const Office = () => (
  <Section title="alih.people.office">
    <TextInput source="nip" validate={aNip} helperText="alih.people.nip_help" />
    <TextInput source="rank" validate={maxLength(100)} helperText="alih.people.rank_help" />
    <TextInput source="position" validate={maxLength(200)} helperText="alih.people.position_help" />
  </Section>
)

const Team = () => (
  <Section title="alih.people.team" lead="alih.people.team_lead">
    <TextInput source="decreeNumber" validate={maxLength(120)} />
    <DateInput source="decreeDay" />
    <CheckboxGroupInput
      source="qualifications"
      row={false}
      choices={qualifications.map((id) => ({ id, name: `alih.qualifications.${id}` }))}
    />
    <TextInput source="otherQualifications" multiline validate={maxLength(1000)} />
  </Section>
)

export const Inputs = () => (
  <>
    <TextInput source="name" validate={[required(), maxLength(200)]} />
    <TextInput source="email" type="email" validate={[required(), email()]} />
    <SelectInput
      source="role"
      validate={required()}
      choices={roles.map((id) => ({ id, name: `alih.roles.${id}` }))}
    />
    <FormDataConsumer<Partial<PersonInput>>>
      {({ formData }) =>
        formData.role === 'applicant' && (
          <ReferenceInput
            source="agencyId"
            reference="agencies"
            perPage={500}
            sort={{ field: 'name', order: 'ASC' }}
          >
            <SelectInput optionText="name" validate={required()} helperText="alih.people.agency_help" />
          </ReferenceInput>
        )
      }
    </FormDataConsumer>
    <SelectInput
      source="language"
      defaultValue="id"
      validate={required()}
      choices={languages.map((id) => ({ id, name: `alih.languages.${id}` }))}
    />
    <SelectInput
      source="notices"
      defaultValue="all"
      validate={required()}
      choices={noticeChoices.map((id) => ({ id, name: `alih.notice_choices.${id}` }))}
    />
    <FormDataConsumer<Partial<PersonInput>>>
      {({ formData }) => (
        <>
          {formData.role && formData.role !== 'applicant' && <Office />}
          {formData.role === 'operator' && <Team />}
        </>
      )}
    </FormDataConsumer>
    <BooleanInput source="active" defaultValue />
  </>
)
