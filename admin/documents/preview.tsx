/** A document shown beside the page that it belongs to: PDF by the browser's own viewer, scans as pictures. */
import CloseIcon from '@mui/icons-material/Close'
import OpenIcon from '@mui/icons-material/OpenInNew'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { isPreviewable } from '../../server/core/document.ts'
import type { StoredDocument } from '../providers/data.ts'

export const hasPreview = ({ mediaType }: StoredDocument) => isPreviewable(mediaType)

type Props = { document: StoredDocument; title: string; onClose: () => void }

export function Preview({ document, title, onClose }: Props) {
  const t = useTranslate()
  const [failed, setFailed] = useState(false)
  const { mediaType, name, previewUrl, url } = document
  const said = t('alih.documents.preview_of', { name })
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="alih-preview">
      <Box sx={{ display: 'flex', alignItems: 'center', pr: 1.5 }}>
        <DialogTitle id="alih-preview" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {title}
        </DialogTitle>
        <IconButton onClick={onClose} aria-label={t('ra.action.close')}>
          <CloseIcon />
        </IconButton>
      </Box>
      <DialogContent dividers sx={{ p: 0, height: '75vh', backgroundColor: 'background.default' }}>
        {mediaType === 'application/pdf' ? (
          <Box component="iframe" src={previewUrl} title={said} sx={frame} />
        ) : failed ? (
          <Box role="alert" sx={{ p: 3 }}>
            {t('alih.documents.preview_failed')}
          </Box>
        ) : (
          <Box
            tabIndex={0}
            sx={{ height: '100%', overflow: 'auto', display: 'grid', placeItems: 'start center' }}
          >
            <Box
              component="img"
              src={previewUrl}
              alt={said}
              onError={() => setFailed(true)}
              sx={{ maxWidth: '100%', display: 'block' }}
            />
          </Box>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', px: 2 }}>
        <Box sx={{ flex: '1 1 220px', fontSize: '.8rem', color: 'text.secondary', textAlign: 'left' }}>
          {t('alih.documents.preview_hint')}
        </Box>
        <Button
          component="a"
          href={previewUrl}
          target="_blank"
          rel="noopener noreferrer"
          startIcon={<OpenIcon />}
        >
          {t('alih.documents.preview_tab')}
        </Button>
        <Button component="a" href={url} download={name}>
          {t('alih.documents.download_short')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const frame = { border: 0, width: '100%', height: '100%', display: 'block' } as const
