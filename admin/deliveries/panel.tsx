/** Who was told of a request, of what, and whether it reached them. */
import InboxIcon from '@mui/icons-material/MarkEmailReadOutlined'
import Box from '@mui/material/Box'
import { useCanAccess, useGetManyReference, useTranslate } from 'react-admin'
import type { Delivery } from '../../server/core/notice.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { Blank, Fault, Panel, Waiting } from '../page.tsx'
import { Course, DeliveryTag, MailOff, ResendButton } from './parts.tsx'

export function DeliveriesPanel({ request }: { request: RenameRequest }) {
  const { canAccess } = useCanAccess({ resource: 'deliveries', action: 'list' })
  return canAccess ? <Deliveries request={request} /> : null
}

function Deliveries({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useGetManyReference<Delivery>('deliveries', {
    target: 'requestId',
    id: request.id,
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'id', order: 'DESC' },
  })
  return (
    <Panel title={t('alih.deliveries.title')}>
      <MailOff />
      {isPending && <Waiting lines={2} />}
      {error && <Fault error={error} retry={refetch} />}
      {data?.length === 0 && <Blank small icon={InboxIcon} title={t('alih.deliveries.none')} />}
      {data && data.length > 0 && (
        <Box
          component="ul"
          sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 420, overflowY: 'auto' }}
          tabIndex={0}
        >
          {data.map((delivery) => (
            <Line key={delivery.id} delivery={delivery} />
          ))}
        </Box>
      )}
    </Panel>
  )
}

function Line({ delivery }: { delivery: Delivery }) {
  const t = useTranslate()
  return (
    <Box
      component="li"
      sx={{ py: 1, borderBottom: 1, borderColor: 'divider', '&:last-child': { borderBottom: 0 } }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Box sx={{ flex: 1, minWidth: 0, fontWeight: 600, fontSize: '.9rem', overflowWrap: 'anywhere' }}>
          {delivery.name}
        </Box>
        <DeliveryTag state={delivery.state} />
      </Box>
      <Box sx={{ fontSize: '.8rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {delivery.address}
      </Box>
      <Box sx={{ fontSize: '.85rem' }}>{t(`alih.notice_kinds.${delivery.kind}`)}</Box>
      <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>
        <Course delivery={delivery} />
      </Box>
      <ResendButton delivery={delivery} />
    </Box>
  )
}
