/** A new password of one's own; it ends every other session. */
import Button from '@mui/material/Button'
import { useState } from 'react'
import { Form, minLength, PasswordInput, required, useNotify, useTranslate } from 'react-admin'
import { useApi, useForget } from '../client.ts'
import { Panel } from '../page.tsx'
import { FaultLine, useAttempt } from './ask.tsx'

type Values = { current: string; next: string; repeat: string }

export function Password() {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const { fault, busy, attempt } = useAttempt()
  // A new form is an empty one.
  const [round, setRound] = useState(0)
  const change = ({ current, next }: Values) =>
    attempt(async () => {
      await api.changePassword('people', current, next)
      notify('alih.account.password_changed', { type: 'success' })
      setRound(round + 1)
      await forget()
    })
  return (
    <Panel title={t('alih.account.password')}>
      <Form
        key={round}
        validate={({ next, repeat }) => (next === repeat ? {} : { repeat: 'alih.invitation.mismatch' })}
        onSubmit={(values: Partial<Values>) => change(values as Values)}
      >
        <FaultLine fault={fault} />
        <PasswordInput
          source="current"
          label="alih.account.current_password"
          autoComplete="current-password"
          validate={required()}
        />
        <PasswordInput
          source="next"
          label="alih.account.new_password"
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
        <Button type="submit" variant="contained" loading={busy} sx={{ mt: 1 }}>
          {t('alih.account.change_password')}
        </Button>
      </Form>
    </Panel>
  )
}
