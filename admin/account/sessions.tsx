/** Where one is signed in, and ending it. */
import DeviceIcon from '@mui/icons-material/DevicesOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useLocaleState, useNotify, useTranslate } from 'react-admin'
import { useApi } from '../client.ts'
import { Fault, Panel, Waiting } from '../page.tsx'
import type { Session } from '../providers/account.ts'
import { Tag } from '../tag.tsx'
import { formatInstant } from '../time.ts'
import { agentName } from './agent.ts'
import { useSessions } from './client.ts'

export function Sessions() {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const { data, error, isPending, refetch } = useSessions()
  const end = async (id: string | null) => {
    try {
      const { ended } = (await api.endSession('people', id)).data
      notify('alih.account.ended', { type: 'success', messageArgs: { smart_count: ended } })
    } catch (fault) {
      notify((fault as Error).message, { type: 'error' })
    }
    await refetch()
  }
  const others = data?.some(({ current }) => !current) ?? false
  return (
    <Panel
      title={t('alih.account.sessions')}
      aside={
        others && (
          <Button size="small" color="error" onClick={() => end(null)}>
            {t('alih.account.end_others')}
          </Button>
        )
      }
    >
      <Box sx={{ color: 'text.secondary', fontSize: '.875rem', mb: 1 }}>
        {t('alih.account.sessions_lead')}
      </Box>
      {isPending && <Waiting lines={2} />}
      {error && <Fault error={error} retry={refetch} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.map((session) => (
          <Row key={session.id} session={session} onEnd={() => end(session.id)} />
        ))}
      </Box>
    </Panel>
  )
}

function Row({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const name = agentName(session.agent) ?? t('alih.account.unknown_agent')
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1.5,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <DeviceIcon aria-hidden sx={{ color: 'text.secondary' }} />
      <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <span title={session.agent}>{name}</span>
          {session.current && <Tag tone="good" label={t('alih.account.this_one')} />}
        </Box>
        <Box sx={{ fontSize: '.825rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {t('alih.account.since', { time: formatInstant(session.startedAt, locale) })}
          {session.address && ` · ${t('alih.account.from', { address: session.address })}`}
        </Box>
      </Box>
      {!session.current && (
        <Button size="small" onClick={onEnd} aria-label={t('alih.account.end_named', { name })}>
          {t('alih.account.end')}
        </Button>
      )}
    </Box>
  )
}
