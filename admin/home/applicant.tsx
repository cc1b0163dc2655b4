/** Home of an agency: what it must do, where its requests stand and what comes next, and what is finished. */
import AddIcon from '@mui/icons-material/Add'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import InboxIcon from '@mui/icons-material/MarkEmailReadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Actor } from '../../server/core/access.ts'
import { waitsFor } from '../../server/core/advance.ts'
import { states, stepOf } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { Due } from '../fields.tsx'
import { Blank, Panel } from '../page.tsx'
import { RequestHead } from '../requests/cards.tsx'
import { QuickActions } from '../requests/quick.tsx'
import { NextStep, StepBar, TurnTag } from '../requests/turn.tsx'
import { Queue, Rows } from './queue.tsx'

const open = states.filter((state) => stepOf(state) !== null)
const closed = states.filter((state) => stepOf(state) === null)
const ours = open.filter((state) => waitsFor(state) === 'applicant')
const theirs = open.filter((state) => waitsFor(state) !== 'applicant')

const hows = ['how_1', 'how_2', 'how_3', 'how_4'] as const

export function ApplicantHome({ actor }: { actor: Actor }) {
  const t = useTranslate()
  const rows = (requests: readonly RenameRequest[]) => (
    <Rows requests={requests}>{(request) => <OwnRequest request={request} actor={actor} />}</Rows>
  )
  return (
    <Box sx={columns}>
      <Box sx={stack}>
        <Queue
          title={t('alih.home.to_do')}
          filter={{ state: ours }}
          sort="updatedAt"
          empty={<Blank small icon={DoneIcon} title={t('alih.home.to_do_none')} />}
        >
          {rows}
        </Queue>
        <Queue
          title={t('alih.home.under_way')}
          filter={{ state: theirs }}
          empty={
            <Blank small icon={InboxIcon} title={t('alih.home.under_way_none')} action={<AskButton />} />
          }
        >
          {rows}
        </Queue>
      </Box>
      <Box sx={stack}>
        <Panel title={t('alih.dashboard.how')}>
          <Box component="ol" sx={{ m: 0, pl: 2.5, '& > li': { mb: 1 }, color: 'text.secondary' }}>
            {hows.map((how) => (
              <li key={how}>{t(`alih.dashboard.${how}`)}</li>
            ))}
          </Box>
        </Panel>
        <Queue
          title={t('alih.home.finished')}
          filter={{ state: closed }}
          sort="updatedAt"
          shown={4}
          empty={<Blank small icon={InboxIcon} title={t('alih.home.finished_none')} />}
        >
          {rows}
        </Queue>
      </Box>
    </Box>
  )
}

function OwnRequest({ request, actor }: { request: RenameRequest; actor: Actor }) {
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mb: 0.75 }}>
        <TurnTag request={request} actor={actor} />
        {(request.dueAt ?? request.heldAt) && <Due request={request} />}
      </Box>
      <RequestHead request={request} />
      {request.waitsFor && <StepBar request={request} />}
      <NextStep request={request} actor={actor} />
      <QuickActions request={request} actor={actor} />
    </>
  )
}

export function AskButton() {
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

const stack = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const
const columns = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.8fr) minmax(0, 1fr)' },
} as const
