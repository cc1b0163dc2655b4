/** The team: who is assigned; and choosing it: who there is, what they have in hand, and whether the decree and the qualifications are on record. */
import Box from '@mui/material/Box'
import {
  AutocompleteArrayInput,
  required,
  useCanAccess,
  useGetManyAggregate,
  useRecordContext,
  useTranslate,
  type Identifier,
} from 'react-admin'
import type { Assignee, Person } from '../../server/core/directory.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { useAssignees } from '../client.ts'
import { Waiting } from '../page.tsx'
import { Tag } from '../tag.tsx'

/** Who is assigned, by name, for those whom the people are shown. */
export function Assignees({ request: { assigneeIds } }: { request: Pick<RenameRequest, 'assigneeIds'> }) {
  const { canAccess } = useCanAccess({ resource: 'people', action: 'list' })
  const { data = [] } = useGetManyAggregate<Person>(
    'people',
    { ids: assigneeIds },
    { enabled: canAccess === true && assigneeIds.length > 0 },
  )
  if (assigneeIds.length === 0) return <>–</>
  return <>{data.flatMap((person) => (person ? [person.name] : [])).join(', ')}</>
}

export function AssigneesInput({ requestId }: { requestId: Identifier }) {
  const { data, isPending } = useAssignees(requestId)
  if (isPending) return <Waiting lines={1} />
  return (
    <AutocompleteArrayInput
      source="assigneeIds"
      label="resources.requests.fields.assigneeIds"
      choices={data ?? []}
      optionText={<Option />}
      inputText={nameOf}
      matchSuggestion={(filter: string, person: Assignee) =>
        person.name.toLowerCase().includes(filter.toLowerCase())
      }
      validate={[required()]}
      helperText="alih.assignment.help"
    />
  )
}

const nameOf = ({ name }: Assignee) => name

function Option() {
  const t = useTranslate()
  const person = useRecordContext<Assignee>()
  if (!person) return null
  const { name, position, decreeNumber, qualifications, otherQualifications, open, late } = person
  const skills = [...qualifications.map((one) => t(`alih.qualifications.${one}`)), otherQualifications]
  const small = { fontSize: '.8rem', color: 'text.secondary', overflowWrap: 'anywhere' }
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', width: '100%', py: 0.25 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{name}</Box>
        <Box sx={small}>
          {[
            position,
            decreeNumber
              ? t('alih.assignment.decree', { number: decreeNumber })
              : t('alih.assignment.no_decree'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Box>
        <Box sx={small}>{skills.filter(Boolean).join(', ')}</Box>
      </Box>
      <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'end' }}>
        <Tag
          tone={open === 0 ? 'good' : 'calm'}
          label={open === 0 ? t('alih.assignment.free') : t('alih.assignment.open', { smart_count: open })}
        />
        {late > 0 && <Tag tone="bad" label={t('alih.assignment.late', { smart_count: late })} />}
      </Box>
    </Box>
  )
}
