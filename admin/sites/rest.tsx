/** A name that rests: since when, what that means, and when somebody may have it again. */
import Alert from '@mui/material/Alert'
import { useLocaleState, useTranslate } from 'react-admin'
import type { ListedSite } from '../../server/core/site.ts'
import { localDate } from '../../server/core/worktime.ts'
import { useNow } from '../fields.tsx'
import { Tag } from '../tag.tsx'
import { formatDay, formatInstant } from '../time.ts'

export const isResting = ({ restsUntil }: Pick<ListedSite, 'restsUntil'>, now: Date) =>
  restsUntil !== null && restsUntil > localDate(now)

export function RestTag({ site: { restsUntil } }: { site: ListedSite }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const now = useNow()
  if (restsUntil === null || !isResting({ restsUntil }, now)) return null
  return <Tag wrap tone="wait" label={t('alih.sites.rests_until', { day: formatDay(restsUntil, locale) })} />
}

export function RestNote({ site: { role, restsSince, restsUntil } }: { site: ListedSite }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const now = useNow()
  if (restsSince === null || restsUntil === null) return null
  if (!isResting({ restsUntil }, now))
    return role === 'retired' ? (
      <Alert severity="success" sx={{ mb: 2 }}>
        {t('alih.sites.rested')}
      </Alert>
    ) : null
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      <strong>{t('alih.sites.rests', { since: formatInstant(restsSince, locale) })}</strong>{' '}
      {t('alih.sites.rests_means', { day: formatDay(restsUntil, locale) })}
    </Alert>
  )
}
