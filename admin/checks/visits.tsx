/** Web visits hop by hop, with the certificate that was shown. */
import ArrowIcon from '@mui/icons-material/ArrowForward'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate, type TranslateFunction } from 'react-admin'
import type { Observation, WebHop, WebObservation } from '../../server/core/observation.ts'
import { Tag, type Tone } from '../tag.tsx'
import { formatInstant } from '../time.ts'

export function Visits({ observations }: { observations: readonly Observation[] }) {
  const t = useTranslate()
  const visits = observations.filter((one) => one.kind === 'web')
  if (visits.length === 0) return null
  const homes = visits.filter(({ probe }) => probe === 'home')
  const probes = visits.filter(({ probe }) => probe === 'probe')
  return (
    <Box sx={{ px: 2.5, pt: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ fontWeight: 650, mb: 0.5 }}>{t('alih.check.web')}</Box>
      {homes.map((visit, index) => (
        <Visit key={index} visit={visit} />
      ))}
      {probes.length > 0 && (
        <Box component="details" sx={{ fontSize: '.85rem', color: 'text.secondary', pb: 1 }}>
          <Box component="summary" sx={{ cursor: 'pointer', py: 0.5 }}>
            {t('alih.check.probes', { count: probes.length })}
          </Box>
          {probes.map((visit, index) => (
            <Visit key={index} visit={visit} />
          ))}
        </Box>
      )}
    </Box>
  )
}

/** Why a certificate is not trusted: the TLS library's code in words, where there are any. */
export const sayDistrust = (code: string, t: TranslateFunction): string =>
  t(`alih.distrust.${code}`, { _: t('alih.not_trusted', { code }) })

function Visit({ visit }: { visit: WebObservation }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { certificate } = visit
  return (
    <Box sx={{ py: 1, fontSize: '.85rem', '& + &': { borderTop: '1px dashed', borderColor: 'divider' } }}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {visit.hops.map((hop, index) => (
          <Hop key={index} hop={hop} first={index === 0} />
        ))}
      </Box>
      {certificate && visit.scheme === 'https' && (
        <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', color: 'text.secondary', mt: 0.5 }}>
          <LockIcon aria-hidden sx={{ fontSize: 16 }} />
          <span>
            {certificate.distrust === null
              ? t('alih.check.certificate', { time: formatInstant(certificate.notAfter, locale) })
              : sayDistrust(certificate.distrust, t)}
          </span>
        </Box>
      )}
    </Box>
  )
}

function Hop({ hop, first }: { hop: WebHop; first: boolean }) {
  const t = useTranslate()
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', py: 0.25 }}>
      {!first && <ArrowIcon aria-hidden sx={{ fontSize: 16, color: 'text.secondary', mt: 0.5 }} />}
      <Tag
        tone={toneOfHop(hop)}
        label={hop.status ?? (hop.failure === null ? '–' : t(`alih.web_failures.${hop.failure}`))}
      />
      <Box sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
        {hop.url}{' '}
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '.78rem' }}>
          {hop.address}
        </Box>
      </Box>
    </Box>
  )
}

const toneOfHop = ({ status }: WebHop): Tone =>
  status === null || status >= 500 ? 'bad' : status >= 400 ? 'warn' : status >= 300 ? 'wait' : 'good'
