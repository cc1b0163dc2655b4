/** What is red right now: shown before a division head puts a name to an override. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useTranslate, type Identifier } from 'react-admin'
import { Findings } from '../checks/findings.tsx'
import { useProof } from '../client.ts'
import { StatusTag } from '../fields.tsx'
import { Fault, Waiting } from '../page.tsx'

export function RedFindings({ id }: { id: Identifier }) {
  const t = useTranslate()
  const { data: proof, error, isFetching, refetch } = useProof(id, true)
  if (isFetching)
    return (
      <Box role="status">
        <Box sx={{ fontSize: '.875rem', color: 'text.secondary' }}>{t('alih.execution.looking')}</Box>
        <Waiting />
      </Box>
    )
  if (error) return <Fault error={error} retry={refetch} />
  if (!proof) return null
  if (proof.proved || proof.status === 'unknown')
    return (
      <Alert severity={proof.proved ? 'success' : 'warning'} sx={{ mb: 2 }}>
        {t(proof.proved ? 'alih.execution.nothing_red' : 'alih.execution.cannot_see')}
      </Alert>
    )
  const red = t('alih.execution.red', { count: proof.red.length })
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, mb: 2, overflow: 'hidden' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', px: 2.5, py: 1.25 }}>
        <Box sx={{ flex: 1, fontWeight: 650 }}>{red}</Box>
        <StatusTag status={proof.status} />
      </Box>
      <Box tabIndex={0} role="region" aria-label={red} sx={{ maxHeight: 320, overflowY: 'auto' }}>
        <Findings findings={proof.red} />
      </Box>
    </Box>
  )
}
