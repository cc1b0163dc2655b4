/** Readings of web observations that several rules share, and the fold of their notes into remarks. Pure. */
import type { ConditionId, Level } from '../../server/core/conditions/index.ts'
import type { Severity } from '../../server/core/verdict.ts'
import type { WebFailure, WebHop, WebObservation } from '../../server/core/observation.ts'
import { hostOf, sameSite } from '../names.ts'
import type { Facts, Remark } from './remark.ts'

export type Look = WebObservation

/** The two names, and to which of them a host belongs; a `www.` pair that is itself one of the names is only that. */
export type Pair = {
  newName: string
  oldName: string | null
  isNew: (host: string) => boolean
  isOld: (host: string) => boolean
}

export function pairOf({ expectation: { newName, oldName } }: Facts): Pair {
  const isNew = (host: string) => host === newName || (sameSite(host, newName) && host !== oldName)
  const isOld = (host: string) =>
    oldName !== null && (host === oldName || (sameSite(host, oldName) && host !== newName))
  return { newName, oldName, isNew, isOld }
}

/** All visits for one of the names. */
export function looksAt({ observations }: Facts, purpose: Look['purpose'], probe: Look['probe']): Look[] {
  return observations.filter((o): o is Look => o.kind === 'web' && o.purpose === purpose && o.probe === probe)
}

const NONE: WebHop = {
  url: '',
  address: '',
  status: null,
  failure: 'out_of_time',
  detail: '',
  location: null,
  headers: {},
  elapsedMs: 0,
}
export const lastHop = ({ hops }: Look): WebHop => hops.at(-1) ?? NONE
export const hostAt = (hop: WebHop): string => hostOf(hop.url) ?? ''

// Limits of the checker, not of the site.
const OURS: ReadonlySet<WebFailure> = new Set(['not_allowed', 'no_route', 'out_of_time'])

/** Why the site itself gave no response; null when it did, or when another host failed after it. */
export function ownFailure(look: Look, isOwn: (host: string) => boolean): WebFailure | null {
  const hop = lastHop(look)
  return hop.failure !== null && (look.hops.length === 0 || isOwn(hostAt(hop))) ? hop.failure : null
}

export const isOurs = (failure: WebFailure | null): boolean => failure !== null && OURS.has(failure)

/**
 * An address that could not be looked at: by itself nobody knows, but beside others that were seen it is only worth a
 * word, or a checker without IPv6 would never know anything.
 */
export function unseenNote(
  address: string,
  seen: string,
  looks: readonly Look[],
  isOwn: (host: string) => boolean,
): Note {
  const late = looks.some((look) => look.address === address && lastHop(look).failure === 'out_of_time')
  const others = looks.some((look) => look.address !== address && !isOurs(ownFailure(look, isOwn)))
  const argues = others && !late ? null : 'unknown'
  return { condition: 'H16', argues, severity: 'info', address, seen }
}

/** One look's contribution to a remark. */
export type Note = Pick<Remark, 'condition' | 'argues' | 'severity'> & {
  address: string
  seen: string
  expected?: string
  level?: Level
  stop?: boolean
}

/**
 * One remark per condition when every address shows it, else one per address. What only a part of the looks shows is
 * never critical: the other part serves its users.
 */
export function fold(
  subject: string,
  notes: readonly Note[],
  looks: readonly { address: string }[],
): Remark[] {
  const everywhere = new Set(looks.map(({ address }) => address))
  const remarks: Remark[] = []
  for (const group of groups(notes, ({ condition, argues, level }) => `${condition} ${argues} ${level}`)) {
    const addresses = new Set(group.map(({ address }) => address))
    const whole = addresses.size === everywhere.size
    for (const part of whole ? [group] : groups(group, ({ address }) => address)) {
      const { condition, argues, severity, expected, level, stop } = part[0]!
      remarks.push({
        condition: condition satisfies ConditionId,
        subject,
        argues,
        server: whole ? null : part[0]!.address,
        expected: expected ?? null,
        seen: [...new Set(part.map(({ seen }) => seen))].slice(0, 4).join('; '),
        severity: whole ? severity : milder(severity),
        ...(level === undefined ? {} : { level }),
        ...(stop === undefined ? {} : { stop }),
      })
    }
  }
  return remarks
}

export const milder = (severity: Severity): Severity => (severity === 'critical' ? 'warning' : severity)

function groups<T>(all: readonly T[], key: (one: T) => string): T[][] {
  const grouped = new Map<string, T[]>()
  for (const one of all) grouped.set(key(one), [...(grouped.get(key(one)) ?? []), one])
  return [...grouped.values()]
}

/** `HTTP 200 “Title”`: what stood at the end of a look, in words of no language. */
export function ending(look: Look): string {
  const { status, failure } = lastHop(look)
  if (failure) return `${look.scheme} ${failure}`
  return `HTTP ${status}${look.page?.title ? ` "${look.page.title.slice(0, 80)}"` : ''}`
}
