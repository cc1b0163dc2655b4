/** On the administrator's home: how many notices wait, and how many reached nobody. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { DeliveryState } from '../../server/core/notice.ts'
import { useDeliverySummary } from '../client.ts'
import { Fault, Panel, Waiting } from '../page.tsx'
import { DeliveryTag, MailOff } from './parts.tsx'

const shown: DeliveryState[] = ['pending', 'failed', 'given_up', 'uncertain', 'sent']

export function DeliveriesHome() {
  const t = useTranslate()
  const createPath = useCreatePath()
  const { data, error, isPending, refetch } = useDeliverySummary()
  const list = createPath({ resource: 'deliveries', type: 'list' })
  const only = (state: DeliveryState) => ({
    pathname: list,
    search: `?${new URLSearchParams({ filter: JSON.stringify({ state }), page: '1' }).toString()}`,
  })
  return (
    <Panel
      title={t('alih.deliveries.title')}
      aside={
        <Button component={Link} size="small" to={list}>
          {t('alih.dashboard.all')}
        </Button>
      }
    >
      <MailOff />
      {isPending && <Waiting lines={1} />}
      {error && <Fault error={error} retry={refetch} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {data &&
          shown.map((state) => (
            <Button
              key={state}
              component={Link}
              to={only(state)}
              size="small"
              color="inherit"
              sx={{ gap: 1 }}
            >
              <DeliveryTag bare state={state} />
              <strong>{data.counts[state]}</strong>
            </Button>
          ))}
      </Box>
    </Panel>
  )
}
