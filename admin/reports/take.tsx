/** The month as a file: PDF, XLSX or CSV, with how far it has come, and a way to stop it. */
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useLocaleState, useNotify, useTranslate } from 'react-admin'
import { useApi } from '../client.ts'
import { Panel } from '../page.tsx'
import { keepFile } from '../providers/files.ts'
import { formatBytes } from '../time.ts'
import { Making, Progress } from './progress.tsx'

const formats = ['pdf', 'xlsx', 'csv'] as const
type Format = (typeof formats)[number]
type Taking = { format: Format; bytes: number; stop: () => void }

export function Files({ month }: { month: string }) {
  const t = useTranslate()
  const { taking, fault, take } = useTake(month)
  return (
    <Panel title={t('alih.reports.files')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {formats.map((format) => (
          <Button
            key={format}
            variant="outlined"
            startIcon={<DownloadIcon />}
            disabled={taking !== null}
            onClick={() => take(format)}
          >
            {t(`alih.reports.take.${format}`)}
          </Button>
        ))}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '.85rem', mt: 1 }}>{t('alih.reports.files_hint')}</Box>
      {taking && <Coming month={month} taking={taking} />}
      {fault !== null && (
        <Alert severity="error" sx={{ mt: 1.5 }}>
          {t('alih.reports.take_failed', { reason: t(fault, { _: fault }) })}
        </Alert>
      )}
    </Panel>
  )
}

function Coming({ month, taking: { format, bytes, stop } }: { month: string; taking: Taking }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const title = t('alih.reports.taking', { format: format.toUpperCase() })
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
      <Box sx={{ flex: '1 1 240px' }}>
        {bytes === 0 ? (
          <Making month={month} title={title} />
        ) : (
          <Progress title={title} text={t('alih.reports.bytes', { size: formatBytes(bytes, locale) })} />
        )}
      </Box>
      <Button onClick={stop}>{t('ra.action.cancel')}</Button>
    </Box>
  )
}

function useTake(month: string) {
  const api = useApi()
  const notify = useNotify()
  const [taking, setTaking] = useState<Taking | null>(null)
  const [fault, setFault] = useState<string | null>(null)

  const take = async (format: Format) => {
    const controller = new AbortController()
    const stop = () => controller.abort()
    setFault(null)
    setTaking({ format, bytes: 0, stop })
    try {
      const tell = (bytes: number) => setTaking({ format, bytes, stop })
      const { data } = await api.takeReport('reports', month, format, controller.signal, tell)
      keepFile(data)
      notify('alih.reports.taken', { type: 'success', messageArgs: { name: data.name } })
    } catch (error) {
      if (!controller.signal.aborted) setFault((error as Error).message)
    } finally {
      setTaking(null)
    }
  }
  return { taking, fault, take }
}
