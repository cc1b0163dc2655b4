/** The register, what needs attention first. */
import SitesIcon from '@mui/icons-material/LanguageOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import {
  BooleanInput,
  Button,
  CreateButton,
  DataTable,
  FilterButton,
  ReferenceField,
  ReferenceInput,
  SearchInput,
  SelectInput,
  TextField,
  TopToolbar,
  useCanAccess,
  useTranslate,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { siteKinds, siteRoles, type ListedSite } from '../../server/core/site.ts'
import { statuses } from '../../server/core/verdict.ts'
import { Name, StatusTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { siteImportPath } from '../layout.tsx'
import { ListPage } from '../list-page.tsx'
import { Blank } from '../page.tsx'
import { SitesFile } from './file.tsx'
import { RestTag } from './rest.tsx'

const Column = DataTable.Col<ListedSite>

export default function SiteList() {
  const t = useTranslate()
  return (
    <ListPage
      filters={filters}
      sort={{ field: 'status', order: 'ASC' }}
      perPage={25}
      exporter={false}
      actions={<Actions />}
      empty={
        <Blank
          icon={SitesIcon}
          title={t('alih.sites.empty')}
          hint={t('alih.board.empty_hint')}
          action={<Adding />}
        />
      }
    >
      <DataTable bulkActionButtons={false} rowClick="show">
        <Column
          source="hostname"
          render={(site) => (
            <>
              <RecordLink resource="sites" id={site.id}>
                <Name strong>{site.hostname}</Name>
              </RecordLink>
              <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>{t(`alih.kinds.${site.kind}`)}</Box>
              <RestTag site={site} />
            </>
          )}
        />
        <Column source="status" render={({ status }) => <StatusTag status={status} />} />
        <Column source="role" render={({ role }) => t(`alih.site_roles.${role}`)} sx={wide} />
        <Column source="agencyId" sx={wide}>
          <ReferenceField source="agencyId" reference="agencies" link={false}>
            <TextField source="shortName" />
          </ReferenceField>
        </Column>
        <Column source="checkedAt" render={({ checkedAt }) => <When at={checkedAt} ago />} sx={wide} />
      </DataTable>
    </ListPage>
  )
}

function Actions() {
  return (
    <TopToolbar>
      <FilterButton />
      <SitesFile />
      <Adding />
    </TopToolbar>
  )
}

function Adding() {
  const { canAccess } = useCanAccess({ resource: 'sites', action: 'create' })
  if (!canAccess) return null
  return (
    <>
      <Button
        component={Link}
        to={siteImportPath}
        label="alih.sites.import"
        startIcon={<UploadIcon />}
        sx={{ mr: 1 }}
      />
      <CreateButton label="alih.sites.new" variant="contained" />
    </>
  )
}

const wide = { display: { xs: 'none', md: 'table-cell' } } as const

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="status"
    source="status"
    alwaysOn
    choices={statuses.map((id) => ({ id, name: `alih.statuses.${id}` }))}
  />,
  <SelectInput
    key="role"
    source="role"
    choices={siteRoles.map((id) => ({ id, name: `alih.site_roles.${id}` }))}
  />,
  <SelectInput
    key="kind"
    source="kind"
    choices={siteKinds.map((id) => ({ id, name: `alih.kinds.${id}` }))}
  />,
  <ReferenceInput key="agency" source="agencyId" reference="agencies" perPage={500}>
    <SelectInput optionText="shortName" label="resources.sites.fields.agencyId" />
  </ReferenceInput>,
  <BooleanInput
    key="resting"
    source="resting"
    // Only what rests can be asked for: not to ask is to see all.
    parse={(on: boolean) => on || undefined}
  />,
]
