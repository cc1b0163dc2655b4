/** The request as it will be sent, and whether its letter is there. */
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { UploadButton, useDocuments } from '../documents/panel.tsx'
import { Facts } from '../page.tsx'
import { NamePair } from './names.tsx'

export function Review({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data, isPending } = useDocuments(request)
  const letter = data?.find(({ kind }) => kind === 'letter')
  return (
    <Box sx={{ mb: 2 }}>
      <NamePair request={request} />
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
