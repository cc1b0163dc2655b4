/** Accepting an invitation: the invited person sets a name and a password, and is signed in. Who has an account sets a new password. */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import {
  email,
  Form,
  LinearProgress,
  minLength,
  PasswordInput,
  required,
  TextInput,
  useRedirect,
  useTranslate,
} from 'react-admin'
import { Link, useSearchParams } from 'react-router-dom'
import { useAccept, useInvitation } from './client.ts'
import { Frame } from './frame.tsx'
import type { Acceptance, Invited } from './providers/data.ts'

export default function InvitationPage() {
  const t = useTranslate()
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  const { data: invited, error, isPending } = useInvitation(token)
  return (
    <Frame>
      <Typography variant="h5" component="h1">
        {t(
          error
            ? 'alih.invitation.used'
            : invited?.reset
              ? 'alih.account.reset_title'
              : 'alih.invitation.title',
        )}
      </Typography>
      {isPending && <LinearProgress />}
      {error && (
        <>
          <Typography sx={{ color: 'text.secondary', my: 2 }}>{t('alih.invitation.used_hint')}</Typography>
          <Button component={Link} to="/login" variant="contained">
            {t('alih.invitation.to_login')}
          </Button>
        </>
      )}
      {invited && <AcceptForm token={token} invited={invited} />}
    </Frame>
  )
}

type Values = Omit<Acceptance, 'token'> & { repeat: string }

function AcceptForm({ token, invited }: { token: string; invited: Invited }) {
  const t = useTranslate()
  const redirect = useRedirect()
  const accept = useAccept()
  const [fault, setFault] = useState<string | null>(null)
  const submit = async ({ name, email: address, password }: Values) => {
    setFault(null)
    try {
      const { data } = await accept.mutateAsync({ token, name, email: address, password })
      redirect(data.secondStep ? '/login?langkah=kedua' : '/')
      return undefined
    } catch (error) {
      setFault((error as Error).message)
      return (error as { body?: { errors?: Record<string, string> } }).body?.errors
    }
  }
  return (
    <>
      <Typography sx={{ color: 'text.secondary', mb: 2 }}>
        {invited.reset
          ? t('alih.account.reset_lead', { email: invited.email ?? '' })
          : t('alih.invitation.lead', { role: t(`alih.roles.${invited.role}`) })}
      </Typography>
      {fault && <Alert severity="error">{t(fault, { _: fault })}</Alert>}
      <Form
        defaultValues={{ name: invited.name, email: invited.email ?? '' }}
        validate={({ password, repeat }) =>
          password === repeat ? {} : { repeat: 'alih.invitation.mismatch' }
        }
        onSubmit={(values: Partial<Values>) => submit(values as Values)}
      >
        {!invited.reset && (
          <TextInput source="name" label="alih.invitation.name" autoComplete="name" validate={required()} />
        )}
        <TextInput
          source="email"
          type="email"
          label="alih.invitation.email"
          autoComplete="username"
          readOnly={Boolean(invited.email)}
          validate={[required(), email()]}
        />
        <PasswordInput
          source="password"
          label="alih.invitation.password"
          autoComplete="new-password"
          helperText="alih.invitation.help"
          validate={[required(), minLength(10)]}
        />
        <PasswordInput
          source="repeat"
          label="alih.invitation.repeat"
          autoComplete="new-password"
          validate={required()}
        />
        <Button
          type="submit"
          variant="contained"
          size="large"
          fullWidth
          loading={accept.isPending}
          sx={{ mt: 1 }}
        >
          {t(invited.reset ? 'alih.account.reset_submit' : 'alih.invitation.submit')}
        </Button>
      </Form>
    </>
  )
}
