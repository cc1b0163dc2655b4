/** One whole check: DNS first, then the web at the addresses it gave, then the verdict. */
import type { Expectation } from '../server/core/expectation.ts'
import type { PageMark } from '../server/core/observation.ts'
import type { Check } from '../server/core/verdict.ts'
import type { Ports, Sight, Watch } from './ports.ts'
import { defaultPolicy, judge } from './judge/index.ts'
import { addressesSeen } from './judge/reading.ts'
import type { Policy } from './judge/remark.ts'
import { openEyes } from './look.ts'
import type { Eyes } from './look.ts'
import { visit } from './web/visit.ts'

/** What a check goes by, besides what it sees. */
type Standards = Pick<Ports, 'now' | 'policy' | 'showing'>

export async function checkWith(
  eyes: Eyes,
  expectation: Expectation,
  sight: Sight,
  { now, policy, showing }: Standards,
  watch: Watch = {},
): Promise<Check> {
  const dns = await eyes.look(expectation, watch)
  const targets = () => ({
    newName: expectation.newName,
    newAddresses: addressesSeen(dns, 'new'),
    oldName: expectation.oldName,
    oldAddresses: addressesSeen(dns, 'old'),
  })
  const web = sight.web === false ? [] : await visit(targets(), sight, { now, resolve: eyes.resolve, watch })
  const observations = [...dns, ...web]
  const pages = web.flatMap(({ purpose, page }): PageMark[] => (purpose === 'new' && page ? [page] : []))
  const otherSites = showing && pages.length > 0 ? { otherSites: await showing(pages) } : {}
  const checkedAt = now()
  const verdict = judge(expectation, observations, checkedAt, {
    ...(policy?.() ?? defaultPolicy),
    ...otherSites,
  })
  return { ...verdict, observations, checkedAt: checkedAt.toISOString() }
}

/** Checks without a schedule or a store: many expectations through one pair of eyes, closed at the end. */
export function openChecks(sight: Sight, now: () => Date, policy?: Policy) {
  const eyes = openEyes(sight, now)
  const standards: Standards = { now, ...(policy ? { policy: () => policy } : {}) }
  return {
    check: (expectation: Expectation): Promise<Check> => checkWith(eyes, expectation, sight, standards),
    close: eyes.close,
  }
}
