/** What the live streams tell: kinds and ids of what changed, and the answers of a look while it runs. Pure. */
import type { State } from './lifecycle.ts'
import type { DnsObservation, Observation, Question } from './observation.ts'
import type { RequestEvent } from './request.ts'
import type { Status } from './verdict.ts'

/** Something changed: whoever hears it reads again what they show. */
export type ChangeNews =
  /** A line was added to a request's history. */
  | { kind: 'moved'; requestId: number; action: RequestEvent['action']; state: State }
  /** A look was kept that showed something else than the one before. */
  | { kind: 'looked'; requestId: number | null; siteId: number | null; status: Status }
  /** Sites by status, or findings by state and level, are no longer as many as they were. */
  | { kind: 'counted'; list: 'sites' | 'findings' }
  | { kind: 'swept' }
  /** More happened than could be told one by one. */
  | { kind: 'reset' }

/** How far a look at a request's pair is. What is new since the last piece; the first piece is all so far. */
export type LookNews = {
  kind: 'look'
  requestId: number
  look: number
  startedAt: string
  /** Questions put so far, to name servers and to web servers, and how many of them are settled. */
  asked: number
  answered: number
  /** Questions about the two names that are open. */
  waiting: DnsQuestion[]
  /** What servers and resolvers said of the two names. */
  seen: DnsObservation[]
  /** Null while it runs; `failed` when nothing came of it. */
  ended: Status | 'failed' | null
}

export type LiveNews = ChangeNews | LookNews

export type DnsQuestion = Extract<Question, { kind: 'dns' }>

/** What a matrix of servers and names shows: questions about the two names themselves, but not on the way to them. */
export const isShown = <Q extends Question | Observation>(one: Q): one is Extract<Q, { kind: 'dns' }> =>
  one.kind === 'dns' && one.role !== 'parent' && (one.purpose === 'new' || one.purpose === 'old')

/** Without what nobody watches: the packet, and what was not asked for. */
export function slim(observation: DnsObservation): DnsObservation {
  const { outcome } = observation
  if (outcome.status !== 'answered') return observation
  return { ...observation, outcome: { ...outcome, authorities: [], additionals: [], raw: '' } }
}

/** The same question again, whichever way it was put. */
export const questionKey = ({ role, purpose, server, question }: Omit<DnsQuestion, 'kind'>): string =>
  `${role} ${server.address}#${server.port} ${purpose} ${question.type}`
