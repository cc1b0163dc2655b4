/** Every notice, the newest first: what did not arrive can be found and sent again. */
import InboxIcon from '@mui/icons-material/MarkEmailReadOutlined'
import Box from '@mui/material/Box'
import { DataTable, SearchInput, SelectInput, useTranslate } from 'react-admin'
import { channels, deliveryStates, noticeKinds, type Delivery } from '../../server/core/notice.ts'
import { When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { ListPage } from '../list-page.tsx'
import { Blank } from '../page.tsx'
import { Course, DeliveryTag, MailOff, ResendButton } from './parts.tsx'

const Column = DataTable.Col<Delivery>

export default function DeliveryList() {
  const t = useTranslate()
  return (
    <>
      <MailOff />
      <ListPage
        filters={filters}
        sort={{ field: 'id', order: 'DESC' }}
        perPage={25}
        exporter={false}
        empty={<Blank icon={InboxIcon} title={t('alih.deliveries.none')} />}
      >
        <DataTable
          bulkActionButtons={false}
          rowClick={false}
          empty={<Blank small icon={InboxIcon} title={t('alih.deliveries.none')} />}
        >
          <Column
            source="state"
            render={(delivery) => (
              <>
                <DeliveryTag state={delivery.state} />
                <Box sx={small}>
                  <Course delivery={delivery} />
                </Box>
                <ResendButton delivery={delivery} />
              </>
            )}
            sx={wide}
          />
          <Column
            source="name"
            render={(delivery) => <Receiver delivery={delivery} />}
            sx={{ minWidth: { md: 200 } }}
          />
          <Column source="kind" render={(delivery) => <What delivery={delivery} />} sx={wide} />
          <Column source="createdAt" render={({ createdAt }) => <When at={createdAt} short />} sx={wide} />
        </DataTable>
      </ListPage>
    </>
  )
}

function Receiver({ delivery }: { delivery: Delivery }) {
  return (
    <>
      <Box sx={{ fontWeight: 600 }}>{delivery.name}</Box>
      <Box sx={{ ...small, overflowWrap: 'anywhere' }}>{delivery.address}</Box>
      <Box sx={{ display: { md: 'none' }, mt: 0.5 }}>
        <What delivery={delivery} />
        <DeliveryTag state={delivery.state} />
        <Box sx={small}>
          <Course delivery={delivery} />
        </Box>
        <ResendButton delivery={delivery} />
      </Box>
    </>
  )
}

function What({ delivery: { kind, requestId, subject } }: { delivery: Delivery }) {
  const t = useTranslate()
  const what = t(`alih.notice_kinds.${kind}`)
  return (
    <>
      {requestId === null ? (
        what
      ) : (
        <RecordLink resource="requests" id={requestId}>
          {what}
        </RecordLink>
      )}
      <Box sx={{ ...small, overflowWrap: 'anywhere' }}>{subject}</Box>
    </>
  )
}

const small = { fontSize: '.8rem', color: 'text.secondary' } as const
const wide = { display: { xs: 'none', md: 'table-cell' } } as const

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="state"
    source="state"
    alwaysOn
    choices={deliveryStates.map((id) => ({ id, name: `alih.delivery_states.${id}` }))}
  />,
  <SelectInput
    key="kind"
    source="kind"
    choices={noticeKinds.map((id) => ({ id, name: `alih.notice_kinds.${id}` }))}
  />,
  <SelectInput
    key="channel"
    source="channel"
    choices={channels.map((id) => ({ id, name: `alih.channels.${id}` }))}
  />,
]
