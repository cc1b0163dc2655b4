/** The emblem at the head of documents: shown, chosen, taken away. The server tells by its content whether it is one. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useRef, useState } from 'react'
import { useCanAccess, useNotify, useTranslate } from 'react-admin'
import { useApi, useForget } from '../client.ts'

export function Logo({ url }: { url: string | null }) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const { canAccess } = useCanAccess({ resource: 'settings', action: 'edit' })
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true)
    try {
      await work()
      notify(done, { type: 'success' })
      await forget()
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    } finally {
      setBusy(false)
    }
  }
  const send = (file: File | undefined) =>
    file && attempt(() => api.saveLogo('settings', file), 'alih.settings.logo.saved')
  const remove = () => attempt(() => api.removeLogo('settings'), 'alih.settings.logo.removed')
  return (
    <Box
      role="group"
      aria-label={t('alih.settings.logo.title')}
      sx={{ mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' }}
    >
      <Box sx={{ fontWeight: 600 }}>{t('alih.settings.logo.title')}</Box>
      <Box sx={{ fontSize: '.82rem', color: 'text.secondary', mb: 1 }}>{t('alih.settings.logo.help')}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        {url && (
          <Box
            component="img"
            src={url}
            alt={t('alih.settings.logo.alt')}
            // Documents are white, whatever the theme.
            sx={{ width: 72, height: 72, objectFit: 'contain', p: 0.5, bgcolor: '#fff', borderRadius: 1 }}
          />
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg"
          aria-label={t('alih.settings.logo.choose')}
          onChange={({ target }) => {
            void send(target.files?.[0])
            // The same file can be chosen again.
            target.value = ''
          }}
        />
        <Button
          variant="outlined"
          loading={busy}
          disabled={!canAccess}
          onClick={() => input.current?.click()}
        >
          {t(url ? 'alih.settings.logo.replace' : 'alih.settings.logo.choose')}
        </Button>
        {url && (
          <Button color="error" loading={busy} disabled={!canAccess} onClick={() => void remove()}>
            {t('alih.settings.logo.remove')}
          </Button>
        )}
      </Box>
    </Box>
  )
}
