/** The SOP inside the product: the paper as it was signed, and its six steps with what stands at each of them now. */
import PrintIcon from '@mui/icons-material/PrintOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import GlobalStyles from '@mui/material/GlobalStyles'
import type { ReactNode } from 'react'
import { Title, useTranslate } from 'react-admin'
import * as sop from '../../server/core/procedure.ts'
import type { Text } from '../../server/core/verdict.ts'
import { calendarOf } from '../../server/core/holiday.ts'
import { useCalendar } from '../calendar.ts'
import { useProcedure } from '../client.ts'
import { Facts, Fault, PageHead, Panel } from '../page.tsx'
import { Diagram, useSay, type CountOf } from './diagram.tsx'
import { StepCards, StepTable } from './steps.tsx'

export default function ProcedurePage() {
  const t = useTranslate()
  const say = useSay()
  const { data, error, refetch } = useProcedure()
  const countOf: CountOf = (step) => data?.find((count) => count.step === step)
  return (
    <>
      <GlobalStyles styles={onPaper} />
      <Title title="alih.sop.menu" />
      <PageHead
        title={t('alih.sop.title')}
        lead={say(sop.title)}
        actions={
          <Button
            variant="outlined"
            startIcon={<PrintIcon />}
            onClick={() => globalThis.print()}
            sx={{ displayPrint: 'none' }}
          >
            {t('alih.sop.print')}
          </Button>
        }
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {error && !data && <Fault error={error} retry={refetch} />}
        <Panel title={t('alih.sop.g')}>
          <Box sx={{ color: 'text.secondary', mb: 2 }}>{say(sop.flowLead)}</Box>
          <Box sx={{ display: { xs: 'none', md: 'block' }, displayPrint: 'block' }}>
            <Diagram countOf={countOf} />
            <Box component="details" sx={{ mt: 2, displayPrint: 'none' }}>
              <Box component="summary" sx={{ cursor: 'pointer', color: 'primary.main', fontWeight: 600 }}>
                {t('alih.sop.as_table')}
              </Box>
              <StepTable countOf={countOf} />
            </Box>
          </Box>
          <Box sx={{ display: { xs: 'block', md: 'none' }, displayPrint: 'none' }}>
            <StepCards countOf={countOf} />
          </Box>
        </Panel>
        <Paper />
      </Box>
    </>
  )
}

/** Parts A to F, and what stands on the front of the form. */
function Paper() {
  const t = useTranslate()
  const say = useSay()
  return (
    <Box sx={columns}>
      <Box sx={stack}>
        <Panel title={t('alih.sop.a')}>{say(sop.introduction)}</Panel>
        <Panel title={t('alih.sop.b')}>
          <Box sx={{ mb: 1 }}>{say(sop.procedureLead)}</Box>
          <Listed texts={sop.procedure} />
        </Panel>
        <Panel title={t('alih.sop.c')}>
          <Listed texts={sop.legalBasis} />
        </Panel>
        <Panel title={t('alih.sop.related')}>
          <Listed texts={sop.related} />
        </Panel>
      </Box>
      <Box sx={stack}>
        <Panel title={t('alih.sop.warning')}>
          <Alert severity="warning" sx={{ alignItems: 'center' }}>
            {say(sop.warning)}
          </Alert>
        </Panel>
        <Panel title={t('alih.sop.d')}>{say(sop.team)}</Panel>
        <Panel title={t('alih.sop.e')}>
          <Hours />
        </Panel>
        <Panel title={t('alih.sop.f')}>
          <Subhead>{t('alih.sop.qualifications')}</Subhead>
          <Listed texts={sop.qualifications} />
          <Subhead>{t('alih.sop.equipment')}</Subhead>
          <Listed texts={sop.equipment} />
        </Panel>
      </Box>
    </Box>
  )
}

function Hours() {
  const t = useTranslate()
  const say = useSay()
  const { week, exceptions = [] } = useCalendar()
  const others = exceptions.length > 0 || JSON.stringify(week) !== JSON.stringify(calendarOf([]).week)
  return (
    <>
      <Box sx={{ mb: 1.5 }}>{say(sop.hoursLead)}</Box>
      <Facts columns={2} facts={sop.hours.map(({ days, time }) => ({ label: say(days), value: time }))} />
      {others && (
        <Alert severity="info" sx={{ mt: 1.5 }}>
          {t('alih.sop.other_hours')}
        </Alert>
      )}
    </>
  )
}

function Listed({ texts }: { texts: readonly Text[] }) {
  const say = useSay()
  return (
    <Box component="ol" sx={{ m: 0, pl: 2.75, '& > li': { mb: 0.5, pl: 0.5 } }}>
      {texts.map((text) => (
        <li key={text.id}>{say(text)}</li>
      ))}
    </Box>
  )
}

const Subhead = ({ children }: { children: ReactNode }) => (
  <Box component="h4" sx={{ m: 0, mb: 0.75, mt: 1.5, fontSize: '.9rem', '&:first-of-type': { mt: 0 } }}>
    {children}
  </Box>
)

const columns = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
} as const
const stack = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const

// On paper there is no bar and no menu; a panel is not torn apart.
const onPaper = {
  '@media print': {
    '@page': { size: 'A4 landscape', margin: '12mm' },
    '.RaLayout-appFrame > *:not(main):not(.RaLayout-contentWithSidebar), .RaSidebar-root, .RaLayout-contentWithSidebar > *:not(.RaLayout-content), [class*="MuiDrawer"], header':
      { display: 'none !important' },
    section: { breakInside: 'avoid' },
  },
} as const
