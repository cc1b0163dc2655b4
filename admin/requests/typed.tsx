/** What is told of a name while it is typed: what must be solved and what is advice, at its field; what is there today. */
import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import TipIcon from '@mui/icons-material/LightbulbOutlined'
import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import { useLocaleState, useTranslate } from 'react-admin'
import type { NamePreflight } from '../../server/core/submission.ts'
import { inLanguage } from '../checks/findings.tsx'
import { Name } from '../fields.tsx'
import { toneOf } from '../tag.tsx'
import { formatSeconds } from '../time.ts'

/** The form itself says these of a field that is left; the due time stands once below all names. */
const saidElsewhere = new Set(['N01', 'N02', 'N03', 'N06', 'N16'])

type Finding = NamePreflight['findings'][number]

const shownOf = (findings: readonly Finding[]) =>
  findings.filter(({ condition, stop }) => !saidElsewhere.has(condition) && !(condition === 'N04' && stop))

export function FieldFindings({ findings }: { findings: readonly Finding[] }) {
  const shown = shownOf(findings)
  return (
    <Box role="status" sx={{ mb: shown.length > 0 ? 1 : 0 }}>
      {shown.map((finding) => (
        <Told key={`${finding.condition} ${finding.seen}`} finding={finding} />
      ))}
    </Box>
  )
}

function Told({ finding: { stop, message, remedy } }: { finding: Finding }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const Icon = stop ? ErrorIcon : TipIcon
  return (
    <Box
      sx={[
        (theme) => {
          const { ground, text, line } = toneOf(theme, stop ? 'bad' : 'warn')
          return { backgroundColor: ground, color: text, boxShadow: `inset 3px 0 0 ${line}` }
        },
        { display: 'flex', gap: 1, px: 1.25, py: 1, mb: 0.75, borderRadius: 1, fontSize: '.85rem' },
      ]}
    >
      <Icon aria-hidden sx={{ fontSize: '1.2rem', mt: 0.1 }} />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <strong>{t(stop ? 'alih.intake.stop' : 'alih.intake.advice')}:</strong> {inLanguage(message, locale)}{' '}
        {inLanguage(remedy, locale)}
      </Box>
    </Box>
  )
}

type KnownProps = { known: NamePreflight | undefined; asking: boolean; complete: boolean }

/** How far the look has come, today's records of the old name, and who mentions it. */
export function Known({ known, asking, complete }: KnownProps) {
  const t = useTranslate()
  const settled = known?.dns === 'asked'
  const fine = complete && settled && known.findings.every(({ condition }) => condition === 'N16')
  return (
    <Box role="status" sx={{ fontSize: '.85rem', color: 'text.secondary', '& > *': { mb: 0.75 } }}>
      {asking && complete && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <CircularProgress size={14} aria-hidden /> {t('alih.intake.checking')}
        </Box>
      )}
      {known?.dns === 'late' && <Box>{t('alih.intake.late')}</Box>}
      {known && settled && <Today known={known} />}
      {known && known.mentions.length > 0 && <Mentioned mentions={known.mentions} />}
      {fine && (
        <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', color: 'success.main' }}>
          <DoneIcon aria-hidden fontSize="small" /> {t('alih.intake.fine')}
        </Box>
      )}
    </Box>
  )
}

function Today({ known: { today, findings } }: { known: NamePreflight }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  // N10 says so at the field.
  if (today.length === 0)
    return findings.some(({ condition }) => condition === 'N10') ? null : (
      <Box>{t('alih.intake.today_none')}</Box>
    )
  return (
    <Box>
      {t('alih.intake.today')}:
      {today.map(({ type, ttl, values }) => (
        <Box key={type} sx={{ pl: 1.5, overflowWrap: 'anywhere' }}>
          <strong>{type}</strong> <Name>{values.join(', ')}</Name> ·{' '}
          {t('alih.intake.ttl', { time: formatSeconds(ttl, t), seconds: ttl.toLocaleString(locale) })}
        </Box>
      ))}
    </Box>
  )
}

const FEW = 3

function Mentioned({ mentions }: { mentions: NamePreflight['mentions'] }) {
  const t = useTranslate()
  const sites = [...new Set(mentions.map(({ hostname }) => hostname))]
  const names = sites.slice(0, FEW).join(', ')
  const count = sites.length - FEW
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      {t(count > 0 ? 'alih.intake.mentioned_more' : 'alih.intake.mentioned', { names, count })}.{' '}
      {t('alih.intake.mentioned_hint')}
    </Box>
  )
}
