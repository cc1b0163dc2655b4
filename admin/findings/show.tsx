/** One finding: expected and seen side by side, what to do, and where it belongs. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { ReferenceField, TextField, Title, useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Finding } from '../../server/core/finding.ts'
import { FindingBody } from '../checks/findings.tsx'
import { Name, When } from '../fields.tsx'
import { Facts, PageHead, Panel } from '../page.tsx'
import { ShowRecord } from '../record-page.tsx'
import { FindingState } from './list.tsx'

export default function FindingShow() {
  return <ShowRecord<Finding> lines={5}>{(finding) => <FindingPage finding={finding} />}</ShowRecord>
}

function FindingPage({ finding }: { finding: Finding }) {
  return (
    <>
      <Title title={`${finding.condition} ${finding.subject}`} />
      <PageHead
        over={<FindingState finding={finding} />}
        title={<Name strong>{finding.subject}</Name>}
        lead={`${finding.condition} ${finding.name}`}
        actions={<Whereabouts finding={finding} />}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0,2fr) minmax(0,1fr)' },
        }}
      >
        <Panel>
          <FindingBody finding={finding} />
        </Panel>
        <FindingFacts finding={finding} />
      </Box>
    </>
  )
}

function Whereabouts({ finding }: { finding: Finding }) {
  const t = useTranslate()
  const createPath = useCreatePath()
  const to = (resource: string, id: number) => createPath({ resource, id, type: 'show' })
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {finding.requestId !== null && (
        <Button component={Link} variant="outlined" to={to('requests', finding.requestId)}>
          {t('alih.findings.to_request')}
        </Button>
      )}
      <Button component={Link} variant="outlined" to={to('sites', finding.siteId)}>
        {t('alih.findings.to_site')}
      </Button>
    </Box>
  )
}

function FindingFacts({ finding }: { finding: Finding }) {
  const t = useTranslate()
  const label = (field: string) => t(`resources.findings.fields.${field}`)
  return (
    <Panel title={t('alih.requests.facts')}>
      <Facts
        facts={[
          {
            label: label('agencyId'),
            value: (
              <ReferenceField record={finding} source="agencyId" reference="agencies" link={false}>
                <TextField source="name" />
              </ReferenceField>
            ),
          },
          { label: label('server'), value: finding.server ?? t('alih.check.all_servers') },
          { label: label('firstSeenAt'), value: <When at={finding.firstSeenAt} /> },
          finding.openedAt !== null && { label: label('openedAt'), value: <When at={finding.openedAt} /> },
          finding.closedAt !== null && { label: label('closedAt'), value: <When at={finding.closedAt} /> },
        ]}
      />
    </Panel>
  )
}
