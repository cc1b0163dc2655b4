/** Group A, the old name: is it in its wanted state at the authoritative servers? Pure. */
import { endOf, wantedAt } from '../../server/core/expectation.ts'
import { saidBy, seenText } from './compare.ts'
import { bySerial, catchUp } from './converge.ts'
import { dnsOf, isTelling, readings } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'
import { zoneOfNew } from './servers.ts'
import { takeover } from './takeover.ts'
import { byWildcard } from './wildcard.ts'

const DAY_MS = 86_400_000
// After a grace that ended this long ago, an old name that still answers is no oversight any more.
const FORGOTTEN_DAYS = 30

export const old: Rule = (facts) => {
  const { expectation, observations } = facts
  if (expectation.oldName === null) return []
  const list = readings(observations, 'old')
  const telling = list.filter(({ says }) => isTelling(says))
  if (telling.length === 0) return untold(facts, list)
  const wanted = expectation.want === 'remove' ? gone : here
  // Once its redirect has ended it may go, and until somebody takes it away it may stay.
  const either = wantedAt(expectation, facts.now) !== expectation.want
  const off = either ? [] : telling.filter((reading) => !wanted(reading))
  const state = off.length === 0 ? asWanted(facts, telling) : otherwise(facts, telling, off)
  return [...state, ...dangling(facts, telling)]
}

/** Nobody said anything. In the new name's own zone that has been said already; elsewhere it leaves us in the dark. */
function untold(facts: Facts, list: readonly Reading[]): Remark[] {
  if (list.length === 0 || list[0]!.zone === zoneOfNew(facts)) return []
  if (!list.every(({ says }) => says === 'silent' || says === 'unseen')) return []
  const seen = list.map(({ server, why }) => `${server}: ${why}`).join(' | ')
  return [
    { condition: 'M04', subject: facts.expectation.oldName!, seen, argues: 'unknown', severity: 'info' },
  ]
}

const gone = ({ says }: Reading): boolean => says !== 'has'
const here = ({ says }: Reading): boolean => says === 'has'

function asWanted({ expectation, now }: Facts, telling: readonly Reading[]): Remark[] {
  const { oldName, newName, want, redirectUntil } = expectation
  const subject = oldName!
  const seen = seenText(telling[0]!)
  if (telling.every(gone)) return [{ condition: 'A27', subject, seen, argues: null, severity: 'ok' }]
  const remarks: Remark[] = []
  if (telling.some(({ own }) => own.CNAME.includes(newName))) {
    remarks.push({ condition: 'A25', subject, seen, argues: null, severity: 'ok' })
  }
  if (wantedAt(expectation, now) !== want)
    remarks.push({ condition: 'S11', subject, seen: redirectUntil, argues: null, severity: 'info' })
  return remarks
}

function otherwise(facts: Facts, telling: readonly Reading[], off: readonly Reading[]): Remark[] {
  const { expectation, now } = facts
  const subject = expectation.oldName!
  const { latest, behind } = bySerial(telling)
  const seen = saidBy(telling)
  if (!latest.some((reading) => off.includes(reading))) {
    const forecast = catchUp(facts, latest)
    const waiting = forecast !== null && Date.parse(forecast.until) > now.getTime()
    return behind
      .filter((reading) => off.includes(reading))
      .map(({ server }) => ({
        condition: 'A28',
        subject,
        server,
        seen,
        ...(waiting
          ? { argues: 'propagating', severity: 'info', forecast, level: 'notice', stop: false }
          : { argues: 'stale', severity: 'warning' }),
      }))
  }
  if (off.length < telling.length)
    return [{ condition: 'A28', subject, seen, argues: 'stale', severity: 'warning' }]
  if (expectation.want !== 'remove') {
    return [{ condition: 'S08', subject, seen: seenText(off[0]!), argues: 'stale', severity: 'warning' }]
  }
  return [stillServed(facts, off)]
}

function stillServed({ expectation, observations, now }: Facts, off: readonly Reading[]): Remark {
  const subject = expectation.oldName!
  const seen = seenText(off[0]!)
  const dns = dnsOf(observations)
  if (off.every((reading) => byWildcard(dns, reading, subject))) {
    // It can never be gone, so what stands there decides, where that was looked at.
    const looked = observations.some((o) => o.kind === 'web' && o.name === subject)
    return {
      condition: 'A29',
      subject,
      seen,
      ...(looked ? { argues: null, severity: 'info' } : { argues: 'stale', severity: 'warning' }),
    }
  }
  const { redirectUntil, executedAt } = expectation
  const graceEnds = redirectUntil === null ? executedAt && new Date(executedAt) : endOf(redirectUntil)
  const over = graceEnds ? now.getTime() - graceEnds.getTime() : 0
  const common: Remark = {
    condition: 'A26',
    subject,
    expected: 'NXDOMAIN',
    seen,
    argues: 'stale',
    severity: 'warning',
  }
  if (over < 0) return { ...common, level: 'info', severity: 'info' }
  return over > FORGOTTEN_DAYS * DAY_MS ? { ...common, level: 'error' } : common
}

/** An old name that points at nothing may be taken over by whoever creates its target. */
function dangling({ expectation, observations }: Facts, telling: readonly Reading[]): Remark[] {
  const loose = telling.find(({ end }) => end?.state === 'nxdomain' || end?.state === 'nodata')
  if (!loose) return []
  const free = takeover(dnsOf(observations), expectation.oldName!) !== null
  return [
    {
      condition: 'S02',
      subject: expectation.oldName!,
      seen: seenText(loose),
      argues: 'stale',
      severity: free ? 'critical' : 'warning',
      ...(free ? { level: 'critical' as const } : {}),
    },
  ]
}
