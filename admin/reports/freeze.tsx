/** Freezes a month that is over: says what that means and who signs, and waits for a yes. */
import LockIcon from '@mui/icons-material/LockOutlined'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useLocaleState, useNotify, useTranslate } from 'react-admin'
import type { MonthReport } from '../../server/core/report.ts'
import { useApi, useForget } from '../client.ts'
import { formatMonth } from '../figures.ts'
import { Making } from './progress.tsx'
import { signerOf } from './standing.tsx'

export function FreezeButton({ report }: { report: MonthReport }) {
  const t = useTranslate()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="contained" startIcon={<LockIcon />} onClick={() => setOpen(true)}>
        {t('alih.reports.freeze')}
      </Button>
      {open && <FreezeDialog report={report} onClose={() => setOpen(false)} />}
    </>
  )
}

function FreezeDialog({ report, onClose }: { report: MonthReport; onClose: () => void }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const title = useId()
  const month = formatMonth(report.month, locale)
  const { busy, fault, freeze } = useFreeze(report.month, onClose)
  const signer = signerOf(report)
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={busy ? () => undefined : onClose} aria-labelledby={title}>
      <DialogTitle id={title}>{t('alih.reports.freeze_title', { month })}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ mb: 1.5 }}>
          {t('alih.reports.freeze_hint')}
        </Typography>
        {signer === null ? (
          <Alert severity="warning">{t('alih.reports.no_signer')}</Alert>
        ) : (
          <Alert severity="info">{t('alih.reports.signs', { name: signer })}</Alert>
        )}
        {busy && <Making month={report.month} title={t('alih.reports.freezing')} />}
        {fault !== null && (
          <Alert severity="error" sx={{ mt: 1.5 }}>
            {t('alih.reports.freeze_failed', { reason: t(fault, { _: fault }) })}
          </Alert>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} disabled={busy}>
          {t('ra.action.cancel')}
        </Button>
        <Button variant="contained" loading={busy} onClick={freeze}>
          {t('alih.reports.freeze')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function useFreeze(month: string, onDone: () => void) {
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const freeze = async () => {
    setBusy(true)
    setFault(null)
    try {
      await api.freeze('reports', month)
      await forget('reports')
      notify('alih.reports.froze', { type: 'success' })
      onDone()
    } catch (error) {
      setFault((error as Error).message)
      setBusy(false)
    }
  }
  return { busy, fault, freeze }
}
