/** Signing in: by password, then by a code where there is a second step; or by the provider. In a demo the roles are one click away. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { email, Form, PasswordInput, required, TextInput, useLogin, useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { roles, type Role } from '../server/core/access.ts'
import { demoEmail, demoPassword } from '../server/core/demo.ts'
import { useApi, useInfo } from './client.ts'
import { Frame } from './frame.tsx'
import { SECOND_STEP } from './providers/auth.ts'
import { SecondStep } from './second-step.tsx'

const back: Record<string, string> = {
  not_registered: 'alih.login.not_registered',
  provider_failed: 'alih.login.provider_failed',
}

type Credentials = { email: string; password: string }

export function LoginPage() {
  const t = useTranslate()
  const login = useLogin()
  const { data: info } = useInfo()
  const api = useApi()
  const [search] = useSearchParams()
  // The provider's way back says what became of it; an invitation's that a code is still to come.
  const [fault, setFault] = useState(back[search.get('masuk') ?? ''] ?? null)
  const [secondStep, setSecondStep] = useState(search.get('langkah') === 'kedua')
  const [busy, setBusy] = useState(false)
  const signIn = async (credentials: Credentials) => {
    setBusy(true)
    setFault(null)
    try {
      await login(credentials)
    } catch (error) {
      const message = error instanceof Error ? error.message : 'ra.auth.sign_in_error'
      if (message === SECOND_STEP) setSecondStep(true)
      else setFault(message)
    } finally {
      setBusy(false)
    }
  }
  const goToProvider = async () => {
    setBusy(true)
    setFault(null)
    try {
      window.location.assign((await api.providerAddress('people')).data.url)
    } catch {
      setFault('alih.login.provider_failed')
      setBusy(false)
    }
  }
  if (secondStep)
    return (
      <Frame>
        <SecondStep onCancel={() => setSecondStep(false)} />
      </Frame>
    )
  return (
    <Frame>
      <Typography variant="h5" component="h1">
        {t('alih.login.title')}
      </Typography>
      <Typography sx={{ color: 'text.secondary', mb: 2 }}>{t('alih.login.lead')}</Typography>
      {fault && (
        <Alert severity="error" sx={{ mb: 1 }}>
          {t(fault, { _: fault })}
        </Alert>
      )}
      <Form onSubmit={(values: Partial<Credentials>) => signIn(values as Credentials)}>
        <TextInput
          source="email"
          type="email"
          label="alih.login.email"
          autoComplete="username"
          autoFocus
          validate={[required(), email()]}
        />
        <PasswordInput
          source="password"
          label="alih.login.password"
          autoComplete="current-password"
          validate={required()}
        />
        <Button type="submit" variant="contained" size="large" fullWidth loading={busy} sx={{ mt: 1 }}>
          {t('alih.login.title')}
        </Button>
      </Form>
      {info?.provider && (
        <>
          <Divider sx={{ my: 2 }}>{t('alih.login.or')}</Divider>
          <Button variant="outlined" size="large" fullWidth disabled={busy} onClick={goToProvider}>
            {t('alih.login.by_provider', { name: info.provider })}
          </Button>
        </>
      )}
      {info?.demo ? (
        <DemoRoles
          busy={busy}
          onPick={(role) => signIn({ email: demoEmail(role), password: demoPassword })}
        />
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2 }}>
          {t('alih.login.no_account')}
        </Typography>
      )}
    </Frame>
  )
}

function DemoRoles({ busy, onPick }: { busy: boolean; onPick: (role: Role) => void }) {
  const t = useTranslate()
  return (
    <Box sx={{ mt: 3 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {t('alih.login.demo', { password: demoPassword })}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {roles.map((role) => (
          <Button key={role} size="small" variant="outlined" disabled={busy} onClick={() => onPick(role)}>
            {t(`alih.roles.${role}`)}
          </Button>
        ))}
      </Box>
    </Box>
  )
}
