/** `alih due`: when a step is due. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { calendarOf, isDay } from '../core/holiday.ts'
import { clockStart, dueAt, localIso, parseAllowance, parseInstant } from '../core/worktime.ts'
import { migrate, openDatabase } from '../database.ts'
import { loadCalendar } from '../holidays/store.ts'
import { EXIT, messageOf, usage, type Io } from './io.ts'

export const help = `alih due --start ISO --allow 14400s|1d [--holiday YYYY-MM-DD]… [--json]
  When a step is due that starts then. A start without an offset is WITA. Allowances: 14400s, 15m, 1h, 1d.
  With --holiday, only those days are holidays; without it, the stored table.`

const options = {
  start: { type: 'string' },
  allow: { type: 'string' },
  holiday: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const

export async function due(args: string[], io: Io, database: string): Promise<number> {
  let values
  try {
    values = parseArgs({ args, options, strict: true }).values
  } catch (error) {
    return usage(io, messageOf(error), help)
  }
  if (values.start === undefined || values.allow === undefined)
    return usage(io, 'due needs --start and --allow', help)
  const start = parseInstant(values.start)
  if (!start) return usage(io, `--start is no instant: ${values.start}`, help)
  const allowance = parseAllowance(values.allow)
  if (!allowance) return usage(io, `--allow is no allowance: ${values.allow}`, help)
  const bad = values.holiday?.find((day) => !isDay(day))
  if (bad !== undefined) return usage(io, `--holiday is no day that exists: ${bad}`, help)

  const calendar = values.holiday ? calendarOf(values.holiday) : await storedCalendar(database)
  const dueTime = localIso(dueAt(start, allowance, calendar)!)
  const answer = {
    start: localIso(start),
    clockStart: localIso(clockStart(start, calendar)),
    allow: values.allow,
    due: dueTime,
    zone: 'Asia/Makassar',
  }
  io.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : `${dueTime}\n`)
  return EXIT.ok
}

// Asking leaves no trace: where no database has been made yet, the seeded table answers.
async function storedCalendar(address: string) {
  const stored = address.includes('://') || existsSync(address)
  const database = openDatabase(stored ? address : ':memory:')
  try {
    await migrate(database)
    return await loadCalendar(database.db)
  } finally {
    await database.close()
  }
}
