/** The other names that came with the same letter, each where it stands. */
import Box from '@mui/material/Box'
import { useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { useSubmission } from '../client.ts'
import { Rename, StateTag } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Panel } from '../page.tsx'
import { RequestNumber } from './table.tsx'

export function SiblingsPanel({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data } = useSubmission(request.submissionId)
  const others = data?.requests.filter(({ id }) => id !== request.id) ?? []
  if (others.length === 0) return null
  return (
    <Panel title={t('alih.intake.siblings')}>
      <Box sx={{ fontSize: '.85rem', color: 'text.secondary', mb: 1 }}>{t('alih.intake.siblings_lead')}</Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {others.map((other) => (
          <Box
            component="li"
            key={other.id}
            sx={{ py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}
          >
            <RecordLink resource="requests" id={other.id}>
              <Rename request={other} />
            </RecordLink>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.5, fontSize: '.85rem' }}>
              <RequestNumber request={other} />
              <StateTag state={other.state} />
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  )
}

/** The drafts that are sent with this one; itself alone where it goes its own way. */
export function useSentTogether(request: RenameRequest): RenameRequest[] {
  const { data } = useSubmission(request.state === 'draft' ? request.submissionId : null)
  const drafts = data?.requests.filter(({ state }) => state === 'draft') ?? []
  return drafts.length > 0 ? drafts : [request]
}
