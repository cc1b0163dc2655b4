/** The last look at a pair or a site, and the button that looks now. */
import RadarIcon from '@mui/icons-material/RadarOutlined'
import SearchIcon from '@mui/icons-material/TroubleshootOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useLocaleState, useTranslate, type Identifier } from 'react-admin'
import type { ShownCheck } from '../../server/core/verdict.ts'
import { useCheckNow, useLastCheck } from '../client.ts'
import { StatusTag, When } from '../fields.tsx'
import { Blank, Fault, Panel, Waiting } from '../page.tsx'
import type { RunningLook } from '../live.ts'
import { formatInstant } from '../time.ts'
import { Findings } from './findings.tsx'
import { Forecast } from './forecast.tsx'
import type { Subject } from './matrix.ts'
import { Running } from './running.tsx'
import { Servers } from './servers.tsx'
import { Visits } from './visits.tsx'

type Props = {
  resource: 'requests' | 'sites'
  id: Identifier
  subject: Subject
  /** A look that runs now, whoever asked for it. */
  running?: RunningLook | null
}

export function CheckPanel({ resource, id, subject, running = null }: Props) {
  const t = useTranslate()
  const { data: check, error, isPending, refetch } = useLastCheck(resource, id)
  const look = useCheckNow(resource, id)
  const isRunning = look.isPending || running !== null
  return (
    <Panel
      flush
      title={t('alih.check.title')}
      aside={
        <Button
          variant="outlined"
          size="small"
          startIcon={<RadarIcon />}
          loading={isRunning}
          loadingPosition="start"
          onClick={() => look.mutate()}
        >
          {t(isRunning ? 'alih.check.running' : 'alih.check.now')}
        </Button>
      }
    >
      {isRunning && <Running look={running} subject={subject} />}
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
      {check === null && !isRunning && (
        <Blank small icon={SearchIcon} title={t('alih.check.never')} hint={t('alih.check.never_hint')} />
      )}
      {check && !isRunning && <Result check={check} subject={subject} />}
    </Panel>
  )
}

function Result({ check, subject }: { check: ShownCheck; subject: Subject }) {
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

function Verdict({ check, before }: { check: ShownCheck; before: boolean }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { status, severity, forecast, checkedAt, lookedAt, unchangedSince } = check
  return (
    <Box sx={{ px: 2.5, pb: 1.75 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <StatusTag status={status} large />
        <Box component="span" sx={{ fontSize: '.85rem', color: 'text.secondary' }}>
          {t('alih.severity', { severity: t(`alih.severities.${severity}`) })} · <When at={lookedAt} ago />
        </Box>
      </Box>
      {unchangedSince !== lookedAt && (
        <Box sx={{ mt: 0.5, fontSize: '.85rem', color: 'text.secondary' }}>
          {t('alih.check.unchanged', { time: formatInstant(unchangedSince, locale) })}
          {checkedAt !== lookedAt &&
            ` ${t('alih.check.measured_at', { time: formatInstant(checkedAt, locale) })}`}
        </Box>
      )}
      <Box sx={{ mt: 0.75 }}>{t(`alih.status_hints.${status}`)}</Box>
      {before && status !== 'ok' && <Box sx={{ color: 'text.secondary' }}>{t('alih.check.before_hint')}</Box>}
      {forecast && <Forecast forecast={forecast} />}
    </Box>
  )
}
