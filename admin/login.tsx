/** Signing in. In a demo the roles are one click away. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { email, Form, PasswordInput, required, TextInput, useLogin, useTranslate } from 'react-admin'
import { roles, type Role } from '../server/core/access.ts'
import { demoEmail, demoPassword } from '../server/core/demo.ts'
import { useInfo } from './client.ts'
import { Frame } from './frame.tsx'

type Credentials = { email: string; password: string }

export function LoginPage() {
  const t = useTranslate()
  const login = useLogin()
  const { data: info } = useInfo()
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const signIn = async (credentials: Credentials) => {
    setBusy(true)
    setFault(null)
    try {
      await login(credentials)
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'ra.auth.sign_in_error')
    } finally {
      setBusy(false)
    }
  }
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
