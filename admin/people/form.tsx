/** The inputs of a person. An applicant belongs to an agency, and nobody else does. */
import {
  BooleanInput,
  email,
  FormDataConsumer,
  maxLength,
  ReferenceInput,
  required,
  SelectInput,
  TextInput,
} from 'react-admin'
import { roles } from '../../server/core/access.ts'
import type { PersonInput } from '../../server/core/directory.ts'
import { languages, noticeChoices } from '../../server/core/notice.ts'

export const toInput = ({
  name,
  email,
  role,
  agencyId,
  active,
  language,
  notices,
}: Partial<PersonInput>) => ({
  name,
  email,
  role,
  agencyId: role === 'applicant' ? agencyId : null,
  active: active ?? true,
  language: language ?? 'id',
  notices: notices ?? 'all',
})

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
    <BooleanInput source="active" defaultValue />
  </>
)
