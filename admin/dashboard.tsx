/** Home: what waits for me, what is late, and how the DNS does; for an agency, where its own requests stand. */
import AddIcon from '@mui/icons-material/Add'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import InboxIcon from '@mui/icons-material/MarkEmailReadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { Title, useCreatePath, useGetList, useLocaleState, useTranslate } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import type { Actor } from '../server/core/access.ts'
import type { RenameRequest } from '../server/core/request.ts'
import { Counts } from './board/counts.tsx'
import { useActor, useBoard } from './client.ts'
import { DeliveriesHome } from './deliveries/home.tsx'
import { CalendarGaps } from './gaps.tsx'
import { boardPath } from './layout.tsx'
import { Blank, Fault, PageHead, Panel, Waiting } from './page.tsx'
import { CardsOf } from './requests/cards.tsx'
import { formatDay } from './time.ts'

export default function Dashboard() {
  const t = useTranslate()
  const actor = useActor()
  if (!actor) return <Waiting lines={6} />
  return (
    <>
      <Title title="alih.menu.home" />
      <PageHead
        title={t('alih.dashboard.hello', { name: actor.name })}
        lead={<Roles actor={actor} />}
        actions={actor.role === 'applicant' && <AskButton />}
      />
      <CalendarGaps home />
      {actor.role === 'applicant' ? <ApplicantHome /> : <OfficerHome actor={actor} />}
    </>
  )
}

/** The own role, and today's second one. */
function Roles({ actor: { role, acting } }: { actor: Actor }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <>
      {t(`alih.roles.${role}`)}
      {acting &&
        ` · ${t('alih.acting.today', {
          office: `${t(`alih.acting.titles.${acting.title}`)} ${t(`alih.roles.${acting.role}`)}`,
          name: acting.name,
          day: formatDay(acting.toDay, locale),
        })}`}
    </>
  )
}

function AskButton() {
  const t = useTranslate()
  const createPath = useCreatePath()
  return (
    <Button
      component={Link}
      to={createPath({ resource: 'requests', type: 'create' })}
      variant="contained"
      size="large"
      startIcon={<AddIcon />}
    >
      {t('alih.dashboard.create')}
    </Button>
  )
}

const hows = ['how_1', 'how_2', 'how_3', 'how_4'] as const

function ApplicantHome() {
  const t = useTranslate()
  return (
    <Box sx={twoColumns}>
      <Queue
        title={t('alih.dashboard.own')}
        filter={{}}
        sort="updatedAt"
        next
        empty={<Blank icon={InboxIcon} title={t('alih.dashboard.own_none')} action={<AskButton />} />}
      />
      <Panel title={t('alih.dashboard.how')}>
        <Box component="ol" sx={{ m: 0, pl: 2.5, '& > li': { mb: 1 }, color: 'text.secondary' }}>
          {hows.map((how) => (
            <li key={how}>{t(`alih.dashboard.${how}`)}</li>
          ))}
        </Box>
      </Panel>
    </Box>
  )
}

function OfficerHome({ actor }: { actor: Actor }) {
  const t = useTranslate()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Health />
      {actor.role === 'admin' && <DeliveriesHome />}
      <Box sx={twoColumns}>
        {actor.role !== 'admin' ? (
          <Queue
            title={t('alih.dashboard.mine')}
            filter={{ queue: 'mine' }}
            sort="dueAt"
            empty={<Blank small icon={DoneIcon} title={t('alih.dashboard.mine_none')} />}
          />
        ) : (
          <Queue
            title={t('alih.dashboard.running')}
            filter={{ state: ['submitted', 'approved', 'assigned', 'executed', 'reported'] }}
            sort="dueAt"
            empty={<Blank small icon={DoneIcon} title={t('alih.requests.filters_none')} />}
          />
        )}
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Queue
            title={t('alih.dashboard.late')}
            filter={{ queue: 'late' }}
            sort="dueAt"
            empty={<Blank small icon={DoneIcon} title={t('alih.dashboard.late_none')} />}
          />
          <Queue
            title={t('alih.queues.due_today')}
            filter={{ queue: 'due_today' }}
            sort="dueAt"
            empty={<Blank small icon={DoneIcon} title={t('alih.queues.due_today_none')} />}
          />
        </Box>
      </Box>
    </Box>
  )
}

type QueueProps = {
  title: string
  filter: Record<string, unknown>
  sort: string
  empty: ReactNode
  next?: boolean
}

const SHOWN = 6

function Queue({ title, filter, sort, empty, next = false }: QueueProps) {
  const t = useTranslate()
  const createPath = useCreatePath()
  const { data, total, error, isPending, refetch } = useGetList<RenameRequest>('requests', {
    pagination: { page: 1, perPage: SHOWN },
    sort: { field: sort, order: sort === 'dueAt' ? 'ASC' : 'DESC' },
    filter,
  })
  const all = { pathname: createPath({ resource: 'requests', type: 'list' }), search: searchOf(filter) }
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
          <Button component={Link} to={all} size="small">
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
      {error && <Fault error={error} retry={refetch} />}
      {data?.length === 0 && empty}
      {data && data.length > 0 && <CardsOf requests={data} next={next} />}
    </Panel>
  )
}

const searchOf = (filter: Record<string, unknown>) =>
  `?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1' }).toString()}`

function Health() {
  const t = useTranslate()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  const { data, error, isPending, refetch } = useBoard()
  if (error && !data) return <Fault error={error} retry={refetch} />
  const open = data ? data.openFindings.critical + data.openFindings.error + data.openFindings.warning : 0
  return (
    <Panel
      title={t('alih.dashboard.health')}
      aside={
        <>
          {data && (
            <Button component={Link} size="small" to={createPath({ resource: 'findings', type: 'list' })}>
              {t('alih.dashboard.open_findings')}: {open}
            </Button>
          )}
          <Button component={Link} size="small" to={boardPath}>
            {t('alih.dashboard.to_board')}
          </Button>
        </>
      }
    >
      {isPending && <Waiting lines={2} />}
      {data && (
        <Box sx={{ mb: -2.5 }}>
          <Counts counts={data.counts} onPick={(status) => void navigate(`${boardPath}?status=${status}`)} />
        </Box>
      )}
    </Panel>
  )
}

const twoColumns = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
} as const
