/** One input per field that an action can take. Which of them a dialog shows is read from core's `actionInputs`. */
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { CheckboxGroupInput, maxLength, required, SelectInput, TextInput } from 'react-admin'
import { reasonCodes, runbookSteps, type Action } from '../../server/core/lifecycle.ts'
import { actionInputs, type ActionInput, type RenameRequest } from '../../server/core/request.ts'
import { AssigneesInput } from './assignees.tsx'
import { MarksInput } from './marks.tsx'

type Field = keyof ActionInput

/** The fields of an action as its schema has them, choices before texts, and whether each must be filled. */
export function fieldsOf(action: Action): { field: Field; needed: boolean }[] {
  const shape: Partial<Record<Field, { safeParse: (value: unknown) => { success: boolean } }>> =
    actionInputs[action].shape
  return fields.flatMap((field) => {
    const schema = shape[field]
    return schema ? [{ field, needed: !schema.safeParse(undefined).success }] : []
  })
}

const NOTE = 4000
const REPORT = 20_000

const labelOf = (field: Field) => `resources.requests.fields.${field}`

const text =
  (source: Field, max: number, minRows: number, label = labelOf(source)) =>
  (needed: boolean) => (
    <TextInput
      source={source}
      label={label}
      multiline
      minRows={minRows}
      maxRows={16}
      validate={[maxLength(max), ...(needed ? [required()] : [])]}
    />
  )

const inputs: Record<Field, (needed: boolean, request: RenameRequest) => ReactElement> = {
  reasonCode: () => (
    <SelectInput
      source="reasonCode"
      label="resources.requests.fields.reasonCode"
      validate={required()}
      choices={reasonCodes.map((id) => ({ id, name: `alih.reason_codes.${id}` }))}
    />
  ),
  fields: () => <MarksInput />,
  assigneeIds: (_, { id }) => <AssigneesInput requestId={id} />,
  runbook: () => (
    <CheckboxGroupInput
      source="runbook"
      label="resources.requests.fields.runbook"
      row={false}
      validate={[required(), allTicked]}
      choices={runbookSteps.map((id) => ({ id, name: `alih.runbook.${id}` }))}
    />
  ),
  disposition: text('disposition', NOTE, 3),
  // The request has a reason of its own: this one is the action's.
  reason: text('reason', NOTE, 3, 'alih.requests.action_reason'),
  report: text('report', REPORT, 10),
  notification: text('notification', NOTE, 8),
}
const fields = Object.keys(inputs) as Field[]

const allTicked = (ticked?: unknown[]) =>
  (ticked?.length ?? 0) < runbookSteps.length ? 'alih.requests.runbook_open' : undefined

type FieldsProps = {
  action: Action
  request: RenameRequest
  /** What may be left empty all the same. */
  optional?: readonly string[]
}

export const ActionFields = ({ action, request, optional = [] }: FieldsProps) => (
  <>
    {fieldsOf(action).map(({ field, needed }) => (
      <Box key={field}>{inputs[field](needed && !optional.includes(field), request)}</Box>
    ))}
  </>
)
