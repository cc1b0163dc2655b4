/** Asking for the password, or for a code, before something that matters; a refusal stands beside the field. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactNode } from 'react'
import { Form, PasswordInput, required, TextInput, useTranslate } from 'react-admin'

/** Runs something that may be refused, and keeps the refusal's text. */
export function useAttempt() {
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setFault(null)
    try {
      await work()
    } catch (error) {
      setFault((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  return { fault, busy, attempt }
}

export function FaultLine({ fault }: { fault: string | null }) {
  const t = useTranslate()
  return (
    fault && (
      <Alert severity="error" sx={{ mb: 1.5 }}>
        {t(fault, { _: fault })}
      </Alert>
    )
  )
}

type AskProps = {
  what: 'password' | 'code' | 'spare'
  submit: string
  danger?: boolean
  onCancel?: () => void
  onAnswer: (answer: string) => Promise<unknown>
  children?: ReactNode
}

export function Ask({ what, submit, danger = false, onCancel, onAnswer, children }: AskProps) {
  const t = useTranslate()
  const { fault, busy, attempt } = useAttempt()
  return (
    <Form
      onSubmit={({ answer }: { answer?: string }) => attempt(() => onAnswer((answer ?? '').trim()))}
      sanitizeEmptyValues={false}
    >
      <FaultLine fault={fault} />
      {what === 'password' ? (
        <PasswordInput
          source="answer"
          label="alih.login.password"
          autoComplete="current-password"
          validate={required()}
        />
      ) : (
        <TextInput
          source="answer"
          label={what === 'code' ? 'alih.account.code' : 'alih.account.spare_code'}
          helperText={what === 'code' ? 'alih.account.code_help' : 'alih.account.spare_code_help'}
          autoComplete="one-time-code"
          autoFocus
          validate={required()}
          slotProps={{
            htmlInput: { inputMode: what === 'code' ? 'numeric' : 'text', autoCapitalize: 'none' },
          }}
        />
      )}
      {children}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} loading={busy}>
          {t(submit)}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('ra.action.cancel')}</Button>}
      </Box>
    </Form>
  )
}
