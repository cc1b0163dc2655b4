/** One whole check: DNS first, then the web at the addresses it gave, then the verdict. */
import type { Expectation } from '../server/core/expectation.ts'
import type { Check } from '../server/core/verdict.ts'
import type { Sight } from './ports.ts'
import { defaultPolicy, judge } from './judge/index.ts'
import { addressesSeen } from './judge/reading.ts'
import type { Policy } from './judge/remark.ts'
import { openEyes } from './look.ts'
import type { Eyes } from './look.ts'
import { visit } from './web/visit.ts'

export async function checkWith(
  eyes: Eyes,
  expectation: Expectation,
  sight: Sight,
  now: () => Date,
  policy: Policy = defaultPolicy,
): Promise<Check> {
  const dns = await eyes.look(expectation)
  const targets = () => ({
    newName: expectation.newName,
    newAddresses: addressesSeen(dns, 'new'),
    oldName: expectation.oldName,
    oldAddresses: addressesSeen(dns, 'old'),
  })
  const web = sight.web === false ? [] : await visit(targets(), sight, { now, resolve: eyes.resolve })
  const observations = [...dns, ...web]
  const checkedAt = now()
  const verdict = judge(expectation, observations, checkedAt, policy)
  return { ...verdict, observations, checkedAt: checkedAt.toISOString() }
}

/** Checks without a schedule or a store: many expectations through one pair of eyes, closed at the end. */
export function openChecks(sight: Sight, now: () => Date, policy?: Policy) {
  const eyes = openEyes(sight, now)
  return {
    check: (expectation: Expectation): Promise<Check> => checkWith(eyes, expectation, sight, now, policy),
    close: eyes.close,
  }
}
