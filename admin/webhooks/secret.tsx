/** The key of a webhook: shown once, with a button that copies it, and one that makes a new one. */
import KeyIcon from '@mui/icons-material/VpnKeyOutlined'
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { Confirm, useNotify, useRecordContext, useTranslate } from 'react-admin'
import type { Webhook } from '../../server/core/notice.ts'
import { useApi } from '../client.ts'

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslate()
  const notify = useNotify()
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => notify('alih.webhooks.copied', { type: 'success' }),
      () => notify('alih.webhooks.copy_failed', { type: 'warning' }),
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="webhook-secret-title">
      <DialogTitle id="webhook-secret-title">{t('alih.webhooks.secret')}</DialogTitle>
      <DialogContent>
        <p>{t('alih.webhooks.secret_lead')}</p>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <TextField
            value={secret}
            label={t('alih.webhooks.secret')}
            sx={{ flex: '1 1 260px' }}
            slotProps={{ htmlInput: { readOnly: true } }}
            onFocus={({ target }) => target.select()}
          />
          <Button variant="contained" startIcon={<CopyIcon />} onClick={copy}>
            {t('alih.webhooks.copy')}
          </Button>
        </Box>
        <Alert severity="info" sx={{ mt: 2 }}>
          {t('alih.webhooks.secret_once')}
        </Alert>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
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
