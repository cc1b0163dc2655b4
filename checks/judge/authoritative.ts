/** Group A, the new name: what its authoritative servers say against what they should. Pure. */
import { formatRecords } from '../../server/core/records.ts'
import type { Severity } from '../../server/core/verdict.ts'
import { faultOf, saidBy } from './compare.ts'
import type { Fault } from './compare.ts'
import { bySerial, catchUp } from './converge.ts'
import { dnsOf, isTelling, readings } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'
import { undelegated } from './servers.ts'
import { takeover } from './takeover.ts'
import { notPublicNotes, tolerable } from './tolerable.ts'
import { byWildcard } from './wildcard.ts'

export const authoritative: Rule = (facts) => {
  const list = readings(facts.observations, 'new')
  const telling = list.filter(({ says }) => isTelling(says))
  if (telling.length === 0 || undelegated(facts)) return []
  const judged = telling.map((reading) => ({ reading, fault: judgeOne(reading, facts) }))
  const faulty = judged.filter(({ fault }) => fault !== null)
  if (faulty.length === 0)
    return [...right(facts, list), ...notPublicNotes(facts, telling), ...tolerable(facts, telling)]
  return [...disagreement(facts, judged), ...notPublicNotes(facts, telling), ...tolerable(facts, telling)]
}

function judgeOne(reading: Reading, { expectation, observations }: Facts): Fault | null {
  const fault = faultOf(reading, expectation.records)
  if (fault?.condition === 'A13' && byWildcard(dnsOf(observations), reading, expectation.newName)) {
    return { ...fault, condition: 'A16' }
  }
  return fault
}

function right({ expectation }: Facts, list: readonly Reading[]): Remark[] {
  // A server that could not be heard has not agreed; one that this machine cannot reach at all is not counted.
  if (list.some(({ says }) => says === 'lame' || says === 'silent')) return []
  const expected = formatRecords(expectation.records)
  return [
    {
      condition: 'A10',
      subject: expectation.newName,
      expected,
      seen: expected,
      argues: null,
      severity: 'ok',
    },
  ]
}

type Judged = { reading: Reading; fault: Fault | null }

function disagreement(facts: Facts, judged: Judged[]): Remark[] {
  const { latest, behind } = bySerial(judged.map(({ reading }) => reading))
  const faultAt = (reading: Reading) => judged.find((one) => one.reading === reading)?.fault ?? null
  const wrongLatest = latest.filter((reading) => faultAt(reading) !== null)
  const remarks: Remark[] = []
  if (wrongLatest.length === 0) {
    const lagging = behind.filter((reading) => faultAt(reading) !== null)
    return lagging.flatMap((reading) => lag(facts, latest, reading, faultAt(reading)!))
  }
  const everywhere = judged.every(({ fault }) => fault !== null)
  const conditions = new Set(judged.map(({ fault }) => fault?.condition))
  const texts = new Set(judged.map(({ fault }) => fault?.seen))
  if (everywhere && conditions.size === 1 && texts.size === 1) {
    return [remark(facts, null, judged[0]!.fault!, judged[0]!.fault!.severity)]
  }
  for (const { reading, fault } of judged) {
    if (!fault) continue
    // Where others give the right answer, only a share of the users is hit.
    const severity: Severity = everywhere ? fault.severity : fault.severity === 'info' ? 'info' : 'warning'
    remarks.push(remark(facts, reading.server, fault, severity))
  }
  if (!everywhere) remarks.push(...split(facts, latest, wrongLatest))
  return remarks
}

function remark(
  { expectation, observations }: Facts,
  server: string | null,
  fault: Fault,
  severity: Severity,
): Remark {
  const free = fault.condition === 'A22' ? takeover(dnsOf(observations), expectation.newName) : null
  return {
    condition: fault.condition,
    subject: expectation.newName,
    server,
    expected: formatRecords(expectation.records),
    seen: fault.seen,
    argues: fault.status,
    severity: free ? 'critical' : severity,
    ...(free ? { level: 'critical' as const } : {}),
  }
}

/** A server with an older version of the zone: waiting helps until refresh and retry have run out. */
function lag(facts: Facts, latest: readonly Reading[], reading: Reading, fault: Fault): Remark[] {
  const { expectation, now } = facts
  const forecast = catchUp(facts, latest)
  const common = {
    subject: expectation.newName,
    server: reading.server,
    expected: formatRecords(expectation.records),
    seen: `${fault.seen} (serial ${reading.soa?.serial})`,
  }
  if (forecast && Date.parse(forecast.until) > now.getTime()) {
    return [{ condition: 'A06', ...common, argues: 'propagating', severity: 'info', forecast }]
  }
  return [
    {
      condition: 'A07',
      ...common,
      argues: fault.status,
      severity: fault.severity === 'info' ? 'info' : 'warning',
    },
  ]
}

function split({ expectation }: Facts, latest: readonly Reading[], wrong: readonly Reading[]): Remark[] {
  const serials = new Set(latest.map(({ soa }) => soa?.serial ?? null))
  const same = latest.length > wrong.length && serials.size === 1 && !serials.has(null)
  if (!same) return []
  const seen = saidBy(latest)
  const subject = expectation.newName
  return [
    {
      condition: 'A08',
      subject,
      expected: formatRecords(expectation.records),
      seen,
      argues: null,
      severity: 'warning',
    },
  ]
}
