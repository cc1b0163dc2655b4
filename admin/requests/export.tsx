/** Takes what the grid shows away as a file: says how far it has come, and what to do when it stops. */
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useEffect, useId, useRef, useState } from 'react'
import { useListContext, useLocaleState, useTranslate } from 'react-admin'
import { useApi } from '../client.ts'
import type { ExportedFile, ExportWanted } from '../providers/export.ts'
import { useColumns } from './columns.tsx'

type Format = ExportWanted['format']
const formats: readonly Format[] = ['xlsx', 'csv']

export function ExportMenu() {
  const t = useTranslate()
  const { filterValues, sort } = useListContext()
  const { shown } = useColumns()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [wanted, setWanted] = useState<ExportWanted | null>(null)
  const choose = (format: Format) => {
    setAnchor(null)
    setWanted({ format, filter: filterValues, sort, columns: shown })
  }
  return (
    <>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('ra.action.export')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {formats.map((format) => (
          <MenuItem key={format} onClick={() => choose(format)}>
            {t(`alih.export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
      {wanted && <ExportDialog wanted={wanted} onClose={() => setWanted(null)} />}
    </>
  )
}

function ExportDialog({ wanted, onClose }: { wanted: ExportWanted; onClose: () => void }) {
  const t = useTranslate()
  const title = useId()
  const [attempt, setAttempt] = useState(1)
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose} aria-labelledby={title}>
      <DialogTitle id={title}>{t(`alih.export.${wanted.format}`)}</DialogTitle>
      <Attempt
        key={attempt}
        wanted={wanted}
        title={title}
        onRetry={() => setAttempt(attempt + 1)}
        onClose={onClose}
      />
    </Dialog>
  )
}

type AttemptProps = { wanted: ExportWanted; title: string; onRetry: () => void; onClose: () => void }

function Attempt({ wanted, title, onRetry, onClose }: AttemptProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { done, total, made, error } = useExport(wanted)
  const count = (number: number) => number.toLocaleString(locale)
  return (
    <>
      <DialogContent>
        {error && <Alert severity="error">{t('alih.export.failed', { why: t(error, { _: error }) })}</Alert>}
        {!error && !made && (
          <>
            <LinearProgress
              aria-labelledby={title}
              {...(total ? { variant: 'determinate', value: (100 * done) / total } : {})}
            />
            <Box sx={{ mt: 1, color: 'text.secondary' }}>
              {total === null
                ? t('alih.export.begun')
                : t('alih.export.progress', { done: count(done), total: count(total) })}
            </Box>
          </>
        )}
        <Box role="status">
          {made && t('alih.export.done', { rows: count(made.file.rows), name: made.file.name })}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        {error && <Button onClick={onRetry}>{t('alih.errors.retry')}</Button>}
        {made && <SaveLink {...made} />}
        <Button onClick={onClose} variant={made ? 'contained' : 'text'}>
          {t(made || error ? 'ra.action.close' : 'ra.action.cancel')}
        </Button>
      </DialogActions>
    </>
  )
}

type Made = { file: ExportedFile; url: string }
type State = { done: number; total: number | null; made?: Made; error?: string }

/** Begins when it is shown, and ends with it. */
function useExport(wanted: ExportWanted): State {
  const api = useApi()
  const [state, setState] = useState<State>({ done: 0, total: null })
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    let url = ''
    const tell = (done: number, total: number) => {
      if (!signal.aborted) setState({ done, total })
    }
    api
      .exportRequests('requests', wanted, tell, signal)
      .then(({ data: file }) => {
        if (signal.aborted) return
        url = URL.createObjectURL(file.content)
        setState({ done: file.rows, total: file.rows, made: { file, url } })
      })
      .catch((error: Error) => {
        if (!signal.aborted) setState({ done: 0, total: null, error: error.message })
      })
    return () => {
      leaving.abort()
      URL.revokeObjectURL(url)
    }
    // The provider is a new object at each render; what is wanted is not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted])
  return state
}

/** Saves the file at once, and again when it is clicked. */
function SaveLink({ file, url }: Made) {
  const t = useTranslate()
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => link.current?.click(), [])
  return (
    <Button ref={link} component="a" href={url} download={file.name}>
      {t('alih.export.again')}
    </Button>
  )
}
