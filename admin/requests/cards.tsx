/** Requests as cards, for narrow screens and the dashboard. */
import Box from '@mui/material/Box'
import { useListContext, useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { Due, Rename, PairStatusTag, StateTag } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Blank, Waiting } from '../page.tsx'
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import { RequestNumber, Secondary, StepOf } from './table.tsx'

export function RequestCards() {
  const t = useTranslate()
  const { data, isPending } = useListContext<RenameRequest>()
  if (isPending)
    return (
      <Box sx={{ px: 2 }}>
        <Waiting lines={6} />
      </Box>
    )
  if (!data?.length) return <Blank small icon={SearchOffIcon} title={t('alih.requests.filters_none')} />
  return <CardsOf requests={data} />
}

export const CardsOf = ({ requests }: { requests: readonly RenameRequest[] }) => (
  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {requests.map((request) => (
      <Box component="li" key={request.id} sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}>
        <RecordLink resource="requests" id={request.id} block>
          <RequestCard request={request} />
        </RecordLink>
      </Box>
    ))}
  </Box>
)

const RequestCard = ({ request }: { request: RenameRequest }) => (
  <Box sx={{ px: 2.5, py: 1.75, '&:hover': { backgroundColor: 'action.hover' } }}>
    <Rename request={request} />
    <Below request={request} />
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mt: 1, alignItems: 'center' }}>
      <StateTag state={request.state} />
      <StepOf request={request} />
      {(request.dueAt ?? request.heldAt) && <Due request={request} />}
      <PairStatusTag request={request} />
    </Box>
  </Box>
)

/** The names, leading to the request's page; below them agency, kind and number. */
export const RequestHead = ({ request }: { request: RenameRequest }) => (
  <>
    <RecordLink resource="requests" id={request.id}>
      <Rename request={request} />
    </RecordLink>
    <Below request={request} />
  </>
)

const Below = ({ request }: { request: RenameRequest }) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
    <Secondary request={request} />
    <Box sx={{ color: 'text.secondary', fontSize: '.8rem' }}>
      · <RequestNumber request={request} />
    </Box>
  </Box>
)
