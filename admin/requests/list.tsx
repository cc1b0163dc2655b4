/** The queue: a table on a desk, cards in a hand. */
import InboxIcon from '@mui/icons-material/MarkEmailReadOutlined'
import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import {
  CreateButton,
  ExportButton,
  List,
  SortButton,
  TopToolbar,
  useCanAccess,
  useTranslate,
} from 'react-admin'
import { Blank } from '../page.tsx'
import { RequestCards } from './cards.tsx'
import { RequestFilters } from './filters.tsx'
import { QueueTabs } from './queues.tsx'
import { RequestTable } from './table.tsx'

const useIsSmall = () => useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))

export default function RequestList() {
  const isSmall = useIsSmall()
  return (
    <List
      actions={<Actions />}
      empty={<Empty />}
      sort={{ field: 'updatedAt', order: 'DESC' }}
      perPage={25}
      sx={{ '& .RaList-actions': { alignItems: 'center' } }}
    >
      <QueueTabs />
      <RequestFilters />
      {isSmall ? <RequestCards /> : <RequestTable />}
    </List>
  )
}

function Actions() {
  const isSmall = useIsSmall()
  return (
    <TopToolbar>
      {isSmall && <SortButton fields={['updatedAt', 'dueAt', 'newName', 'number']} />}
      {!isSmall && <ExportButton />}
      <CreateButton label="alih.dashboard.create" variant="contained" sx={{ ml: 1 }} />
    </TopToolbar>
  )
}

function Empty() {
  const t = useTranslate()
  const { canAccess } = useCanAccess({ resource: 'requests', action: 'create' })
  return (
    <Blank
      icon={InboxIcon}
      title={t('resources.requests.empty')}
      hint={canAccess && t('alih.dashboard.how_1')}
      action={canAccess && <CreateButton label="alih.dashboard.create" variant="contained" />}
    />
  )
}
