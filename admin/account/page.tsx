/** "Akun saya": where one is signed in, the second step, the password, the language. */
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { Title, useLocales, useLocaleState, useTranslate } from 'react-admin'
import { useActor, useInfo } from '../client.ts'
import { Fault, PageHead, Panel, Waiting } from '../page.tsx'
import { useMeans } from './client.ts'
import { Password } from './password.tsx'
import { Sessions } from './sessions.tsx'
import { TwoFactor } from './two-factor.tsx'

export default function AccountPage() {
  const t = useTranslate()
  const { data: info } = useInfo()
  const actor = useActor()
  return (
    <>
      <Title title="alih.account.title" />
      <PageHead
        title={actor?.name ?? t('alih.account.title')}
        lead={actor && t(`alih.roles.${actor.role}`)}
      />
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 760 }}>
        {info?.accounts && <Security provider={info.provider} />}
        <Language />
      </Box>
    </>
  )
}

function Security({ provider }: { provider: string | null }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useMeans()
  if (isPending) return <Waiting lines={6} />
  if (!data) return <Fault error={error} retry={refetch} />
  return (
    <>
      <Sessions />
      {data.password ? (
        <>
          <TwoFactor enabled={data.twoFactor} />
          <Password />
        </>
      ) : (
        <Panel title={t('alih.account.password')}>
          {t('alih.account.by_provider', { name: provider ?? '' })}
        </Panel>
      )}
    </>
  )
}

function Language() {
  const t = useTranslate()
  const [locale, setLocale] = useLocaleState()
  const locales = useLocales()
  return (
    <Panel title={t('alih.account.language')}>
      <ToggleButtonGroup
        exclusive
        color="primary"
        value={locale}
        onChange={(_, next: string | null) => next && setLocale(next)}
        aria-label={t('alih.account.language')}
      >
        {locales.map((one) => (
          <ToggleButton key={one.locale} value={one.locale} lang={one.locale}>
            {one.name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Panel>
  )
}
