/** The letter as it will be sent, with every name in it, and whether the signed paper is there. */
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { letterIn, UploadButton, useDocuments } from '../documents/panel.tsx'
import { Facts } from '../page.tsx'
import { NamePair } from './names.tsx'
import { useSentTogether } from './siblings.tsx'

export function Review({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data, isPending } = useDocuments(request)
  const together = useSentTogether(request)
  const letter = letterIn(data)
  return (
    <Box sx={{ mb: 2 }}>
      {together.length > 1 && (
        <Box sx={{ mb: 1.5 }}>{t('alih.intake.review_all', { count: together.length })}</Box>
      )}
      <Box sx={{ display: 'grid', gap: 2 }}>
        {together.map((one) => (
          <NamePair key={one.id} request={one} />
        ))}
      </Box>
      <Box sx={{ my: 2 }}>
        <Facts facts={[{ label: t('resources.requests.fields.reason'), value: request.reason }]} />
      </Box>
      {letter && (
        <Alert severity="success" icon={<CheckIcon />}>
          {t('alih.needs.letter_there')} {letter.name}
        </Alert>
      )}
      {!letter && !isPending && (
        <Alert severity="warning" action={<UploadButton request={request} />}>
          {t('alih.needs.letter')}
        </Alert>
      )}
    </Box>
  )
}
