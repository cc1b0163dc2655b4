/** People, with their roles and whether they can sign in. */
import Box from '@mui/material/Box'
import {
  DataTable,
  ReferenceField,
  SearchInput,
  SelectInput,
  TextField,
  useLocaleState,
  useTranslate,
} from 'react-admin'
import { Empty } from '../empty.tsx'
import { roles } from '../../server/core/access.ts'
import type { Person } from '../../server/core/directory.ts'
import { ListPage } from '../list-page.tsx'
import { Tag } from '../tag.tsx'
import { InviteButton } from './invitation.tsx'
import { useRowClick } from '../row.ts'
import { formatDay } from '../time.ts'

const Column = DataTable.Col<Person>

export default function PersonList() {
  const rowClick = useRowClick('people')
  const t = useTranslate()
  return (
    <ListPage
      filters={filters}
      sort={{ field: 'name', order: 'ASC' }}
      perPage={50}
      exporter={false}
      empty={<Empty />}
    >
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <Column
          source="name"
          render={({ name, email, role, nip, position }) => (
            <>
              <Box sx={{ fontWeight: 600 }}>{name}</Box>
              <Box sx={{ fontSize: '.8rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>{email}</Box>
              {(position || nip) && (
                <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>
                  {[position, nip && `NIP ${nip}`].filter(Boolean).join(' · ')}
                </Box>
              )}
              <Box sx={{ fontSize: '.8rem', color: 'text.secondary', display: { md: 'none' } }}>
                {t(`alih.roles.${role}`)}
              </Box>
            </>
          )}
        />
        <Column source="role" render={({ role }) => t(`alih.roles.${role}`)} sx={wide} />
        <Column source="agencyId" sx={wide}>
          <ReferenceField source="agencyId" reference="agencies" link={false} emptyText="–">
            <TextField source="shortName" />
          </ReferenceField>
        </Column>
        <Column source="decreeNumber" disableSort sx={wide} render={(person) => <Team person={person} />} />
        <Column source="signedUp" disableSort render={(person) => <Account person={person} />} />
        <Column source="invitation" disableSort sx={wide}>
          <InviteButton />
        </Column>
      </DataTable>
    </ListPage>
  )
}

/** The decree and the qualifications of a member of the team. */
function Team({
  person: { role, decreeNumber, decreeDay, qualifications, otherQualifications },
}: {
  person: Person
}) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  if (role !== 'operator') return <>–</>
  const skills = [...qualifications.map((one) => t(`alih.qualifications.${one}`)), otherQualifications]
  return (
    <>
      <Box>
        {decreeNumber || t('alih.assignment.no_decree')}
        {decreeDay && `, ${formatDay(decreeDay, locale)}`}
      </Box>
      <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>{skills.filter(Boolean).join(', ')}</Box>
    </>
  )
}

function Account({ person }: { person: Person }) {
  const t = useTranslate()
  if (!person.active) return <Tag tone="calm" label={t('alih.people.inactive')} />
  return person.signedUp ? (
    <Tag tone="good" label={t('alih.people.signed_up')} />
  ) : (
    <Tag tone="warn" label={t('alih.people.not_signed_up')} />
  )
}

const wide = { display: { xs: 'none', md: 'table-cell' } } as const

const filters = [
  <SearchInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="role"
    source="role"
    alwaysOn
    choices={roles.map((id) => ({ id, name: `alih.roles.${id}` }))}
  />,
]
