/** The register, what needs attention first. */
import SitesIcon from '@mui/icons-material/LanguageOutlined'
import Box from '@mui/material/Box'
import {
  CreateButton,
  DataTable,
  List,
  ReferenceField,
  ReferenceInput,
  SearchInput,
  SelectInput,
  TextField,
  useTranslate,
} from 'react-admin'
import { siteKinds, siteRoles, type Site } from '../../server/core/site.ts'
import { statuses } from '../../server/core/verdict.ts'
import { Name, StatusTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Blank } from '../page.tsx'

const Column = DataTable.Col<Site>

export default function SiteList() {
  const t = useTranslate()
  return (
    <List
      filters={filters}
      sort={{ field: 'status', order: 'ASC' }}
      perPage={25}
      empty={
        <Blank
          icon={SitesIcon}
          title={t('alih.sites.empty')}
          hint={t('alih.board.empty_hint')}
          action={<CreateButton label="alih.sites.new" variant="contained" />}
        />
      }
    >
      <DataTable bulkActionButtons={false} rowClick="show">
        <Column
          source="hostname"
          render={({ id, hostname, kind }) => (
            <>
              <RecordLink resource="sites" id={id}>
                <Name strong>{hostname}</Name>
              </RecordLink>
              <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>{t(`alih.kinds.${kind}`)}</Box>
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
    </List>
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
]
