/** What no single look can tell: that a site has been unknown (M04) or dead (S04) for too long. Pure. */
import { told } from '../core/conditions/told.ts'
import type { Patience } from '../core/patience.ts'
import type { Site } from '../core/site.ts'
import type { Check, VerdictFinding } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'

const HOUR_MS = 3_600_000

/** The look to settle: what was seen, with what its age adds. */
export function withAge(site: Site, check: Check, { unknownHours, deadDays }: Patience): Check {
  if (check.status !== site.status) return check
  const since = site.statusSince ?? check.checkedAt
  const hours = (Date.parse(check.checkedAt) - Date.parse(since)) / HOUR_MS
  // Not knowing proves nothing, but not knowing for a day is something that a person should see. Only this is settled:
  // what was seen before stays as it is.
  if (check.status === 'unknown' && hours >= unknownHours)
    return { ...check, findings: [aged('M04', site, since)] }
  if (hours >= deadDays * 24 && isDeadThoughRight(check))
    return { ...check, findings: [...check.findings, aged('S04', site, since)] }
  return check
}

/** Every server gives the right address, and what stands there does not serve anybody. */
const isDeadThoughRight = ({ status, severity, findings }: Check): boolean =>
  status === 'broken' &&
  severity === 'critical' &&
  findings.some(({ condition }) => condition === 'A10') &&
  findings.some(({ condition }) => /^[HT]/.test(condition))

function aged(condition: 'M04' | 'S04', { hostname }: Site, since: string): VerdictFinding {
  const date = localDate(new Date(since))
  const what = { M04: { id: 'belum diketahui', en: 'unknown' }, S04: { id: 'mati', en: 'dead' } }[condition]
  const seen = { id: `${what.id} sejak ${date}`, en: `${what.en} since ${date}` }
  return told(condition, { subject: hostname, level: 'warning' }, { seen })
}
