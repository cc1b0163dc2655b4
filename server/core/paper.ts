/** Official documents that an action makes: the facts they are made of, in full, so that nothing else is needed. Pure. */
import type { Actor } from './access.ts'
import { actingForms } from './acting.ts'
import type { PaperKind } from './document.ts'
import type { Want } from './expectation.ts'
import type { Action, ReasonCode } from './lifecycle.ts'
import type { DnsObservation, Observation } from './observation.ts'
import type { ExpectedRecords } from './records.ts'
import type { Mark } from './request.ts'
import type { Settings } from './settings.ts'
import type { siteKinds } from './site.ts'
import { proves, type Check } from './verdict.ts'

/** Which document an action makes. */
export const paperOf: Partial<Record<Action, PaperKind>> = {
  approve: 'disposition',
  return: 'disposition',
  reject: 'disposition',
  assign: 'assignment',
  report: 'report',
  receive: 'notification',
}

/** Who signs: `Plt.` or `Plh.` where an acting officer does, and `a.n.` where it is for somebody higher. */
export type Signer = { acting: 'Plt.' | 'Plh.' | null; title: string; name: string; behalf: string | null }

/** What one look proved, as far as it is printed. */
export type Proof = {
  checkedAt: string
  proved: boolean
  servers: { name: string; address: string; answer: string; ttl: number | null }[]
}

type Common = {
  number: string
  /** When it was made: the instant of the action. */
  at: string
  letterhead: Settings['letterhead']
  /** SHA-256 of the emblem at its head. */
  logo?: string
  /** Sifat. */
  nature: string
  /** Where the public can see that it is genuine. */
  verifyUrl: string
  request: {
    number: string
    agency: string
    kind: (typeof siteKinds)[number]
    oldName: string
    newName: string
    records: ExpectedRecords
    want: Want
    redirectUntil: string | null
    reason: string
    submittedAt: string
    executedAt: string | null
    /** The newest letter's name. */
    letter: string | null
  }
  signer: Signer
}

export type Paper = Common &
  (
    | {
        kind: 'disposition'
        decision: 'approve' | 'return' | 'reject'
        reasonCode: ReasonCode | null
        disposition: string
        /** What was marked for correction. Absent in those of earlier versions. */
        marks?: Mark[]
      }
    | {
        kind: 'assignment'
        team: string[]
        disposition: string | null
        dueAt: string | null
        allowanceSeconds: number
      }
    | { kind: 'report'; team: string[]; text: string; proof: Proof | null; override: string | null }
    | { kind: 'notification'; text: string; copies: string[] }
  )

/** What an archive pack is made of: what was there when the file was closed. */
export type Pack = {
  kind: 'archive'
  at: string
  requestId: number
  number: string | null
  documentIds: number[]
  seq: number
  lookId: number
}

/** Who signs which kind. The notification leaves the house, so it is signed in the name of the head. */
export function signerOf(
  kind: PaperKind,
  { name, onBehalfOf }: Pick<Actor, 'name' | 'onBehalfOf'>,
  { headTitle, divisionTitle, teamTitle }: Settings['letterhead'],
): Signer {
  const titles = {
    disposition: headTitle,
    assignment: divisionTitle,
    report: teamTitle,
    notification: divisionTitle,
  }
  return {
    acting: onBehalfOf ? actingForms[onBehalfOf.title] : null,
    title: titles[kind],
    name,
    behalf: kind === 'notification' ? headTitle : null,
  }
}

/** `Kepala Dinas Kesehatan`: whom a letter to an agency addresses. */
export function addresseeOf(agency: string): string {
  if (/^(dinas|badan|biro|kantor|satuan|bagian|balai|unit|uptd|pusat)\b/i.test(agency))
    return `Kepala ${agency}`
  if (/^(rsud|rumah sakit)\b/i.test(agency)) return `Direktur ${agency}`
  return `Pimpinan ${agency}`
}

const SILENT: Partial<Record<string, string>> = {
  timeout: 'tidak menjawab',
  refused: 'menolak sambungan',
  unreachable: 'tak terjangkau',
}

/** What the authoritative servers said of the new name. */
export function proofOf(check: Check, newName: string): Proof {
  const asked = check.observations.filter((seen) => isAboutNew(seen, newName)) as DnsObservation[]
  return { checkedAt: check.checkedAt, proved: proves(check), servers: serversOf(asked) }
}

function isAboutNew(seen: Observation, newName: string): boolean {
  return (
    seen.kind === 'dns' &&
    seen.role === 'authoritative' &&
    seen.purpose === 'new' &&
    seen.question.name === newName
  )
}

function serversOf(asked: readonly DnsObservation[]): Proof['servers'] {
  const servers = new Map<
    string,
    { name: string; address: string; answers: Set<string>; ttl: number | null }
  >()
  for (const { server, outcome } of asked) {
    const { name, address } = server
    const said = servers.get(address) ?? { name: name ?? '-', address, answers: new Set(), ttl: null }
    servers.set(address, said)
    if (outcome.status !== 'answered') said.answers.add(SILENT[outcome.status] ?? outcome.status)
    else if (outcome.rcode !== 'NOERROR') said.answers.add(outcome.rcode)
    else
      for (const { type, value, ttl } of outcome.answers) {
        said.answers.add(`${type} ${value}`)
        said.ttl = Math.max(said.ttl ?? 0, ttl)
      }
  }
  return [...servers.values()].map(({ answers, ...server }) => ({
    ...server,
    answer: [...answers].join(', ') || '(kosong)',
  }))
}
