/** What is told of a name: who wrote it down and changed it, the renames that touched it, how it stood, when it rests. Pure. */
import type { Role } from './access.ts'
import type { Hostname } from './hostname.ts'
import type { Action } from './lifecycle.ts'
import type { Status } from './verdict.ts'

export const registerActions = ['register', 'edit', 'import', 'remove'] as const
export type RegisterAction = (typeof registerActions)[number]

/** The steps of a rename that are told of its names. */
export const toldActions = [
  'submit',
  'reject',
  'withdraw',
  'execute',
  'rollback',
  'receive',
  'reopen',
] as const satisfies Action[]

type Doer = { actorName: string; actorRole: Role }

export type SiteHistoryLine = { at: string } & (
  | ({
      what: 'register'
      action: RegisterAction
      before: Record<string, unknown>
      after: Record<string, unknown>
    } & Doer)
  | ({
      what: 'rename'
      action: (typeof toldActions)[number]
      requestId: number
      number: string | null
      oldName: Hostname
      newName: Hostname
      /** Why: of the request when it was sent, of the action from then on. */
      reason: string | null
    } & Doer)
  | { what: 'status'; status: Status; before: Status | null }
  | { what: 'rest'; until: string }
)

/** A stretch of time in which looks saw one status. */
export type Span = { status: Status; from: string; to: string }

export type SiteHistory = {
  /** The newest first. */
  lines: SiteHistoryLine[]
  /** How it stood, the oldest first, up to the last look. */
  spans: Span[]
}

export type StatusSeen = { at: string; status: Status }

/** The looks at which the status became another. */
export const statusChanges = (looks: readonly StatusSeen[]): (StatusSeen & { before: Status | null })[] =>
  looks.flatMap((look, at) => {
    const before = looks[at - 1]?.status ?? null
    return before === look.status ? [] : [{ at: look.at, status: look.status, before }]
  })

/** The stretches between status changes, from an instant on up to the last look. */
export function spansOf(looks: readonly StatusSeen[], from: string, lastLookAt: string | null): Span[] {
  const changes = statusChanges(looks)
  return changes.flatMap(({ at, status }, index) => {
    const end = changes[index + 1]?.at ?? lastLookAt ?? at
    return end <= from ? [] : [{ status, from: at < from ? from : at, to: end }]
  })
}
