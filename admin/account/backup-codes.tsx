/** The codes for a lost telephone: shown once, to be copied or written down. */
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useNotify, useTranslate } from 'react-admin'

export function BackupCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const t = useTranslate()
  const notify = useNotify()
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => notify('alih.account.codes_copied', { type: 'success' }),
      () => notify('alih.account.codes_not_copied', { type: 'warning' }),
    )
  return (
    <>
      <Alert severity="warning" sx={{ mb: 2 }}>
        {t('alih.account.codes_once')}
      </Alert>
      <Box
        component="ol"
        sx={{
          m: 0,
          mb: 2,
          pl: 4.5,
          maxWidth: 420,
          columnCount: { xs: 1, sm: 2 },
          fontFamily: 'monospace',
          fontSize: '1rem',
          lineHeight: 1.9,
        }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button variant="outlined" startIcon={<CopyIcon />} onClick={copy}>
          {t('alih.account.copy_codes')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {t('alih.account.codes_kept')}
        </Button>
      </Box>
    </>
  )
}
