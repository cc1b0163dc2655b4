/** Home of an officer: what waits for their decision, what the team has in hand, what is late, and how the DNS does. */
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import Box from '@mui/material/Box'
import { useTranslate } from 'react-admin'
import type { Actor } from '../../server/core/access.ts'
import { statesWaitingFor } from '../../server/core/advance.ts'
import { states, stepOf } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { DeliveriesHome } from '../deliveries/home.tsx'
import { Due, StateTag } from '../fields.tsx'
import { Blank } from '../page.tsx'
import { CardsOf, RequestHead } from '../requests/cards.tsx'
import { QuickActions } from '../requests/quick.tsx'
import { StepOf } from '../requests/table.tsx'
import { Health } from './health.tsx'
import { Queue, Rows } from './queue.tsx'

const running = states.filter((state) => stepOf(state)?.allowance)

export function OfficerHome({ actor }: { actor: Actor }) {
  const t = useTranslate()
  const cards = (requests: readonly RenameRequest[]) => <CardsOf requests={requests} />
  return (
    <Box sx={stack}>
      {actor.role === 'admin' && <DeliveriesHome />}
      <Box sx={columns}>
        <Box sx={stack}>
          {actor.role !== 'admin' && (
            <Queue
              title={t('alih.dashboard.mine')}
              filter={{ queue: 'mine' }}
              empty={<Blank small icon={DoneIcon} title={t('alih.dashboard.mine_none')} />}
            >
              {(requests) => (
                <Rows requests={requests}>
                  {(request) => <WaitingRequest request={request} actor={actor} />}
                </Rows>
              )}
            </Queue>
          )}
          {actor.role === 'operator' && (
            <Queue
              title={t('alih.home.team')}
              filter={{ state: statesWaitingFor('operator') }}
              empty={<Blank small icon={DoneIcon} title={t('alih.home.team_none')} />}
            >
              {cards}
            </Queue>
          )}
          {actor.role === 'admin' && (
            <Queue
              title={t('alih.dashboard.running')}
              filter={{ state: running }}
              empty={<Blank small icon={DoneIcon} title={t('alih.requests.filters_none')} />}
            >
              {cards}
            </Queue>
          )}
        </Box>
        <Box sx={stack}>
          <Queue
            title={t('alih.dashboard.late')}
            filter={{ queue: 'late' }}
            shown={4}
            empty={<Blank small icon={DoneIcon} title={t('alih.dashboard.late_none')} />}
          >
            {cards}
          </Queue>
          <Queue
            title={t('alih.queues.due_today')}
            filter={{ queue: 'due_today' }}
            shown={4}
            empty={<Blank small icon={DoneIcon} title={t('alih.queues.due_today_none')} />}
          >
            {cards}
          </Queue>
        </Box>
      </Box>
      <Health />
    </Box>
  )
}

function WaitingRequest({ request, actor }: { request: RenameRequest; actor: Actor }) {
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mb: 0.75, alignItems: 'center' }}>
        <StateTag state={request.state} />
        <StepOf request={request} />
        {(request.dueAt ?? request.heldAt) && <Due request={request} />}
      </Box>
      <RequestHead request={request} />
      <Box sx={reason}>{request.reason}</Box>
      <QuickActions request={request} actor={actor} />
    </>
  )
}

const stack = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const
const columns = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.5fr) minmax(0, 1fr)' },
} as const
// The reason is what the head decides by: two lines of it, the rest on the page.
const reason = {
  mt: 0.75,
  fontSize: '.9rem',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
  overflow: 'hidden',
  overflowWrap: 'anywhere',
} as const
