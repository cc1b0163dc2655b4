/** The key by which a zone may be changed by machine. The secret is only ever written. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import {
  BooleanInput,
  Form,
  HttpError,
  PasswordInput,
  required,
  SelectInput,
  TextInput,
  useNotify,
  useRecordContext,
  useTranslate,
} from 'react-admin'
import type { UpdateKeyInput } from '../../server/core/update.ts'
import { useApi, useForget, useZoneKey } from '../client.ts'
import { Fault, Panel, Waiting } from '../page.tsx'

const algorithms = ['hmac-sha256', 'hmac-sha384', 'hmac-sha512'].map((id) => ({ id, name: id }))

export function ZoneKeyPanel() {
  const t = useTranslate()
  const zone = useRecordContext<{ id: number }>()
  return (
    zone && (
      // On a phone the bar of the zone's own form stands at the bottom of the screen, over what ends there.
      <Box sx={{ mt: 2, maxWidth: 720, pb: { xs: 10, sm: 0 } }}>
        <Panel heading="h2" title={t('alih.zone_key.title')}>
          <ZoneKey id={zone.id} />
        </Panel>
      </Box>
    )
  )
}

function ZoneKey({ id }: { id: number }) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const { data, error, isPending, refetch } = useZoneKey(id)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState<{ ok: boolean; result: string } | null>(null)
  if (isPending) return <Waiting lines={3} />
  if (!data) return <Fault error={error} retry={refetch} />
  if (!data.available) return <Alert severity="info">{t('alih.zone_key.unavailable')}</Alert>
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setTried(null)
    try {
      await work()
      return undefined
    } catch (fault) {
      const errors =
        fault instanceof HttpError ? (fault.body as { errors?: Record<string, string> })?.errors : undefined
      notify((fault as Error).message, { type: 'error' })
      return errors ?? {}
    } finally {
      setBusy(false)
    }
  }
  const save = ({ server, name, algorithm, secret, active }: Partial<UpdateKeyInput>) =>
    attempt(async () => {
      const given = { server: server ?? '', name: name ?? '', algorithm: algorithm!, active: active ?? false }
      await api.saveZoneKey('zones', id, { ...given, ...(secret ? { secret } : {}) })
      notify('alih.zone_key.saved', { type: 'success' })
      await forget('zones')
    })
  const remove = () =>
    attempt(async () => {
      await api.removeZoneKey('zones', id)
      notify('alih.zone_key.removed', { type: 'success' })
      await forget('zones')
    })
  const { key } = data
  return (
    <>
      <Box sx={{ fontSize: '.875rem', color: 'text.secondary', mb: 1 }}>{t('alih.zone_key.lead')}</Box>
      <Form
        key={key?.updatedAt ?? 'none'}
        record={key ? { ...key, secret: '' } : { algorithm: 'hmac-sha256', active: false }}
        onSubmit={(values: Partial<UpdateKeyInput>) => save(values)}
      >
        <TextInput
          source="server"
          label="alih.zone_key.server"
          helperText="alih.zone_key.server_help"
          validate={required()}
        />
        <TextInput source="name" label="alih.zone_key.name" validate={required()} />
        <SelectInput
          source="algorithm"
          label="alih.zone_key.algorithm"
          choices={algorithms}
          validate={required()}
        />
        <PasswordInput
          source="secret"
          label="alih.zone_key.secret"
          helperText={key ? 'alih.zone_key.secret_kept' : 'alih.zone_key.secret_help'}
          validate={key ? [] : [required()]}
          autoComplete="off"
        />
        <BooleanInput source="active" label="alih.zone_key.active" helperText="alih.zone_key.active_help" />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
          <Button type="submit" variant="contained" loading={busy}>
            {t('ra.action.save')}
          </Button>
          {key && (
            <>
              <Button
                variant="outlined"
                loading={busy}
                onClick={() => void attempt(async () => setTried((await api.testZoneKey('zones', id)).data))}
              >
                {t('alih.zone_key.test')}
              </Button>
              <Button color="error" loading={busy} onClick={() => void remove()}>
                {t('alih.zone_key.remove')}
              </Button>
            </>
          )}
        </Box>
      </Form>
      {tried && (
        <Alert severity={tried.ok ? 'success' : 'error'} sx={{ mt: 1.5 }}>
          {t(tried.ok ? 'alih.zone_key.taken' : 'alih.zone_key.refused', { result: tried.result })}
        </Alert>
      )}
    </>
  )
}
