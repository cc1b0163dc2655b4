/** One request: where it stands, what to do next, the proof, and everything on record. */
import PauseIcon from '@mui/icons-material/PauseCircleOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import {
  ReferenceArrayField,
  ReferenceField,
  TextField,
  Title,
  useCanAccess,
  useLocaleState,
  useTranslate,
} from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { CheckPanel } from '../checks/panel.tsx'
import { DeliveriesPanel } from '../deliveries/panel.tsx'
import { useEvents } from '../client.ts'
import { DocumentsPanel } from '../documents/panel.tsx'
import { Name, PairStatusTag, StateTag, When } from '../fields.tsx'
import { useLiveRequest } from '../live.ts'
import { Facts, PageHead, Panel } from '../page.tsx'
import { ShowRecord } from '../record-page.tsx'
import { AutomaticPanel } from '../runbook/automatic.tsx'
import { ComparisonPanel } from '../runbook/comparison.tsx'
import { RunbookPanel } from '../runbook/panel.tsx'
import { formatInstant } from '../time.ts'
import { RequestActions } from './actions.tsx'
import { HistoryPanel } from './history.tsx'
import { ReturnedNote } from './marks.tsx'
import { NamePair } from './names.tsx'
import { PausesPanel } from './pauses.tsx'
import { OnPaper, PrintButton } from './print.tsx'
import { PreflightPanel } from './preflight.tsx'
import { SiblingsPanel } from './siblings.tsx'
import { RequestNumber } from './table.tsx'
import { Timeline } from './timeline.tsx'

export default function RequestShow() {
  return <ShowRecord<RenameRequest> lines={8}>{(request) => <Everything request={request} />}</ShowRecord>
}

function Everything({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const running = useLiveRequest(request.id)
  return (
    <>
      <OnPaper />
      <Title title={request.number ?? t('alih.requests.draft', { id: request.id })} />
      <PageHead
        over={<Over request={request} />}
        title={<Name strong>{request.newName}</Name>}
        lead={t(`alih.next.${request.state}`)}
        actions={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            <PrintButton />
            <RequestActions request={request} />
          </Box>
        }
      />
      <Held request={request} />
      <ReturnedNote request={request} />
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Panel flush title={t('alih.requests.progress')}>
          <Timeline request={request} />
        </Panel>
        <Box sx={columns} className="alih-columns">
          <Box sx={stack} className="alih-stack">
            <Panel title={t('alih.requests.section_names')}>
              <NamePair request={request} />
            </Panel>
            {(request.state === 'draft' || request.state === 'returned') && (
              <PreflightPanel request={request} />
            )}
            <ExecutionPanels request={request} />
            <CheckPanel resource="requests" id={request.id} subject={request} running={running} />
          </Box>
          <Box sx={stack} className="alih-stack">
            <PausesPanel id={request.id} />
            <FactsPanel request={request} />
            <SiblingsPanel request={request} />
            <DocumentsPanel request={request} />
            <DeliveriesPanel request={request} />
            <HistoryPanel id={request.id} />
          </Box>
        </Box>
      </Box>
    </>
  )
}

/** Step 4, while it is carried out and after. */
function ExecutionPanels({ request }: { request: RenameRequest }) {
  const begun = ['assigned', 'executed', 'reported', 'archived'].includes(request.state)
  if (!begun) return null
  return (
    <>
      {request.state !== 'archived' && <RunbookPanel request={request} />}
      {request.state !== 'archived' && <AutomaticPanel request={request} />}
      <ComparisonPanel request={request} />
    </>
  )
}

function Over({ request }: { request: RenameRequest }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <RequestNumber request={request} />
      <StateTag state={request.state} />
      <PairStatusTag request={request} />
      <ReferenceField record={request} source="agencyId" reference="agencies" link={false}>
        <TextField source="shortName" />
      </ReferenceField>
    </Box>
  )
}

function Held({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { data: events = [] } = useEvents(request.id)
  if (!request.heldAt) return null
  const hold = events.findLast(({ action }) => action === 'hold')
  return (
    <Alert severity="info" icon={<PauseIcon />} sx={{ mb: 2 }}>
      {t('alih.requests.held_since', { time: formatInstant(request.heldAt, locale) })}
      {hold && ` · ${hold.actorName}`}
      {typeof hold?.details['reason'] === 'string' && (
        <Box sx={{ whiteSpace: 'pre-wrap', mt: 0.5 }}>{hold.details['reason']}</Box>
      )}
    </Alert>
  )
}

function FactsPanel({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { canAccess: maySeePeople } = useCanAccess({ resource: 'people', action: 'list' })
  const label = (field: string) => t(`resources.requests.fields.${field}`)
  return (
    <Panel title={t('alih.requests.facts')}>
      <Facts
        facts={[
          {
            label: label('agencyId'),
            value: (
              <ReferenceField record={request} source="agencyId" reference="agencies" link={false}>
                <TextField source="name" />
              </ReferenceField>
            ),
          },
          { label: label('kind'), value: t(`alih.kinds.${request.kind}`) },
          { label: label('reason'), value: <Box sx={{ whiteSpace: 'pre-wrap' }}>{request.reason}</Box> },
          Boolean(maySeePeople) && {
            label: label('applicantId'),
            value: (
              <ReferenceField record={request} source="applicantId" reference="people" link={false}>
                <TextField source="name" />
              </ReferenceField>
            ),
          },
          Boolean(maySeePeople) &&
            request.assigneeIds.length > 0 && {
              label: label('assigneeIds'),
              value: <ReferenceArrayField record={request} source="assigneeIds" reference="people" />,
            },
          request.submittedAt !== null && {
            label: label('submittedAt'),
            value: <When at={request.submittedAt} />,
          },
          request.executedAt !== null && {
            label: label('executedAt'),
            value: <When at={request.executedAt} />,
          },
          request.archivedAt !== null && {
            label: label('archivedAt'),
            value: <When at={request.archivedAt} />,
          },
        ]}
      />
    </Panel>
  )
}

const columns = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1.9fr) minmax(0, 1fr)' },
} as const
const stack = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const
