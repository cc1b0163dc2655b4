/** The inputs of a request, shared by creating and editing, and what of them is sent. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import {
  DateInput,
  FormDataConsumer,
  maxLength,
  RadioButtonGroupInput,
  required,
  TextInput,
} from 'react-admin'
import { wants } from '../../server/core/expectation.ts'
import { parseHostname } from '../../server/core/hostname.ts'
import type { RequestInput } from '../../server/core/request.ts'
import { siteKinds } from '../../server/core/site.ts'
import { RecordsInput } from '../records-input.tsx'
import { Section } from '../section.tsx'
import { Marked } from './marks.tsx'
import { Want } from './want.tsx'

/** Only what an applicant writes: everything else of the record moves by actions. */
export const toInput = (values: Partial<RequestInput>) => ({
  kind: values.kind,
  oldName: values.oldName,
  newName: values.newName,
  records: values.records,
  want: values.want,
  redirectUntil: values.want === 'redirect' ? (values.redirectUntil ?? null) : null,
  reason: values.reason,
})

const aHostname = (value?: string) => {
  const parsed = value ? parseHostname(value) : null
  return parsed && !parsed.ok ? `alih.hostname.${parsed.problem}` : undefined
}
const anotherName = (value?: string, { oldName }: { oldName?: string } = {}) =>
  value && oldName && value.trim().toLowerCase() === oldName.trim().toLowerCase()
    ? 'alih.requests.same_name'
    : undefined

const nameProps = {
  slotProps: { htmlInput: { spellCheck: false, autoCapitalize: 'none', inputMode: 'url' } },
} as const

export function RequestInputs({ letter }: { letter?: ReactNode }) {
  return (
    <>
      <Section title="alih.requests.section_names">
        <Marked field="kind">
          <RadioButtonGroupInput
            source="kind"
            validate={required()}
            defaultValue="application"
            choices={siteKinds.map((id) => ({ id, name: `alih.kinds.${id}` }))}
          />
        </Marked>
        <Box sx={twoColumns}>
          <Marked field="oldName">
            <TextInput
              source="oldName"
              validate={[required(), aHostname]}
              helperText="alih.requests.old_name_help"
              {...nameProps}
            />
          </Marked>
          <Marked field="newName">
            <TextInput
              source="newName"
              validate={[required(), aHostname, anotherName]}
              helperText="alih.requests.new_name_help"
              {...nameProps}
            />
          </Marked>
        </Box>
      </Section>
      <Section title="alih.requests.section_records" lead="alih.requests.records_help">
        <Marked field="records">
          <RecordsInput source="records" />
        </Marked>
      </Section>
      <Section title="alih.requests.section_old">
        <Marked field="want">
          <RadioButtonGroupInput
            source="want"
            label={false}
            row={false}
            defaultValue="redirect"
            validate={required()}
            choices={wants.map((id) => ({ id }))}
            optionText={<Want />}
          />
        </Marked>
        <FormDataConsumer<Partial<RequestInput>>>
          {({ formData }) =>
            (formData.want ?? 'redirect') === 'redirect' && (
              <Marked field="redirectUntil">
                <DateInput
                  source="redirectUntil"
                  helperText="alih.requests.redirect_until_help"
                  sx={{ maxWidth: { sm: 320 } }}
                />
              </Marked>
            )
          }
        </FormDataConsumer>
      </Section>
      <Section title="alih.requests.section_reason">
        <Marked field="reason">
          <TextInput
            source="reason"
            multiline
            minRows={3}
            validate={[required(), maxLength(2000)]}
            helperText="alih.requests.reason_help"
          />
        </Marked>
        {letter}
      </Section>
    </>
  )
}

const twoColumns = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
  columnGap: 2,
} as const
