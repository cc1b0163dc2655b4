/** What the administrator can do for somebody's account: end the sessions, take away a second step that was lost. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { Confirm, useNotify, useRecordContext, useTranslate } from 'react-admin'
import type { Person } from '../../server/core/directory.ts'
import { usePersonMeans } from '../account/client.ts'
import { useApi, useInfo } from '../client.ts'
import { Facts } from '../page.tsx'
import { Section } from '../section.tsx'

export function PersonAccount() {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const person = useRecordContext<Person>()
  const { data: info } = useInfo()
  const { data, refetch } = usePersonMeans(person?.id ?? 0, Boolean(info?.accounts && person?.signedUp))
  const [asked, setAsked] = useState<'sessions' | 'two_factor' | null>(null)
  if (!person || !data) return null
  const { name, id } = person
  const carryOut = async () => {
    try {
      await (asked === 'sessions' ? api.endSessionsOf('people', id) : api.resetTwoFactor('people', id))
      notify(asked === 'sessions' ? 'alih.account.all_ended' : 'alih.account.two_factor_ended', {
        type: 'success',
      })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    }
    setAsked(null)
    await refetch()
  }
  return (
    <Section title="alih.account.of_person">
      <Facts
        columns={2}
        facts={[
          {
            label: t('alih.account.signed_in_at'),
            value: t('alih.account.places', { smart_count: data.sessions }),
          },
          {
            label: t('alih.account.two_factor'),
            value: t(data.twoFactor ? 'alih.account.two_factor_on' : 'alih.account.two_factor_off'),
          },
        ]}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        <Button variant="outlined" disabled={data.sessions === 0} onClick={() => setAsked('sessions')}>
          {t('alih.account.end_all')}
        </Button>
        {data.twoFactor && (
          <Button variant="outlined" color="error" onClick={() => setAsked('two_factor')}>
            {t('alih.account.reset_two_factor')}
          </Button>
        )}
      </Box>
      <Alert severity="info" sx={{ mt: 2 }}>
        {t('alih.account.forgotten')}
      </Alert>
      <Confirm
        isOpen={asked !== null}
        title={asked === 'sessions' ? 'alih.account.end_all' : 'alih.account.reset_two_factor'}
        content={t(asked === 'sessions' ? 'alih.account.end_all_sure' : 'alih.account.reset_sure', { name })}
        onConfirm={carryOut}
        onClose={() => setAsked(null)}
      />
    </Section>
  )
}
