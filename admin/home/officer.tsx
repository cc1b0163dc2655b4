/** Home of an officer: what waits for their decision or for the team, what is late, and how the DNS does. */
import OwnIcon from '@mui/icons-material/AssignmentIndOutlined'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import type { Actor } from '../../server/core/access.ts'
import { hatsOf, isWorkOf } from '../../server/core/acting.ts'
import { statesWaitingFor } from '../../server/core/advance.ts'
import { states, stepOf } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { DeliveriesHome } from '../deliveries/home.tsx'
import { Due, StateTag } from '../fields.tsx'
import { Blank } from '../page.tsx'
import { Assignees } from '../requests/assignees.tsx'
import { CardsOf, RequestHead } from '../requests/cards.tsx'
import { QuickActions } from '../requests/quick.tsx'
import { StepOf } from '../requests/table.tsx'
import { Tag } from '../tag.tsx'
import { Health } from './health.tsx'
import { Queue, Rows } from './queue.tsx'

const running = states.filter((state) => stepOf(state)?.allowance)
const ofTeam = statesWaitingFor('operator')

export function OfficerHome({ actor }: { actor: Actor }) {
  const t = useTranslate()
  const isOperator = actor.role === 'operator'
  // An operator's own are in the team's queue: what waits beside them comes with another role that they act in.
  const hasMine = isOperator ? hatsOf(actor).some(({ role }) => role !== 'operator') : actor.role !== 'admin'
  const elsewhere = isOperator ? { state: running.filter((state) => !ofTeam.includes(state)) } : {}
  const cards = (requests: readonly RenameRequest[]) => <CardsOf requests={requests} />
  return (
    <Box sx={stack}>
      {actor.role === 'admin' && <DeliveriesHome />}
      <Box sx={columns}>
        <Box sx={stack}>
          {hasMine && (
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
          {isOperator && (
            <Queue
              title={t('alih.home.team')}
              filter={{ state: ofTeam }}
              shown={10}
              empty={<Blank small icon={DoneIcon} title={t('alih.home.team_none')} />}
            >
              {(requests) => (
                <Rows requests={requests}>
                  {(request) => (
                    <WaitingRequest
                      request={request}
                      actor={actor}
                      holder={<Holder request={request} isOwn={isWorkOf(actor, request.assigneeIds)} />}
                    />
                  )}
                </Rows>
              )}
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
            title={t(isOperator ? 'alih.home.late_elsewhere' : 'alih.dashboard.late')}
            filter={{ queue: 'late', ...elsewhere }}
            shown={4}
            empty={
              <Blank
                small
                icon={DoneIcon}
                title={t(isOperator ? 'alih.home.late_elsewhere_none' : 'alih.dashboard.late_none')}
              />
            }
          >
            {cards}
          </Queue>
          <Queue
            title={t(isOperator ? 'alih.home.today_elsewhere' : 'alih.queues.due_today')}
            filter={{ queue: 'due_today', ...elsewhere }}
            shown={4}
            empty={
              <Blank
                small
                icon={DoneIcon}
                title={t(isOperator ? 'alih.home.today_elsewhere_none' : 'alih.queues.due_today_none')}
              />
            }
          >
            {cards}
          </Queue>
        </Box>
      </Box>
      <Health />
    </Box>
  )
}

/** Whether it is one's own, and whose it is besides. */
function Holder({ request, isOwn }: { request: RenameRequest; isOwn: boolean }) {
  const t = useTranslate()
  return (
    <>
      {isOwn && <Tag tone="brand" icon={OwnIcon} label={t('alih.home.own')} />}
      <Box component="span" sx={{ fontSize: '.8rem', color: 'text.secondary' }}>
        <Assignees request={request} />
      </Box>
    </>
  )
}

type WaitingProps = { request: RenameRequest; actor: Actor; holder?: ReactNode }

function WaitingRequest({ request, actor, holder }: WaitingProps) {
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mb: 0.75, alignItems: 'center' }}>
        <StateTag state={request.state} />
        <StepOf request={request} />
        {(request.dueAt ?? request.heldAt) && <Due request={request} />}
        {holder}
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
