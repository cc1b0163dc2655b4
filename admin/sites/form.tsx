/** The inputs of a registered site. */
import { RadioButtonGroupInput, ReferenceInput, required, SelectInput, TextInput } from 'react-admin'
import { siteKinds, type SiteInput } from '../../server/core/site.ts'
import { RecordsInput } from '../records-input.tsx'
import { Section } from '../section.tsx'

export const toInput = ({ hostname, agencyId, kind, records }: Partial<SiteInput>) => ({
  hostname,
  agencyId,
  kind,
  records,
})

export const Inputs = () => (
  <>
    <TextInput source="hostname" validate={required()} />
    <ReferenceInput
      source="agencyId"
      reference="agencies"
      perPage={500}
      sort={{ field: 'name', order: 'ASC' }}
    >
      <SelectInput optionText="name" validate={required()} />
    </ReferenceInput>
    <RadioButtonGroupInput
      source="kind"
      validate={required()}
      defaultValue="website"
      choices={siteKinds.map((id) => ({ id, name: `alih.kinds.${id}` }))}
    />
    <Section title="resources.sites.fields.records" lead="alih.requests.records_help">
      <RecordsInput source="records" />
    </Section>
  </>
)
