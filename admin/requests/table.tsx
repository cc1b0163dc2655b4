/** Requests as rows. */
import Box from '@mui/material/Box'
import { DataTable, ReferenceField, TextField, useTranslate } from 'react-admin'
import { stepOf, steps } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { Due, Rename, PairStatusTag, StateTag } from '../fields.tsx'
import { RecordLink } from '../link.tsx'

const Column = DataTable.Col<RenameRequest>

export function RequestTable() {
  return (
    <DataTable bulkActionButtons={false} rowClick="show" sx={look}>
      <Column source="number" render={(request) => <RequestNumber request={request} />} />
      <Column
        source="newName"
        label="resources.requests.fields.name"
        render={(request) => (
          <>
            <RecordLink resource="requests" id={request.id}>
              <Rename request={request} />
            </RecordLink>
            <Secondary request={request} />
          </>
        )}
      />
      <Column
        source="state"
        render={(request) => (
          <>
            <StateTag state={request.state} />
            <Standing request={request} />
          </>
        )}
      />
      <Column source="dueAt" sortByOrder="ASC" render={(request) => <Due request={request} />} />
      <Column
        source="status"
        render={(request) => (request.status ? <PairStatusTag request={request} /> : '–')}
      />
    </DataTable>
  )
}

/** The agency and the kind, in small letters below the names. */
export function Secondary({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  return (
    <Box sx={{ display: 'flex', gap: 0.75, color: 'text.secondary', fontSize: '.8rem', mt: 0.25 }}>
      <ReferenceField record={request} source="agencyId" reference="agencies" link={false}>
        <TextField source="shortName" sx={{ fontSize: 'inherit' }} />
      </ReferenceField>
      <span aria-hidden>·</span>
      <span>{t(`alih.kinds.${request.kind}`)}</span>
    </Box>
  )
}

export function RequestNumber({ request }: { request: Pick<RenameRequest, 'id' | 'number'> }) {
  const t = useTranslate()
  return (
    <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {request.number ?? t('alih.requests.draft', { id: request.id })}
    </Box>
  )
}

/** `3/6 · Kabid Aptika`: the step, and who has it now. */
function Standing({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  if (!request.waitsFor) return null
  return (
    <Box sx={{ fontSize: '.8rem', color: 'text.secondary', mt: 0.25, whiteSpace: 'nowrap' }}>
      <StepOf request={request} /> · {t(`alih.roles.${request.waitsFor}`)}
    </Box>
  )
}

/** `3/6`, where a step's clock runs. */
export function StepOf({ request }: { request: Pick<RenameRequest, 'state'> }) {
  const t = useTranslate()
  const step = stepOf(request.state)
  if (!step) return null
  return (
    <Box
      component="span"
      sx={{ color: 'text.secondary', fontSize: '.8rem', fontVariantNumeric: 'tabular-nums' }}
    >
      {t('alih.requests.step_of', { step: step.step, total: steps.length })}
    </Box>
  )
}

const look = {
  '& .RaDataTable-rowCell': { py: 1.25, verticalAlign: 'middle' },
  '& .column-newName': { width: '45%' },
} as const
