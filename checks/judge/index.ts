/** Turns what was seen into what it means: rules speak, the worst argument wins. Pure. */
import { told } from '../../server/core/conditions/told.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import type { Observation } from '../../server/core/observation.ts'
import { sayInstant } from '../../server/core/spoken.ts'
import { severities } from '../../server/core/verdict.ts'
import type { Forecast, Status, Verdict, VerdictFinding } from '../../server/core/verdict.ts'
import { authoritative } from './authoritative.ts'
import { checker, clock, held } from './checker.ts'
import { beside } from './beside.ts'
import { dnssec } from './dnssec.ts'
import { drift } from './drift.ts'
import { old } from './old.ts'
import type { Facts, Policy, Remark, Rule } from './remark.ts'
import { resolvers } from './resolvers.ts'
import { servers } from './servers.ts'
import { tlsRules } from './tls.ts'
import { webRules } from './web.ts'
import { zone } from './zone.ts'

export const defaultPolicy: Policy = { allowedSuffixes: [], quorum: 0.5, marginMs: 5 * 60_000 }

const rules: readonly Rule[] = [
  clock,
  held,
  servers,
  authoritative,
  old,
  zone,
  beside,
  dnssec,
  resolvers,
  drift,
  webRules,
  tlsRules,
]

// `unknown` weighs less than anything seen, but more than `ok`: not seeing is never good.
const order: readonly Status[] = ['broken', 'wrong', 'stale', 'propagating', 'unknown']

export function judge(
  expectation: Expectation,
  observations: readonly Observation[],
  now: Date,
  policy: Policy = defaultPolicy,
): Verdict {
  const facts: Facts = { expectation, observations: Object.freeze([...observations]), now, policy }
  const offline = checker(facts)
  return fold(offline.length > 0 ? offline : rules.flatMap((rule) => rule(facts)))
}

/** Remarks to a verdict. */
export function fold(remarks: readonly Remark[]): Verdict {
  const status = order.find((one) => remarks.some(({ argues }) => argues === one)) ?? 'ok'
  const severity =
    [...severities].reverse().find((one) => remarks.some((remark) => remark.severity === one)) ?? 'ok'
  const forecasts = remarks.flatMap(({ argues, forecast }) =>
    argues === 'propagating' && forecast ? [forecast] : [],
  )
  return {
    status,
    severity,
    forecast: status === 'propagating' ? latest(forecasts) : null,
    findings: remarks.map(finding).sort((a, b) => weight(b) - weight(a)),
  }
}

const latest = (forecasts: readonly Forecast[]): Forecast | null =>
  forecasts.reduce<Forecast | null>(
    (last, one) => (last === null || one.until > last.until ? one : last),
    null,
  )

const weights = { pass: 0, info: 1, notice: 2, warning: 3, error: 4, critical: 5 }
const weight = ({ level }: VerdictFinding): number => weights[level]

/** A remark with its catalogue texts filled in. */
export function finding({ condition, forecast, words, ...facts }: Remark): VerdictFinding {
  return told(condition, facts, {
    ...(words && { seen: words }),
    ...(forecast && { until: sayInstant(forecast.until) }),
  })
}
