/** A new webhook. Its key is shown before the list is. */
import { useState } from 'react'
import { Create, SimpleForm, useRedirect } from 'react-admin'
import type { Webhook } from '../../server/core/notice.ts'
import { Inputs, toInput } from './form.tsx'
import { SecretDialog } from './secret.tsx'

export default function WebhookCreate() {
  const redirect = useRedirect()
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <>
      <Create
        transform={toInput}
        sx={{ maxWidth: 720 }}
        mutationOptions={{ onSuccess: (made: Webhook) => setSecret(made.secret ?? '') }}
      >
        <SimpleForm>
          <Inputs />
        </SimpleForm>
      </Create>
      {secret !== null && <SecretDialog secret={secret} onClose={() => redirect('list', 'webhooks')} />}
    </>
  )
}
