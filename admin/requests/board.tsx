/** The requests as a board: a column for each step of the SOP, what is due first on top. */
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { Theme } from '@mui/material/styles'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useCreatePath, useGetList, useListContext, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { waitsFor } from '../../server/core/advance.ts'
import { steps, type State } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { Due, PairStatusTag, Rename, StateTag } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Blank, Fault, Waiting } from '../page.tsx'
import { Assignees } from './assignees.tsx'
import { searchOf } from './saved.tsx'
import { RequestNumber, Secondary } from './table.tsx'

/** Of each step; the table has the rest. */
const SHOWN = 50
const REFRESH_MS = 60_000

type Step = (typeof steps)[number]

/** The requests of a step, within what the list is narrowed to. */
function useStep({ waitsIn }: Step) {
  const { filterValues } = useListContext()
  const narrowed = filterValues['state'] === undefined ? null : [filterValues['state']].flat()
  const states = (waitsIn as readonly State[]).filter((state) => !narrowed || narrowed.includes(state))
  const filter = { ...filterValues, state: states }
  const list = useGetList<RenameRequest>(
    'requests',
    { pagination: { page: 1, perPage: SHOWN }, sort: { field: 'dueAt', order: 'ASC' }, filter },
    { refetchInterval: REFRESH_MS },
  )
  return { ...list, filter, count: list.data && (list.total ?? `${SHOWN}+`) }
}

export function StepBoard({ isSmall }: { isSmall: boolean }) {
  const t = useTranslate()
  return (
    <>
      {isSmall ? (
        <OneStep />
      ) : (
        // It is wider than a small window: then it scrolls, by keyboard too.
        <Box role="region" aria-label={t('alih.steps_board.title')} tabIndex={0} sx={lanes}>
          {steps.map((step) => (
            <Lane key={step.step} step={step} />
          ))}
        </Box>
      )}
      <Typography variant="body2" sx={{ px: 2, py: 1.5, color: 'text.secondary' }}>
        {t('alih.steps_board.closed')}
      </Typography>
    </>
  )
}

/** On a phone one step at a time; the tabs count all of them. */
function OneStep() {
  const t = useTranslate()
  const [at, setAt] = useState(1)
  const id = useId()
  return (
    <>
      <Box sx={{ width: 0, minWidth: '100%' }}>
        <Tabs
          value={at}
          onChange={(_, next: number) => setAt(next)}
          variant="scrollable"
          allowScrollButtonsMobile
          aria-label={t('alih.steps_board.title')}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          {steps.map((step) => (
            <Tab
              key={step.step}
              value={step.step}
              label={<StepTab step={step} />}
              id={`${id}-tab-${step.step}`}
              aria-controls={`${id}-${step.step}`}
            />
          ))}
        </Tabs>
      </Box>
      {steps.map((step) => (
        <Box
          key={step.step}
          role="tabpanel"
          id={`${id}-${step.step}`}
          aria-labelledby={`${id}-tab-${step.step}`}
          hidden={step.step !== at}
          sx={{ p: 1.5 }}
        >
          {step.step === at && <Lane step={step} />}
        </Box>
      ))}
    </>
  )
}

function StepTab({ step }: { step: Step }) {
  const t = useTranslate()
  const { count } = useStep(step)
  return (
    <span>
      {step.step}. {t(`alih.steps.${step.step}`)} {count !== undefined && <Count>{count}</Count>}
    </span>
  )
}

const Count = ({ children }: { children: number | string }) => (
  <Box component="span" sx={{ fontWeight: 500, color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
    {children}
  </Box>
)

function Lane({ step }: { step: Step }) {
  const t = useTranslate()
  const heading = useId()
  const createPath = useCreatePath()
  const { data, total, count, filter, error, isPending, refetch } = useStep(step)
  const all = {
    pathname: createPath({ resource: 'requests', type: 'list' }),
    search: searchOf({ filter, sort: 'dueAt', order: 'ASC' }),
  }
  const role = waitsFor(step.waitsIn[0])
  return (
    <Box component="section" aria-labelledby={heading} aria-busy={isPending} sx={lane}>
      <Typography id={heading} component="h2" variant="subtitle2" sx={{ px: 0.5 }}>
        {step.step}. {t(`alih.steps.${step.step}`)} {count !== undefined && <Count>{count}</Count>}
      </Typography>
      {role && <Box sx={{ ...small, px: 0.5, mb: 1 }}>{t(`alih.roles.${role}`)}</Box>}
      {isPending && <Waiting lines={3} />}
      {error && !data && <Fault error={error} retry={refetch} />}
      {data?.length === 0 && <Blank small icon={DoneIcon} title={t('alih.steps_board.none')} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {data?.map((request) => (
          <Box component="li" key={request.id} sx={{ minWidth: 0 }}>
            <StepCard request={request} />
          </Box>
        ))}
      </Box>
      {data && data.length > 0 && (total === undefined || total > data.length) && (
        <Button component={Link} to={all} size="small" sx={{ mt: 1 }}>
          {t('alih.steps_board.all')}
        </Button>
      )}
    </Box>
  )
}

function StepCard({ request }: { request: RenameRequest }) {
  return (
    <RecordLink resource="requests" id={request.id} block>
      <Box sx={card}>
        <Rename request={request} zone="hidden" />
        <Secondary request={request} />
        <Box sx={small}>
          <RequestNumber request={request} />
          {request.assigneeIds.length > 0 && (
            <>
              {' · '}
              <Assignees request={request} />
            </>
          )}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.75 }}>
          {request.dueAt === null && request.heldAt === null ? (
            <StateTag state={request.state} />
          ) : (
            <Due request={request} wrap brief />
          )}
          {request.status && <PairStatusTag request={request} />}
        </Box>
      </Box>
    </RecordLink>
  )
}

const small = { fontSize: '.8rem', color: 'text.secondary', overflowWrap: 'anywhere' } as const
const lanes = {
  display: 'grid',
  // All of them beside the open menu on a screen of 1280 pixels.
  gridTemplateColumns: `repeat(${steps.length}, minmax(150px, 1fr))`,
  gap: 0.5,
  p: 0.75,
  overflowX: 'auto',
  // Where there is more to either side lies a shadow; what lies on it scrolls with the lanes and hides it at their ends.
  background: ({ palette }: Theme) => `
    linear-gradient(to right, ${palette.background.paper} 50%, transparent) left / 48px 100% no-repeat local,
    linear-gradient(to left, ${palette.background.paper} 50%, transparent) right / 48px 100% no-repeat local,
    linear-gradient(to right, ${palette.text.disabled}, transparent) left / 16px 100% no-repeat scroll,
    linear-gradient(to left, ${palette.text.disabled}, transparent) right / 16px 100% no-repeat scroll`,
  // As wide as there is room, whatever is inside.
  width: 0,
  minWidth: '100%',
  boxSizing: 'border-box',
} as const
const lane = {
  minWidth: 0,
  borderRadius: 1,
  p: { xs: 0, md: 0.5 },
  backgroundColor: { md: 'action.hover' },
} as const
const card = {
  p: 0.75,
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  backgroundColor: 'background.paper',
  fontSize: '.875rem',
  overflowWrap: 'anywhere',
  '&:hover': { borderColor: 'primary.main' },
} as const
