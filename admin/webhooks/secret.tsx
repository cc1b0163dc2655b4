/** The key of a webhook: shown once, with a button that copies it, and one that makes a new one. */
import KeyIcon from '@mui/icons-material/VpnKeyOutlined'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { Confirm, useNotify, useRecordContext, useTranslate } from 'react-admin'
import type { Webhook } from '../../server/core/notice.ts'
import { useApi } from '../client.ts'
import { OnceDialog } from '../once-dialog.tsx'

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslate()
  return (
    <OnceDialog
      value={secret}
      title={t('alih.webhooks.secret')}
      lead={t('alih.webhooks.secret_lead')}
      copy="alih.webhooks.copy"
      copied="alih.webhooks.copied"
      copyFailed="alih.webhooks.copy_failed"
      once="alih.webhooks.secret_once"
      onClose={onClose}
    />
  )
}

/** Makes a new key. The one before it stops working at once, so it asks first. */
export function RenewButton() {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const webhook = useRecordContext<Webhook>()
  const [asking, setAsking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  if (!webhook) return null
  const renew = () => {
    setAsking(false)
    void api.renewSecret('webhooks', webhook.id).then(
      ({ data }) => setSecret(data.secret ?? null),
      (error: Error) => notify(error.message, { type: 'error' }),
    )
  }
  return (
    <>
      <Button size="small" startIcon={<KeyIcon />} onClick={() => setAsking(true)}>
        {t('alih.webhooks.renew')}
      </Button>
      <Confirm
        isOpen={asking}
        title={t('alih.webhooks.renew')}
        content={t('alih.webhooks.renew_hint')}
        onConfirm={renew}
        onClose={() => setAsking(false)}
      />
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  )
}
