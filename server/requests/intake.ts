/** What speaks against a rename before it is sent: what the register, the calendar and the DNS know of its names. */
import type { Intake } from '../core/intake.ts'
import { stepOf } from '../core/lifecycle.ts'
import { isRecordPlace, type InboundReference } from '../core/mention.ts'
import type { ExecutionWindow, NameField } from '../core/submission.ts'
import type { VerdictFinding } from '../core/verdict.ts'
import { clockStart, dueAt, localDate, localIso } from '../core/worktime.ts'
import type { Desk } from '../env.ts'
import { loadCalendar } from '../holidays/store.ts'
import { mentionsOf } from '../mentions/store.ts'
import { settingsOf } from '../settings/store.ts'
import { restingNames, siteNames, wildcardNames } from '../sites/store.ts'
import { zoneNames } from '../zones/store.ts'
import { openRenames, requestsOfSubmission, type StoredRequest } from './store.ts'

export type Rename = { oldName: string; newName: string }
type Open = NonNullable<Intake['open']>[number]
type Known = Omit<Intake, 'oldName' | 'newName' | 'records'>

/** What is known whichever the names are. `exceptId` is the request that they are of. */
export async function knownNow(
  { db, now }: Desk,
  exceptId: number | null,
): Promise<Known & { window: ExecutionWindow }> {
  const { reservedLabels } = await settingsOf(db, 'intake')
  const { quarantineDays } = await settingsOf(db, 'policy')
  return {
    zones: await zoneNames(db),
    reservedLabels,
    registered: await siteNames(db),
    open: await openRenames(db, exceptId ?? 0),
    quarantined: await restingNames(db, now(), quarantineDays),
    certificates: await wildcardNames(db),
    ...(await windowFrom({ db, now })),
  }
}

/** One rename with everything that is known of it. `beside` are the others of its letter. */
export function intakeOf(
  { window: _, ...known }: Awaited<ReturnType<typeof knownNow>>,
  { oldName, newName }: Rename,
  beside: readonly Open[],
  mentions: readonly InboundReference[],
): Intake {
  return {
    ...known,
    oldName,
    newName,
    open: [...(known.open ?? []), ...beside],
    records: mentions
      .filter(({ place }) => isRecordPlace(place))
      .map(({ hostname, place }) => ({ name: hostname, type: place, value: oldName })),
  }
}

/** The other renames of a letter, known by their place in it. */
export const besides = (renames: readonly Rename[], index: number): Open[] =>
  renames.flatMap(({ oldName, newName }, at) =>
    at === index ? [] : [{ oldName, newName, label: `#${at + 1}` }],
  )

/** A finding with the field at which it is shown. */
export const atField = (
  finding: VerdictFinding,
  { oldName, newName }: Rename,
): VerdictFinding & { field: NameField } => ({
  ...finding,
  field:
    (finding.subject === oldName && oldName !== newName) || finding.condition === 'N10'
      ? 'oldName'
      : 'newName',
})

/** The preflight: everything of group N that speaks against a request as it stands. Blocking where marked stop. */
export async function lookOver(
  desk: Desk,
  request: StoredRequest,
): Promise<(VerdictFinding & { field: NameField })[]> {
  const letter = await requestsOfSubmission(desk.db, request.submissionId)
  const unsent = letter.filter(({ id, state }) => state === 'draft' || id === request.id)
  const beside = besides(
    unsent,
    unsent.findIndex(({ id }) => id === request.id),
  )
  const known = await knownNow(desk, request.id)
  const mentions = await mentionsOf(desk.db, request.oldName)
  const findings = await desk.preflight(intakeOf(known, request, beside, mentions))
  return findings.map((finding) => atField(finding, request))
}

// How long step 4 may take, and when it would be due if it began now: the caches' and the office's hours meet here.
async function windowFrom({
  db,
  now,
}: Pick<Desk, 'db' | 'now'>): Promise<
  Required<Pick<Intake, 'windowSeconds'>> & Pick<Intake, 'dueAfterClosing'> & { window: ExecutionWindow }
> {
  const calendar = await loadCalendar(db)
  const allowance = stepOf('assigned')!.allowance as { seconds: number }
  const start = clockStart(now(), calendar)
  const due = dueAt(now(), allowance, calendar)!
  const crossesClosing = localDate(due) !== localDate(start)
  const wall = localIso(due)
  return {
    windowSeconds: allowance.seconds,
    ...(crossesClosing ? { dueAfterClosing: `${wall.slice(0, 10)} ${wall.slice(11, 16)} WITA` } : {}),
    window: { startsAt: start.toISOString(), dueAt: due.toISOString(), crossesClosing },
  }
}
