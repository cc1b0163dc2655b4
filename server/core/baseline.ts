/** The facts measured before a change that forecasts need, folded from a look's observations. Pure. */
import type { Baseline, Expectation } from './expectation.ts'
import type { Answer, DnsObservation, Observation, PageMark } from './observation.ts'
import { recordTypes, type ExpectedRecords, type RecordType } from './records.ts'

type Answered = DnsObservation & { outcome: Answer }

const isAuthoritative = (seen: Observation): seen is Answered =>
  seen.kind === 'dns' &&
  seen.role === 'authoritative' &&
  seen.outcome.status === 'answered' &&
  seen.outcome.aa

/** Null when no authoritative server answered. The largest TTL ever seen before the change is kept: caches may hold it. */
export function baselineOf(
  { oldName }: Pick<Expectation, 'oldName'>,
  observations: readonly Observation[],
  measuredAt: string,
  before: Baseline | null,
): Baseline | null {
  const seen = observations.filter(isAuthoritative)
  if (seen.length === 0) return before
  const own = seen
    .flatMap(({ outcome }) => outcome.answers)
    .filter(({ name, type }) => name === oldName && (recordTypes as readonly string[]).includes(type))
  return {
    ...before,
    measuredAt,
    oldRecords: own.length > 0 ? recordsOf(own) : (before?.oldRecords ?? {}),
    oldTtl: largest([...own.map(({ ttl }) => ttl), before?.oldTtl ?? null]),
    page: homePageOf(oldName, observations) ?? before?.page ?? null,
    negativeTtl: largest([...seen.map(({ outcome }) => negativeTtl(outcome)), before?.negativeTtl ?? null]),
  }
}

/** The mark of the home page that a name showed by itself, https before http; null when it showed none. */
export function homePageOf(name: string | null, observations: readonly Observation[]): PageMark | null {
  const visits = observations.flatMap((seen) =>
    seen.kind === 'web' && seen.name === name && seen.probe === 'home' && seen.hops.at(-1)?.status === 200
      ? [seen]
      : [],
  )
  const best =
    visits.find(({ scheme, page }) => scheme === 'https' && page) ?? visits.find(({ page }) => page)
  if (!best?.page) return null
  const { title, fingerprint, likeness } = best.page
  return { title, fingerprint, likeness }
}

function recordsOf(records: readonly { type: string; value: string }[]): ExpectedRecords {
  const sets: ExpectedRecords = {}
  for (const { type, value } of records) {
    const set = (sets[type as RecordType] ??= [])
    if (!set.includes(value)) set.push(value)
  }
  for (const set of Object.values(sets)) set.sort()
  return sets
}

const largest = (values: readonly (number | null)[]): number | null =>
  values.reduce((max, value) => (value === null ? max : Math.max(max ?? 0, value)), null as number | null)

/** min(SOA TTL, SOA minimum), RFC 2308 §5; null where the reply shows no SOA. */
export function negativeTtl({ authorities, answers }: Answer): number | null {
  const soa = [...authorities, ...answers].find(({ type }) => type === 'SOA')
  const minimum = soa?.value.split(' ').at(-1)
  return soa && minimum !== undefined && /^\d+$/.test(minimum) ? Math.min(soa.ttl, Number(minimum)) : null
}
