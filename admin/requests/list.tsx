/** The requests: a table on a desk, cards in a hand, or a board of the six steps. What is chosen stands in the address. */
import BoardIcon from '@mui/icons-material/ViewKanbanOutlined'
import InboxIcon from '@mui/icons-material/MarkEmailReadOutlined'
import TableIcon from '@mui/icons-material/TableRowsOutlined'
import Button from '@mui/material/Button'
import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import {
  CreateButton,
  SortButton,
  TopToolbar,
  useCanAccess,
  useCreatePath,
  useListContext,
  useTranslate,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { ListPage } from '../list-page.tsx'
import { Blank } from '../page.tsx'
import { StepBoard } from './board.tsx'
import { BulkBar } from './bulk.tsx'
import { RequestCards } from './cards.tsx'
import { ColumnsChooser, HiddenOrder } from './columns.tsx'
import { ExportMenu } from './export.tsx'
import { RequestFilters } from './filters.tsx'
import { KeysHelp } from './keys.tsx'
import { BOARD } from './paths.ts'
import { QueueTabs } from './queues.tsx'
import { SavedFilters, searchOf } from './saved.tsx'
import { RequestTable } from './table.tsx'

type View = 'table' | 'board'

const useIsSmall = () => useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))

export default function RequestList({ view = 'table' }: { view?: View }) {
  const isSmall = useIsSmall()
  const isBoard = view === 'board'
  return (
    <ListPage
      resource="requests"
      actions={<Actions view={view} />}
      empty={isBoard ? false : <Empty />}
      sort={{ field: 'updatedAt', order: 'DESC' }}
      perPage={25}
      {...(isBoard ? { pagination: false } : {})}
      sx={look}
      above={
        <>
          <QueueTabs />
          <RequestFilters />
          {/* Not inside the table, which is gone as soon as its last row is. */}
          {!isBoard && !isSmall && <BulkBar />}
        </>
      }
    >
      {isBoard ? <StepBoard isSmall={isSmall} /> : isSmall ? <RequestCards /> : <RequestTable />}
    </ListPage>
  )
}

function Actions({ view }: { view: View }) {
  const isSmall = useIsSmall()
  const isTable = view === 'table'
  return (
    <TopToolbar sx={{ flexWrap: 'wrap', justifyContent: 'flex-end' }}>
      {isTable && !isSmall && <HiddenOrder />}
      <ViewButton to={isTable ? 'board' : 'table'} />
      <SavedFilters />
      {isTable && isSmall && <SortButton fields={['updatedAt', 'dueAt', 'newName', 'number']} />}
      {isTable && !isSmall && <ColumnsChooser />}
      {isTable && <ExportMenu />}
      {!isSmall && <KeysHelp />}
      <CreateButton label="alih.dashboard.create" variant="contained" sx={{ ml: 1 }} />
    </TopToolbar>
  )
}

/** The same requests in the other view. */
function ViewButton({ to }: { to: View }) {
  const t = useTranslate()
  const createPath = useCreatePath()
  const { filterValues: filter, sort } = useListContext()
  const table = createPath({ resource: 'requests', type: 'list' })
  const pathname = to === 'board' ? `${table}/${BOARD}` : table
  return (
    <Button
      component={Link}
      to={{ pathname, search: searchOf({ filter, sort: sort.field, order: sort.order }) }}
      size="small"
      startIcon={to === 'board' ? <BoardIcon /> : <TableIcon />}
    >
      {t(to === 'board' ? 'alih.steps_board.open' : 'alih.steps_board.table')}
    </Button>
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

const look = {
  '& .RaList-actions': { alignItems: 'center' },
  '& .RaTopToolbar-root': { flexWrap: 'wrap' },
} as const
