/** Holds one server's reading of the new name against the expectation. Pure. */
import type { ConditionId } from '../../server/core/conditions/index.ts'
import type { ExpectedRecords } from '../../server/core/records.ts'
import { formatRecords, sameSet } from '../../server/core/records.ts'
import type { Severity } from '../../server/core/verdict.ts'
import type { Reading } from './reading.ts'

/** What is wrong, and how it weighs when every server shows it. */
export type Fault = {
  condition: ConditionId
  status: 'broken' | 'wrong' | 'unknown'
  severity: Severity
  seen: string
}

/** The reading as text, side by side with an expectation. */
export function seenText(reading: Reading): string {
  if (reading.says === 'nxdomain') return 'NXDOMAIN'
  if (reading.says === 'nodata') return 'NODATA'
  if (reading.says !== 'has') return reading.why
  const { CNAME, A, AAAA } = reading.own
  const own = formatRecords({
    ...(A.length > 0 ? { A } : {}),
    ...(AAAA.length > 0 ? { AAAA } : {}),
    ...(CNAME.length > 0 ? { CNAME } : {}),
  })
  const { end } = reading
  if (!end) return own
  const reached = [...end.A, ...end.AAAA].join(', ') || end.state.toUpperCase()
  return `${own} → ${reached}`
}

/** What each server says, side by side. */
export const saidBy = (list: readonly Reading[]): string =>
  list.map((reading) => `${reading.server}: ${seenText(reading)}`).join(' | ')

/** Null when the name holds exactly what it should. Order, repetition and TTL never count. */
export function faultOf(reading: Reading, expected: ExpectedRecords): Fault | null {
  const { name } = reading
  const seen = seenText(reading)
  const fault = (condition: ConditionId, status: Fault['status'], severity: Severity): Fault => ({
    condition,
    status,
    severity,
    seen,
  })
  if (reading.says === 'nxdomain') return fault('A11', 'broken', 'critical')
  if (reading.says === 'nodata') return fault('A12', 'broken', 'critical')
  const { end, own } = reading
  if (own.CNAME.length > 0 && reading.zone === name) return fault('A20', 'broken', 'critical')
  if (own.CNAME.length > 1 || (own.CNAME.length > 0 && own.A.length + own.AAAA.length > 0)) {
    return fault('A19', 'wrong', 'warning')
  }
  if (end?.state === 'nxdomain' || end?.state === 'nodata') return fault('A22', 'broken', 'critical')
  if (end?.state === 'loop') return fault('A21', 'broken', 'critical')
  if (expected.CNAME) {
    if (!sameSet(expected.CNAME, reading.own.CNAME)) return fault('A13', 'wrong', 'critical')
    return end?.state === 'unknown' ? fault('M04', 'unknown', 'info') : null
  }
  if (end?.state === 'unknown') return fault('M04', 'unknown', 'info')
  return addressFault(reading, expected, fault)
}

function addressFault(
  { A, AAAA, trouble }: Reading,
  expected: ExpectedRecords,
  fault: (condition: ConditionId, status: Fault['status'], severity: Severity) => Fault,
): Fault | null {
  const wanted = [...(expected.A ?? []), ...(expected.AAAA ?? [])]
  const given = [...A, ...AAAA]
  if (sameSet(wanted, given)) {
    // A type that is answered with an error, though the name exists, can hide the other type (RFC 4074 §4).
    return trouble ? fault('A17', 'broken', 'warning') : null
  }
  const overlap = given.some((value) => wanted.includes(value))
  const extra = given.some((value) => !wanted.includes(value))
  if (expected.A && A.length === 0 && (!extra || AAAA.length === 0)) return fault('A12', 'broken', 'critical')
  if (!overlap) return fault('A13', 'wrong', 'critical')
  if (!extra) return fault('A15', 'wrong', 'warning')
  const onlyOtherFamily = !expected.AAAA && sameSet(expected.A ?? [], A)
  return onlyOtherFamily ? fault('A17', 'wrong', 'warning') : fault('A14', 'wrong', 'warning')
}
