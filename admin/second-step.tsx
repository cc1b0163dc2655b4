/** The second step of signing in: the code that the authenticator app shows, or one of the spare codes. */
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useLogin, useTranslate } from 'react-admin'
import { Ask } from './account/ask.tsx'

export function SecondStep({ onCancel }: { onCancel: () => void }) {
  const t = useTranslate()
  const login = useLogin()
  const [what, setWhat] = useState<'code' | 'spare'>('code')
  return (
    <>
      <Typography variant="h5" component="h1">
        {t('alih.account.second_step')}
      </Typography>
      <Typography sx={{ color: 'text.secondary', mb: 2 }}>
        {t(what === 'code' ? 'alih.account.second_step_lead' : 'alih.account.spare_lead')}
      </Typography>
      <Ask
        key={what}
        what={what}
        submit="alih.login.title"
        onCancel={onCancel}
        onAnswer={(code) => login({ code: what === 'code' ? code.replaceAll(' ', '') : code, what })}
      />
      <Button size="small" sx={{ mt: 2 }} onClick={() => setWhat(what === 'code' ? 'spare' : 'code')}>
        {t(what === 'code' ? 'alih.account.use_spare' : 'alih.account.use_code')}
      </Button>
    </>
  )
}
