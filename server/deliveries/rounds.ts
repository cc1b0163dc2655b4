/** What nobody's action brings about: reminders when a clock runs down, and the summary when a working day opens. */
import { digestLetter, isEmptyDigest, type Digest } from '../core/notice-letter.ts'
import { hats, noticeTimes, type Addressee } from '../core/notice.ts'
import type { RenameRequest } from '../core/request.ts'
import { clockStart, localDate, parseInstant, type Calendar } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import type { Outbox } from '../env.ts'
import { loadCalendar } from '../holidays/store.ts'
import { fromRow } from '../requests/store.ts'
import { settingsOf } from '../settings/store.ts'
import { mailRow, queueReminder, senderOf } from './queue.ts'
import {
  addressees,
  countByState,
  insertDeliveries,
  isQueued,
  reminderOf,
  runningRequests,
  sitesAilingSince,
  waitingRequests,
} from './store.ts'

const DAY_MS = 86_400_000
// The longest stretch of closed days over which a step may still be due.
const HORIZON_DAYS = 21

/** Queues what the clock brings. Outside working hours nothing is: it waits for the opening. */
export async function queueTimed(db: Db, outbox: Outbox, now: Date): Promise<void> {
  const calendar = await loadCalendar(db)
  if (clockStart(now, calendar) > now) return
  await queueReminders(db, outbox, calendar, now)
  await queueDigests(db, outbox, calendar, now)
}

async function queueReminders(db: Db, outbox: Outbox, calendar: Calendar, now: Date): Promise<void> {
  for (const row of await runningRequests(db, new Date(now.getTime() + HORIZON_DAYS * DAY_MS))) {
    const { stepStartedAt, dueAt, warnAt } = row
    if (stepStartedAt === null || dueAt === null) continue
    const times = noticeTimes({ stepStartedAt, dueAt, warnAt }, calendar)
    const kind = times.late <= now ? 'late' : times.soon <= now ? 'due_soon' : null
    // What is long past is the summary's business: a mail server that is set up today brings no flood of old reminders.
    if (kind === null || (kind === 'late' && now.getTime() - times.late.getTime() > DAY_MS)) continue
    const occasion = reminderOf(kind, row)
    if (await isQueued(db, occasion)) continue
    await db
      .transaction()
      .execute((trx) => queueReminder(trx, outbox, occasion, kind, fromRow(row) as RenameRequest, now))
  }
}

// A process that starts later in the day leaves the day's summary alone.
const DIGEST_WITHIN_MS = 2 * 3_600_000

async function queueDigests(db: Db, outbox: Outbox, calendar: Calendar, now: Date): Promise<void> {
  if (!outbox.mail || !(await settingsOf(db, 'mail')).digest) return
  const day = localDate(now)
  const opened = clockStart(parseInstant(day)!, calendar)
  if (now.getTime() - opened.getTime() > DIGEST_WITHIN_MS) return
  const occasion = `digest:${day}`
  if (await isQueued(db, occasion)) return
  const [requests, sites, counts, sender] = [
    (await waitingRequests(db)).map((row) => fromRow(row) as RenameRequest),
    await sitesAilingSince(db, openingBefore(opened, calendar)),
    await countByState(db),
    await senderOf(db, outbox),
  ]
  const rows = (await addressees(db, now))
    .filter(({ role, notices }) => role !== 'applicant' && notices !== 'essential')
    .map((person) => {
      const digest = digestFor(person, day, requests, now)
      const watches = person.role !== 'head'
      return {
        person,
        digest: {
          ...digest,
          sites: watches
            ? sites.map(({ hostname, status }) => ({
                label: hostname,
                status: status as 'broken' | 'wrong' | 'stale',
              }))
            : [],
          undelivered: person.role === 'admin' ? counts.given_up + counts.uncertain : 0,
        },
      }
    })
    .filter(({ digest }) => !isEmptyDigest(digest))
    .map(({ person, digest }) =>
      mailRow(occasion, 'digest', null, person, digestLetter(digest, person, sender), outbox.url),
    )
  await insertDeliveries(db, rows, now)
}

function digestFor(
  person: Addressee,
  day: string,
  requests: readonly RenameRequest[],
  now: Date,
): Pick<Digest, 'day' | 'waiting' | 'late' | 'today'> {
  const own = requests.filter(({ waitsFor, assigneeIds }) =>
    hats(person).some(
      ({ id, role }) => waitsFor === role && (role !== 'operator' || assigneeIds.includes(id)),
    ),
  )
  const isLate = ({ dueAt }: RenameRequest) => dueAt !== null && new Date(dueAt) < now
  const isToday = (request: RenameRequest) =>
    request.dueAt !== null && !isLate(request) && localDate(new Date(request.dueAt)) === day
  // Who leads sees what is late anywhere.
  const overseen = hats(person).some(({ role }) => role === 'division_head' || role === 'admin')
    ? requests
    : own
  const line = ({ id: request, number, oldName, newName, dueAt }: RenameRequest) => ({
    label: `${number ?? `#${request}`} ${oldName} → ${newName}`,
    dueAt,
  })
  return {
    day,
    late: overseen.filter(isLate).map(line),
    today: own.filter(isToday).map(line),
    waiting: own.filter((request) => !isLate(request) && !isToday(request)).map(line),
  }
}

/** The opening of the working day before one. */
function openingBefore(opened: Date, calendar: Calendar): Date {
  for (let back = 1; back <= HORIZON_DAYS; back++) {
    const day = localDate(new Date(opened.getTime() - back * DAY_MS))
    const start = clockStart(parseInstant(day)!, calendar)
    if (localDate(start) === day) return start
  }
  return new Date(opened.getTime() - DAY_MS)
}
