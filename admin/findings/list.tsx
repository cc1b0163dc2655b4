/** What needs a person: open ones first, the worst first. */
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import FlappingIcon from '@mui/icons-material/SwapVert'
import Box from '@mui/material/Box'
import {
  DataTable,
  ReferenceField,
  ReferenceInput,
  SearchInput,
  SelectInput,
  TextField,
  useLocaleState,
  useTranslate,
} from 'react-admin'
import type { Finding } from '../../server/core/finding.ts'
import { inLanguage } from '../checks/findings.tsx'
import { LevelTag, Name, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { ListPage } from '../list-page.tsx'
import { Blank } from '../page.tsx'
import { Tag } from '../tag.tsx'

const Column = DataTable.Col<Finding>

export default function FindingList() {
  const t = useTranslate()
  return (
    <ListPage
      filters={filters}
      filterDefaultValues={{ state: 'open' }}
      sort={{ field: 'level', order: 'DESC' }}
      perPage={25}
      exporter={false}
    >
      <DataTable
        bulkActionButtons={false}
        rowClick="show"
        empty={<Blank small icon={DoneIcon} title={t('alih.findings.none')} />}
      >
        <Column source="level" render={({ level }) => <LevelTag level={level} />} sx={wide} />
        <Column source="subject" render={(finding) => <Summary finding={finding} />} />
        <Column source="agencyId" disableSort sx={wide}>
          <ReferenceField source="agencyId" reference="agencies" link={false}>
            <TextField source="shortName" />
          </ReferenceField>
        </Column>
        <Column source="state" render={(finding) => <FindingState finding={finding} />} sx={wide} />
        <Column source="firstSeenAt" render={({ firstSeenAt }) => <When at={firstSeenAt} ago />} sx={wide} />
      </DataTable>
    </ListPage>
  )
}

function Summary({ finding }: { finding: Finding }) {
  const [locale] = useLocaleState()
  const { id, subject, message, condition, name, server } = finding
  return (
    <>
      <Box sx={{ display: { xs: 'flex', md: 'none' }, flexWrap: 'wrap', gap: 0.5, mb: 0.5 }}>
        <LevelTag level={finding.level} />
        {finding.flapping && <Flapping />}
      </Box>
      <RecordLink resource="findings" id={id}>
        <Name strong>{subject}</Name>
      </RecordLink>
      <Box sx={{ fontSize: '.85rem' }}>{inLanguage(message, locale)}</Box>
      <Box sx={{ fontSize: '.78rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {condition} {name}
        {server && ` · ${server}`}
      </Box>
    </>
  )
}

export function FindingState({ finding: { state, flapping } }: { finding: Finding }) {
  const t = useTranslate()
  const tone = state === 'open' ? 'bad' : state === 'closed' ? 'good' : 'warn'
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
      <Tag tone={tone} label={t(`alih.finding_states.${state}`)} />
      {flapping && <Flapping />}
    </Box>
  )
}

function Flapping() {
  const t = useTranslate()
  return (
    <Tag
      tone="warn"
      icon={FlappingIcon}
      label={t('alih.findings.flapping')}
      hint={t('alih.findings.flapping_hint')}
    />
  )
}

const wide = { display: { xs: 'none', md: 'table-cell' } } as const
const states: Finding['state'][] = ['open', 'suspected', 'closed']
const raised = ['critical', 'error', 'warning']

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="state"
    source="state"
    alwaysOn
    choices={states.map((id) => ({ id, name: `alih.finding_states.${id}` }))}
  />,
  <SelectInput
    key="level"
    source="level"
    alwaysOn
    choices={raised.map((id) => ({ id, name: `alih.levels.${id}` }))}
  />,
  <ReferenceInput key="agency" source="agencyId" reference="agencies" perPage={500}>
    <SelectInput optionText="shortName" label="resources.findings.fields.agencyId" />
  </ReferenceInput>,
]
