/** Who acts for whom, the newest first, and which of it is in force today. */
import Box from '@mui/material/Box'
import { DataTable, ReferenceField, TextField, useLocaleState, useTranslate } from 'react-admin'
import { Empty } from '../empty.tsx'
import type { Acting } from '../../server/core/acting-input.ts'
import { localDate } from '../../server/core/worktime.ts'
import { useNow } from '../fields.tsx'
import { ListPage } from '../list-page.tsx'
import { useRowClick } from '../row.ts'
import { Tag } from '../tag.tsx'
import { formatDay } from '../time.ts'

const Column = DataTable.Col<Acting>

export default function ActingList() {
  const rowClick = useRowClick('actings')
  const t = useTranslate()
  return (
    <ListPage sort={{ field: 'fromDay', order: 'DESC' }} perPage={50} exporter={false} empty={<Empty />}>
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <Column
          source="personId"
          render={(acting) => (
            <>
              <Box sx={{ fontWeight: 600 }}>
                <ReferenceField record={acting} source="personId" reference="people" link={false}>
                  <TextField source="name" sx={{ fontWeight: 600 }} />
                </ReferenceField>
              </Box>
              <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>
                {t(`alih.acting.titles.${acting.title}`)} {t('alih.acting.for')}{' '}
                <ReferenceField record={acting} source="standsInForId" reference="people" link={false}>
                  <TextField source="name" sx={{ fontSize: 'inherit' }} />
                </ReferenceField>
              </Box>
            </>
          )}
        />
        <Column source="fromDay" render={(acting) => <Days acting={acting} />} />
        <Column source="note" disableSort sx={{ display: { xs: 'none', md: 'table-cell' } }} />
      </DataTable>
    </ListPage>
  )
}

function Days({ acting: { fromDay, toDay } }: { acting: Acting }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const today = localDate(useNow())
  const standing = today < fromDay ? 'ahead' : today > toDay ? 'over' : 'in_force'
  return (
    <>
      <Box>
        {formatDay(fromDay, locale)}
        {fromDay !== toDay && ` – ${formatDay(toDay, locale)}`}
      </Box>
      <Tag tone={standing === 'in_force' ? 'good' : 'calm'} label={t(`alih.acting.${standing}`)} />
    </>
  )
}
