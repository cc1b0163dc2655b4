/** One queue of requests on the home page: how many, the first few, and the way to all of them. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { useCreatePath, useGetList, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { RenameRequest } from '../../server/core/request.ts'
import { Fault, Panel, Waiting } from '../page.tsx'

type QueueProps = {
  title: string
  filter: Record<string, unknown>
  sort?: 'dueAt' | 'updatedAt'
  shown?: number
  empty: ReactNode
  children: (requests: readonly RenameRequest[]) => ReactNode
}

const REFRESH_MS = 60_000

export function Queue({ title, filter, sort = 'dueAt', shown = 6, empty, children }: QueueProps) {
  const t = useTranslate()
  const createPath = useCreatePath()
  const order = sort === 'dueAt' ? 'ASC' : 'DESC'
  const { data, total, error, isPending, refetch } = useGetList<RenameRequest>(
    'requests',
    { pagination: { page: 1, perPage: shown }, sort: { field: sort, order }, filter },
    { refetchInterval: REFRESH_MS },
  )
  const search = new URLSearchParams({ filter: JSON.stringify(filter), sort, order, page: '1' }).toString()
  const all = { pathname: createPath({ resource: 'requests', type: 'list' }), search: `?${search}` }
  return (
    <Panel
      flush
      title={
        <>
          {title}
          {Boolean(total) && (
            <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500, ml: 1 }}>
              {total}
            </Box>
          )}
        </>
      }
      aside={
        Boolean(data?.length) && (
          <Button component={Link} to={all} size="small" aria-label={`${t('alih.dashboard.all')}: ${title}`}>
            {t('alih.dashboard.all')}
          </Button>
        )
      }
    >
      {isPending && (
        <Box sx={{ px: 2.5 }}>
          <Waiting />
        </Box>
      )}
      {error && !data && <Fault error={error} retry={refetch} />}
      {data?.length === 0 && empty}
      {data && data.length > 0 && children(data)}
    </Panel>
  )
}

/** Rows of a queue, with a line between them. */
export const Rows = ({
  requests,
  children,
}: {
  requests: readonly RenameRequest[]
  children: (request: RenameRequest) => ReactNode
}) => (
  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {requests.map((request) => (
      <Box
        component="li"
        key={request.id}
        sx={{ px: 2.5, py: 1.75, '& + &': { borderTop: 1, borderColor: 'divider' } }}
      >
        {children(request)}
      </Box>
    ))}
  </Box>
)
