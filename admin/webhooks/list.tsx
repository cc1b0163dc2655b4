/** Programs that are told too. */
import Box from '@mui/material/Box'
import { DataTable, useTranslate } from 'react-admin'
import { Empty } from '../empty.tsx'
import type { Webhook } from '../../server/core/notice.ts'
import { ListPage } from '../list-page.tsx'
import { useRowClick } from '../row.ts'
import { Tag } from '../tag.tsx'

const Column = DataTable.Col<Webhook>

export default function WebhookList() {
  const t = useTranslate()
  const rowClick = useRowClick('webhooks')
  return (
    <ListPage sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false} empty={<Empty />}>
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <Column
          source="name"
          render={({ name, url }) => (
            <>
              <Box sx={{ fontWeight: 600 }}>{name}</Box>
              <Box sx={{ fontSize: '.8rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>{url}</Box>
            </>
          )}
        />
        <Column
          source="events"
          disableSort
          render={({ events }) =>
            events.length === 0
              ? t('alih.webhooks.all')
              : events.map((kind) => t(`alih.notice_kinds.${kind}`)).join(', ')
          }
          sx={{ display: { xs: 'none', md: 'table-cell' } }}
        />
        <Column
          source="active"
          disableSort
          render={({ active }) => (
            <Tag tone={active ? 'good' : 'calm'} label={t(active ? 'ra.boolean.true' : 'ra.boolean.false')} />
          )}
        />
      </DataTable>
    </ListPage>
  )
}
