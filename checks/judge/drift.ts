/** Group S, as far as DNS shows it in one look: what came back, what changed unasked, what may be lost. Pure. */
import { inRange, notPublic, parseRange } from '../../server/core/address.ts'
import type { Range } from '../../server/core/address.ts'
import { formatRecords } from '../../server/core/records.ts'
import { faultOf, saidBy } from './compare.ts'
import { isTelling, readings } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'

export const drift: Rule = (facts) => [
  ...drifted(facts),
  ...reappeared(facts),
  ...deadDelegation(facts),
  ...foreign(facts),
]

// What has drifted or come back is the name, not a server: at the next look another may be off, and it is the same.

/** The new name was proved once, and is different now. */
function drifted({ expectation, observations }: Facts): Remark[] {
  const { verifiedAt, newName, records } = expectation
  if (!verifiedAt) return []
  const off = readings(observations, 'new').filter(
    (reading) => isTelling(reading.says) && faultOf(reading, records) !== null,
  )
  if (off.length === 0) return []
  return [
    {
      condition: 'S10',
      subject: newName,
      expected: formatRecords(records),
      seen: saidBy(off),
      argues: null,
      severity: 'warning',
    },
  ]
}

/** The old name was gone, and answers again: on this panel a rebuild of the zone does that. */
function reappeared({ expectation, observations }: Facts): Remark[] {
  const { goneAt, oldName, want } = expectation
  if (!goneAt || oldName === null || want !== 'remove') return []
  const back = readings(observations, 'old').filter(({ says }) => says === 'has')
  if (back.length === 0) return []
  return [
    {
      condition: 'S09',
      subject: oldName,
      expected: 'NXDOMAIN',
      seen: saidBy(back),
      argues: 'stale',
      severity: 'warning',
    },
  ]
}

/** The old name is a zone of its own whose servers do not know it: whoever creates it there owns the name. */
function deadDelegation({ expectation, observations }: Facts): Remark[] {
  const { oldName } = expectation
  const list = readings(observations, 'old')
  const own =
    list.length > 0 && observations.some((o) => o.kind === 'dns' && o.purpose === 'old' && o.zone === oldName)
  if (oldName === null || !own || !list.every(({ says }) => says === 'lame')) return []
  const seen = list.map(({ server, why }) => `${server}: ${why}`).join(' | ')
  return [{ condition: 'S03', subject: oldName, seen, argues: 'stale', severity: 'warning' }]
}

/** Addresses of either name outside the ranges that the government owns. */
function foreign({ expectation, observations, policy }: Facts): Remark[] {
  const ranges = (policy.ownRanges ?? []).map(parseRange).filter((range): range is Range => range !== null)
  if (ranges.length === 0) return []
  return (['new', 'old'] as const).flatMap((purpose) => {
    const subject = purpose === 'new' ? expectation.newName : expectation.oldName
    const addresses = readings(observations, purpose).flatMap(({ A, AAAA }) => [...A, ...AAAA])
    const strange = [...new Set(addresses)].filter(
      (address) => notPublic(address) === null && !ranges.some((range) => inRange(address, range)),
    )
    if (subject === null || strange.length === 0) return []
    return [
      { condition: 'S01', subject, seen: strange.join(', '), argues: null, severity: 'warning' } as const,
    ]
  })
}
