/** What no single look can tell: that a site has been unknown (M04) or dead (S04) for too long. Pure. */
import { told } from '../core/conditions/told.ts'
import { isDeadThoughRight, type SiteMemory } from '../core/memory.ts'
import type { Patience } from '../core/patience.ts'
import type { Site } from '../core/site.ts'
import type { Check, Text, VerdictFinding } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'

const HOUR_MS = 3_600_000

/** The look to settle: what was seen, with what time adds. `memory` holds this look too. */
export function withAge(site: Site, check: Check, memory: SiteMemory, patience: Patience): Check {
  const since = (check.status === site.status ? site.statusSince : null) ?? check.checkedAt
  const hours = (Date.parse(check.checkedAt) - Date.parse(since)) / HOUR_MS
  // Not knowing proves nothing, but not knowing for a day is something that a person should see. Only this is settled:
  // what was seen before stays as it is.
  if (check.status === 'unknown' && hours >= patience.unknownHours) {
    const date = localDate(new Date(since))
    return {
      ...check,
      findings: [aged('M04', site, { id: `belum diketahui sejak ${date}`, en: `unknown since ${date}` })],
    }
  }
  const { dead, deadDays } = patience
  const looks = memory.dead?.looks ?? ''
  const times = looks.split('1').length - 1
  if (looks.length < dead.n || times < dead.k || !isDeadThoughRight(check)) return check
  const seen = {
    id: `mati dalam ${times} dari ${dead.n} pemeriksaan selama ${deadDays} hari`,
    en: `dead in ${times} of ${dead.n} looks over ${deadDays} days`,
  }
  return { ...check, findings: [...check.findings, aged('S04', site, seen)] }
}

const aged = (condition: 'M04' | 'S04', { hostname }: Site, seen: Text): VerdictFinding =>
  told(condition, { subject: hostname, level: 'warning' }, { seen })
