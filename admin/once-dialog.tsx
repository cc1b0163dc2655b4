/** Something secret that is shown once: read, selected, or copied by its button. */
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useId } from 'react'
import { useNotify, useTranslate } from 'react-admin'

type Props = {
  value: string
  /** Both in words; the others are keys of messages. */
  title: string
  lead: string
  copy: string
  copied: string
  copyFailed: string
  once: string
  onClose: () => void
}

export function OnceDialog({ value, title, lead, copy, copied, copyFailed, once, onClose }: Props) {
  const t = useTranslate()
  const notify = useNotify()
  const titleId = useId()
  const copyNow = () =>
    navigator.clipboard.writeText(value).then(
      () => notify(copied, { type: 'success' }),
      () => notify(copyFailed, { type: 'warning' }),
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <p>{lead}</p>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <TextField
            value={value}
            label={title}
            sx={{ flex: '1 1 260px' }}
            slotProps={{ htmlInput: { readOnly: true } }}
            onFocus={({ target }) => target.select()}
          />
          <Button variant="contained" startIcon={<CopyIcon />} onClick={copyNow}>
            {t(copy)}
          </Button>
        </Box>
        <Alert severity="info" sx={{ mt: 2 }}>
          {t(once)}
        </Alert>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
