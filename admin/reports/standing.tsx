/** What a report is: provisional or frozen, as of when, who signs it, and the digest by which it is known again. */
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import { useTranslate } from 'react-admin'
import { actingForms } from '../../server/core/acting.ts'
import type { MonthReport, ReportRecord } from '../../server/core/report.ts'
import { When } from '../fields.tsx'
import { Facts, Panel } from '../page.tsx'
import { Digest } from './seal.tsx'

/** `Plh. Kepala Bidang Aptika: Nama, Pangkat, NIP 1979…`; null where nobody holds the office. */
export function signerOf({ signer, letterhead }: Pick<MonthReport, 'signer' | 'letterhead'>): string | null {
  if (signer === null) return null
  const { acting, name, rank, nip } = signer
  const title = `${acting ? `${actingForms[acting]} ` : ''}${letterhead.divisionTitle}`
  return [`${title}: ${name}`, rank, nip && `NIP ${nip}`].filter((part) => part !== '').join(', ')
}

/** A month that can still change says so, before its first figure. */
export function Provisional({ record: { seal, data } }: { record: ReportRecord }) {
  const t = useTranslate()
  if (seal) return null
  return (
    <Alert severity={data.isOver ? 'warning' : 'info'} sx={{ mb: 2 }}>
      <AlertTitle>{t('alih.reports.provisional')}</AlertTitle>
      {t(data.isOver ? 'alih.reports.provisional_over' : 'alih.reports.provisional_running')}
    </Alert>
  )
}

export function Standing({ record: { seal, data } }: { record: ReportRecord }) {
  const t = useTranslate()
  return (
    <Panel title={t('alih.reports.standing')}>
      <Facts
        facts={[
          { label: t('alih.reports.as_of'), value: <When at={data.asOf} /> },
          { label: t('alih.reports.signer'), value: signerOf(data) ?? t('alih.reports.nobody') },
          seal && {
            label: t('alih.reports.frozen_at'),
            value: (
              <>
                <When at={seal.frozenAt} />, {seal.frozenBy ?? t('alih.reports.by_itself')}
              </>
            ),
          },
          seal && { label: t('alih.reports.digest'), value: <Digest>{seal.digest}</Digest> },
        ]}
      />
    </Panel>
  )
}
