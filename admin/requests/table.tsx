/** Requests as rows: the columns that somebody chose, and boxes where something can be done for several at once. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { DataTable, ReferenceField, TextField, useLocaleState, useTranslate } from 'react-admin'
import type { GridColumn } from '../../server/core/grid.ts'
import { stepOf, steps } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { useActor } from '../client.ts'
import { Due, Rename, PairStatusTag, StateTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { formatDay } from '../time.ts'
import { Assignees } from './assignees.tsx'
import { PageBox, RowBox } from './boxes.tsx'
import { hiddenAtFirst, labelOf, useColumns, useColumnsKey } from './columns.tsx'

const Column = DataTable.Col<RenameRequest>

export function RequestTable() {
  const actor = useActor()
  const { offered } = useColumns()
  const storeKey = useColumnsKey()
  // For the administrator there is nothing to do at once.
  const canChoose = actor !== undefined && actor.role !== 'admin'
  return (
    <DataTable
      // What is hidden is read when it is mounted.
      key={storeKey}
      storeKey={storeKey}
      hiddenColumns={hiddenAtFirst}
      // The boxes are our own: each is named after its request.
      bulkActionButtons={false}
      rowClick="show"
      sx={look}
    >
      {canChoose && (
        <Column
          label={<PageBox />}
          disableSort
          headerClassName="boxes"
          cellClassName="boxes"
          render={(request) => <RowBox request={request} />}
        />
      )}
      {offered.map((column) => (
        <Column
          key={column}
          source={column}
          label={labelOf(column)}
          disableSort={unsorted.includes(column)}
          {...(column === 'dueAt' ? { sortByOrder: 'ASC' } : {})}
          render={cells[column]}
        />
      ))}
    </DataTable>
  )
}

/** No index gives the order of these. */
const unsorted: readonly GridColumn[] = [
  'assigneeIds',
  'want',
  'redirectUntil',
  'reason',
  'submittedAt',
  'executedAt',
  'archivedAt',
]

const instant = (at: string | null) => (at ? <When at={at} short /> : '–')

const cells: Record<GridColumn, (request: RenameRequest) => ReactNode> = {
  number: (request) => <RequestNumber request={request} />,
  newName: (request) => (
    <>
      <RecordLink resource="requests" id={request.id}>
        <Rename request={request} zone="cut" />
      </RecordLink>
      <Secondary request={request} />
    </>
  ),
  agencyId: (request) => (
    <ReferenceField record={request} source="agencyId" reference="agencies" link={false}>
      <TextField source="shortName" />
    </ReferenceField>
  ),
  kind: (request) => <Word group="kinds" code={request.kind} />,
  state: (request) => (
    <>
      <StateTag state={request.state} />
      <Standing request={request} />
    </>
  ),
  dueAt: (request) => <Due request={request} brief />,
  status: (request) => (request.status ? <PairStatusTag request={request} /> : '–'),
  assigneeIds: (request) => <Assignees request={request} />,
  want: (request) => <Word group="wants" code={request.want} />,
  redirectUntil: (request) => (request.redirectUntil ? <Day day={request.redirectUntil} /> : '–'),
  reason: (request) => <Box sx={{ minWidth: 220, overflowWrap: 'anywhere' }}>{request.reason}</Box>,
  createdAt: ({ createdAt }) => instant(createdAt),
  submittedAt: ({ submittedAt }) => instant(submittedAt),
  executedAt: ({ executedAt }) => instant(executedAt),
  archivedAt: ({ archivedAt }) => instant(archivedAt),
  updatedAt: ({ updatedAt }) => instant(updatedAt),
}

function Day({ day }: { day: string }) {
  const [locale] = useLocaleState()
  return <>{formatDay(day, locale)}</>
}

function Word({ group, code }: { group: 'kinds' | 'wants'; code: string }) {
  const t = useTranslate()
  return <>{group === 'kinds' ? t(`alih.kinds.${code}`) : t(`alih.wants.${code}`)}</>
}

/** The agency and the kind, in small letters below the names. */
export function Secondary({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  return (
    <Box sx={{ display: 'flex', gap: 0.75, color: 'text.secondary', fontSize: '.8rem', mt: 0.25 }}>
      <ReferenceField record={request} source="agencyId" reference="agencies" link={false}>
        <TextField source="shortName" sx={{ fontSize: 'inherit' }} />
      </ReferenceField>
      <span aria-hidden>·</span>
      <span>{t(`alih.kinds.${request.kind}`)}</span>
    </Box>
  )
}

export function RequestNumber({ request }: { request: Pick<RenameRequest, 'id' | 'number'> }) {
  const t = useTranslate()
  return (
    <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {request.number ?? t('alih.requests.draft', { id: request.id })}
    </Box>
  )
}

/** `3/6 · Kabid Aptika`: the step, and who has it now. */
function Standing({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  if (!request.waitsFor) return null
  return (
    <Box sx={{ fontSize: '.8rem', color: 'text.secondary', mt: 0.25, whiteSpace: 'nowrap' }}>
      <StepOf request={request} /> · {t(`alih.roles.${request.waitsFor}`)}
    </Box>
  )
}

/** `3/6`, where a step's clock runs. */
export function StepOf({ request }: { request: Pick<RenameRequest, 'state'> }) {
  const t = useTranslate()
  const step = stepOf(request.state)
  if (!step) return null
  return (
    <Box
      component="span"
      sx={{ color: 'text.secondary', fontSize: '.8rem', fontVariantNumeric: 'tabular-nums' }}
    >
      {t('alih.requests.step_of', { step: step.step, total: steps.length })}
    </Box>
  )
}

const look = {
  '& .RaDataTable-rowCell': { py: 1.25, verticalAlign: 'middle' },
  // Takes what the others leave, and asks for no more: a long name does not push them out.
  '& .column-newName': { width: '100%', minWidth: 250, maxWidth: 0 },
  '& .boxes': { width: 48, px: 0.5 },
  // Many columns are wider than the screen: the table scrolls, the page does not.
  '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
} as const
