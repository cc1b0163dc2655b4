/** One host name: what is expected of it, and what the last look saw. */
import Box from '@mui/material/Box'
import {
  EditButton,
  ReferenceField,
  TextField,
  Title,
  useGetOne,
  useLocaleState,
  useTranslate,
} from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { formatRecords } from '../../server/core/records.ts'
import type { ListedSite, Site } from '../../server/core/site.ts'
import { CheckPanel } from '../checks/panel.tsx'
import { Name, StatusTag, When } from '../fields.tsx'
import { Fault, Facts, PageHead, Panel, Waiting } from '../page.tsx'
import { ShowRecord } from '../record-page.tsx'
import { formatDay } from '../time.ts'
import { SiteHistoryPanel } from './history.tsx'
import { MentionsPanel } from './mentions.tsx'
import { RestNote } from './rest.tsx'
import { SparkPanel } from './spark.tsx'

export default function SiteShow() {
  return <ShowRecord<ListedSite> lines={6}>{(site) => <SitePage site={site} />}</ShowRecord>
}

function SitePage({ site }: { site: ListedSite }) {
  return (
    <>
      <Title title={site.hostname} />
      <PageHead
        over={<StatusTag status={site.status} />}
        title={<Name strong>{site.hostname}</Name>}
        actions={<EditButton record={site} variant="outlined" />}
      />
      <RestNote site={site} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0,2fr) minmax(0,1fr)' },
        }}
      >
        <Evidence site={site} />
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <SiteFacts site={site} />
          <SparkPanel id={site.id} />
          <MentionsPanel site={site} />
          <SiteHistoryPanel id={site.id} />
        </Box>
      </Box>
    </>
  )
}

/** A name of a rename is looked at together with its pair. */
function Evidence({ site }: { site: Site }) {
  const {
    data: request,
    error,
    refetch,
  } = useGetOne<RenameRequest>('requests', { id: site.requestId ?? 0 }, { enabled: site.requestId !== null })
  if (request) return <CheckPanel resource="requests" id={request.id} subject={request} />
  if (site.requestId !== null) return error ? <Fault error={error} retry={refetch} /> : <Waiting />
  const subject = { newName: site.hostname, oldName: null, records: site.records, want: null }
  return <CheckPanel resource="sites" id={site.id} subject={{ ...subject, executedAt: site.statusSince }} />
}

function SiteFacts({ site }: { site: Site }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const label = (field: string) => t(`resources.sites.fields.${field}`)
  return (
    <Box>
      <Panel title={t('alih.requests.facts')}>
        <Facts
          facts={[
            {
              label: label('agencyId'),
              value: (
                <ReferenceField record={site} source="agencyId" reference="agencies" link={false}>
                  <TextField source="name" />
                </ReferenceField>
              ),
            },
            { label: label('kind'), value: t(`alih.kinds.${site.kind}`) },
            { label: label('role'), value: t(`alih.site_roles.${site.role}`) },
            { label: label('records'), value: formatRecords(site.records) || '–' },
            site.want && { label: label('want'), value: t(`alih.wants.${site.want}`) },
            site.redirectUntil !== null && {
              label: label('redirectUntil'),
              value: formatDay(site.redirectUntil, locale),
            },
            site.requestId !== null && {
              label: t('alih.sites.pair'),
              value: <ReferenceField record={site} source="requestId" reference="requests" link="show" />,
            },
            { label: label('statusSince'), value: <When at={site.statusSince} /> },
            { label: label('nextCheckAt'), value: <NextLook site={site} /> },
          ]}
        />
      </Panel>
    </Box>
  )
}

/** Two kinds of names have no look of their own: the old one of a pair, and those that are retired. */
function NextLook({ site: { nextCheckAt, role } }: { site: Site }) {
  const t = useTranslate()
  if (nextCheckAt !== null) return <When at={nextCheckAt} />
  return <>{t(role === 'old' ? 'alih.sites.seen_with_new' : 'alih.sites.not_scheduled')}</>
}
