/** The inputs of a webhook. */
import { BooleanInput, maxLength, required, SelectArrayInput, TextInput } from 'react-admin'
import { hookKinds, type WebhookInput } from '../../server/core/notice.ts'

export const toInput = ({ name, url, events, active }: Partial<WebhookInput>) => ({
  name,
  url,
  events: events ?? [],
  active: active ?? true,
})

export const Inputs = () => (
  <>
    <TextInput source="name" validate={[required(), maxLength(120)]} />
    <TextInput source="url" type="url" validate={required()} helperText="alih.webhooks.url_help" />
    <SelectArrayInput
      source="events"
      helperText="alih.webhooks.events_help"
      choices={hookKinds.map((id) => ({ id, name: `alih.notice_kinds.${id}` }))}
    />
    <BooleanInput source="active" defaultValue />
  </>
)
