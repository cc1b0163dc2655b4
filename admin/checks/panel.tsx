/** The last look at a pair or a site, and the button that looks now. */
import RadarIcon from '@mui/icons-material/RadarOutlined'
import SearchIcon from '@mui/icons-material/TroubleshootOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MuiLinearProgress from '@mui/material/LinearProgress'
import HourglassIcon from '@mui/icons-material/HourglassTop'
import { useLocaleState, useTranslate, type Identifier } from 'react-admin'
import type { Check } from '../../server/core/verdict.ts'
import { useCheckNow, useLastCheck } from '../client.ts'
import { StatusTag, When } from '../fields.tsx'
import { Blank, Fault, Panel, Waiting } from '../page.tsx'
import { formatInstant } from '../time.ts'
import { Findings, inLanguage } from './findings.tsx'
import type { Subject } from './matrix.ts'
import { Servers } from './servers.tsx'
import { Visits } from './visits.tsx'

type Props = { resource: 'requests' | 'sites'; id: Identifier; subject: Subject }

export function CheckPanel({ resource, id, subject }: Props) {
  const t = useTranslate()
  const { data: check, error, isPending, refetch } = useLastCheck(resource, id)
  const look = useCheckNow(resource, id)
  return (
    <Panel
      flush
      title={t('alih.check.title')}
      aside={
        <Button
          variant="outlined"
          size="small"
          startIcon={<RadarIcon />}
          loading={look.isPending}
          loadingPosition="start"
          onClick={() => look.mutate()}
        >
          {t(look.isPending ? 'alih.check.running' : 'alih.check.now')}
        </Button>
      }
    >
      {look.isPending && <Running />}
      {look.error && (
        <Alert severity="error" sx={{ mx: 2.5, mb: 1.5 }}>
          {t('alih.check.failed')} {t(look.error.message, { _: look.error.message })}
        </Alert>
      )}
      {isPending && (
        <Box sx={{ px: 2.5 }}>
          <Waiting lines={4} />
        </Box>
      )}
      {error && <Fault error={error} retry={refetch} />}
      {check === null && !look.isPending && (
        <Blank small icon={SearchIcon} title={t('alih.check.never')} hint={t('alih.check.never_hint')} />
      )}
      {check && <Result check={check} subject={subject} />}
    </Panel>
  )
}

function Running() {
  const t = useTranslate()
  return (
    <Box sx={{ px: 2.5, pb: 1.5 }} role="status">
      <MuiLinearProgress sx={{ borderRadius: 1, mb: 0.75 }} />
      <Box sx={{ fontSize: '.85rem', color: 'text.secondary' }}>{t('alih.check.running_hint')}</Box>
    </Box>
  )
}

function Result({ check, subject }: { check: Check; subject: Subject }) {
  const t = useTranslate()
  const findings = check.findings
  return (
    <>
      <Verdict check={check} before={subject.executedAt === null} />
      <Servers observations={check.observations} subject={subject} waiting={check.status === 'propagating'} />
      <Visits observations={check.observations} />
      <Box sx={{ px: 2.5, pt: 2, pb: 1, fontWeight: 650, borderTop: 1, borderColor: 'divider' }}>
        {t('alih.check.findings')} ({findings.length})
      </Box>
      {findings.length > 0 ? (
        <Findings findings={findings} />
      ) : (
        <Box sx={{ px: 2.5, pb: 1.5, color: 'text.secondary' }}>{t('alih.check.findings_none')}</Box>
      )}
    </>
  )
}

function Verdict({ check, before }: { check: Check; before: boolean }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { status, severity, forecast, checkedAt } = check
  return (
    <Box sx={{ px: 2.5, pb: 1.75 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <StatusTag status={status} large />
        <Box component="span" sx={{ fontSize: '.85rem', color: 'text.secondary' }}>
          {t('alih.severity', { severity: t(`alih.severities.${severity}`) })} · <When at={checkedAt} ago />
        </Box>
      </Box>
      <Box sx={{ mt: 0.75 }}>{t(`alih.status_hints.${status}`)}</Box>
      {before && status !== 'ok' && <Box sx={{ color: 'text.secondary' }}>{t('alih.check.before_hint')}</Box>}
      {forecast && (
        <Alert severity="info" icon={<HourglassIcon />} sx={{ mt: 1.25 }}>
          {t('alih.check.forecast', {
            time: formatInstant(forecast.until, locale),
            because: inLanguage(forecast.because, locale),
          })}
        </Alert>
      )}
    </Box>
  )
}
