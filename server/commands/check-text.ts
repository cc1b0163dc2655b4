/** A check as people read it on a terminal. Pure. */
import type { Expectation } from '../core/expectation.ts'
import { formatRecords } from '../core/records.ts'
import type { Check } from '../core/verdict.ts'

/** A heading, the forecast, then one block per finding, the gravest first. */
export function describeCheck(expectation: Expectation, check: Check): string {
  const { oldName, newName, want, records } = expectation
  const lines = [
    `${check.status.toUpperCase()} (${check.severity})  ${oldName === null ? '' : `${oldName} -> `}${newName}`,
    `  expected: ${formatRecords(records)}; old name: ${want}`,
  ]
  if (check.forecast) lines.push(`  until ${check.forecast.until}: ${check.forecast.because.en}`)
  for (const finding of check.findings) {
    const stop = finding.stop ? ', stop' : ''
    lines.push(
      `  ${finding.condition} ${finding.name} [${finding.level}${stop}] ${plain(finding.message.en)}`,
    )
    if (finding.level !== 'pass') lines.push(`      do: ${plain(finding.remedy.en)}`)
  }
  lines.push(`  ${evidence(check)}`)
  return `${lines.join('\n')}\n`
}

function evidence({ observations, checkedAt }: Check): string {
  const dns = observations.flatMap((seen) => (seen.kind === 'dns' ? [seen] : []))
  const web = observations.length - dns.length
  const servers = (role: string) =>
    new Set(dns.filter((seen) => seen.role === role).map((seen) => seen.server.address)).size
  const parts = [
    `${servers('authoritative')} authoritative servers`,
    `${servers('resolver')} resolvers`,
    `${dns.length} DNS questions`,
    `${web} web visits`,
  ]
  return `seen at ${checkedAt}: ${parts.join(', ')}`
}

// What servers send must not be able to steer the terminal.
const plain = (text: string): string => text.replace(/\p{Cc}/gu, ' ')
