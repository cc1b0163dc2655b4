/** What is registered of a name, and what of that was another: the old value struck out beside the new one. */
import Box from '@mui/material/Box'
import { useReference, useTranslate } from 'react-admin'
import type { Agency } from '../../server/core/directory.ts'
import { formatRecords, type ExpectedRecords } from '../../server/core/records.ts'
import type { SiteInput } from '../../server/core/site.ts'

const fields = ['hostname', 'agencyId', 'kind', 'records'] as const
type Field = (typeof fields)[number]

type ChangesProps = { input: Partial<SiteInput>; was: Partial<SiteInput> | null; withName?: boolean }

export function InputChanges({ input, was, withName = false }: ChangesProps) {
  const t = useTranslate()
  const told = fields.filter((field) => input[field] !== undefined && (withName || field !== 'hostname'))
  const isOther = (field: Field) =>
    was !== null && was[field] !== undefined && JSON.stringify(was[field]) !== JSON.stringify(input[field])
  return (
    <Box sx={{ fontSize: '.85rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
      {told.map((field) => (
        <Box key={field}>
          {t(`resources.sites.fields.${field}`)}:{' '}
          {isOther(field) && (
            <>
              <Box component="del" aria-label={t('alih.marks.before')}>
                <Value field={field} input={was!} />
              </Box>{' '}
              →{' '}
            </>
          )}
          <Box
            component={isOther(field) ? 'ins' : 'span'}
            sx={{
              textDecoration: 'none',
              ...(isOther(field) && { color: 'text.primary', fontWeight: 600 }),
            }}
          >
            <Value field={field} input={input} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function Value({ field, input }: { field: Field; input: Partial<SiteInput> }) {
  const t = useTranslate()
  if (field === 'agencyId') return <AgencyName id={input.agencyId!} />
  if (field === 'kind') return <>{t(`alih.kinds.${input.kind}`)}</>
  return <>{field === 'records' ? formatRecords(input.records as ExpectedRecords) : input.hostname}</>
}

function AgencyName({ id }: { id: number }) {
  const { referenceRecord } = useReference<Agency>({ reference: 'agencies', id })
  return <>{referenceRecord?.shortName ?? '…'}</>
}
