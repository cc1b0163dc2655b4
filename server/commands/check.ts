/** `alih check`: one rename, or a file of them, looked at now without a database. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { openChecks } from '../../checks/index.ts'
import type { Sight } from '../../checks/index.ts'
import type { Expectation } from '../core/expectation.ts'
import type { Check, Status } from '../core/verdict.ts'
import { readCheckArguments, readLine } from './check-arguments.ts'
import { describeCheck } from './check-text.ts'
import { EXIT, messageOf, usage, type Io } from './io.ts'
import { createProgress } from './progress.ts'

export const help = `alih check --old NAME --new NAME --expect TYPE=VALUE[,VALUE…]… --want redirect|remove|keep [options]
alih check --names FILE [options]
  Looks at a rename now and says what it means. No database is used.
  --expect A=192.0.2.1,192.0.2.2   what the new name must hold: A, AAAA or CNAME; may be repeated
  --want redirect|remove|keep      what should become of the old name
  --executed-at ISO                when the change was made; now when left out
  --resolver ADDR[#PORT]|https://… a resolver of the panel; may be repeated
  --root-hints FILE                root servers to begin the walk at, as a zone file
  --server NAME=ADDR[#PORT]        an authoritative server to ask instead of walking; may be repeated
  --allow CIDR                     addresses, besides the public ones, that may be contacted; may be repeated
  --connect ADDR=ADDR[#PORT]       contacts the second address where DNS gave the first; may be repeated
  --ca FILE                        certificate authorities (PEM) to trust besides the system's
  --canary NAME                    a name that every sound resolver can resolve; the zone itself when left out
  --no-web                         leaves HTTP and TLS out
  --timeout MS, --tries N          patience with one server (1000, 3)
  --rate N                         questions that one server gets in a second (1000)
  --json                           one JSON object
  --names FILE                     many renames, one a line, answered by one JSON line each, in order. A line is either
                                     OLD NEW WANT TYPE=VALUE[,VALUE…]… [ISO]   or
                                     {"old":…,"new":…,"expect":{"A":[…]},"want":…,"executedAt":…}
  --brief                          leaves the observations out of the JSON
  Exit code: 0 ok or propagating, 1 broken, wrong or stale, 2 bad arguments, 3 unknown.`

const FAILED: ReadonlySet<Status> = new Set(['broken', 'wrong', 'stale'])

export async function check(args: string[], io: Io): Promise<number> {
  const read = await readCheckArguments(args)
  if ('problem' in read) return usage(io, read.problem, help)
  const { sight, json, brief } = read
  if (read.names === null) {
    const checks = openChecks(sight, () => new Date())
    try {
      const result = await checks.check(read.expectation)
      io.stdout.write(
        json ? `${JSON.stringify(shape(result, brief))}\n` : describeCheck(read.expectation, result),
      )
      return exitCode([result.status])
    } finally {
      await checks.close()
    }
  }
  const counted = await countLines(read.names)
  if ('problem' in counted) return usage(io, counted.problem, help)
  return checkMany(read.names, counted.lines, sight, brief, io)
}

function exitCode(statuses: Iterable<Status>): number {
  const all = new Set(statuses)
  if ([...all].some((status) => FAILED.has(status))) return EXIT.failed
  return all.has('unknown') ? EXIT.unknown : EXIT.ok
}

/** The contract's shape; key order is part of what people read. */
function shape(result: Check, brief: boolean): object {
  const { status, severity, forecast, findings, observations, checkedAt } = result
  return { status, severity, forecast, findings, ...(brief ? {} : { observations }), checkedAt }
}

/** A first pass, so that a bad line is named before anything is sent, and the progress bar knows its end. */
async function countLines(file: string): Promise<{ lines: number } | { problem: string }> {
  let lines = 0
  let number = 0
  try {
    for await (const text of linesOf(file)) {
      number++
      const line = readLine(text)
      if (line === null) continue
      if ('problem' in line) return { problem: `${file}, line ${number}: ${line.problem}` }
      lines++
    }
  } catch (error) {
    return { problem: `--names cannot be read: ${messageOf(error)}` }
  }
  return lines === 0 ? { problem: `${file} holds no renames` } : { lines }
}

const linesOf = (file: string) => createInterface({ input: createReadStream(file), crlfDelay: Infinity })

// So many are on their way at once; answers wait for those before them, so no more than this is ever held.
const WINDOW = 24

async function checkMany(
  file: string,
  total: number,
  sight: Sight,
  brief: boolean,
  { stdout, stderr }: Io,
): Promise<number> {
  const checks = openChecks(sight, () => new Date())
  const progress = createProgress(stderr, total)
  const statuses = new Set<Status>()
  const waiting: { expectation: Expectation; result: Promise<Check> }[] = []
  const writeFirst = async () => {
    const { expectation, result } = waiting.shift()!
    const settled = await result
    statuses.add(settled.status)
    const line = { old: expectation.oldName, new: expectation.newName, ...shape(settled, brief) }
    if (!stdout.write(`${JSON.stringify(line)}\n`))
      await new Promise((resolve) => stdout.once('drain', resolve))
    progress.tick(settled.status)
  }
  try {
    for await (const text of linesOf(file)) {
      const line = readLine(text)
      if (line === null || 'problem' in line) continue
      waiting.push({ expectation: line, result: checks.check(line) })
      if (waiting.length >= WINDOW) await writeFirst()
    }
    while (waiting.length > 0) await writeFirst()
  } finally {
    progress.end()
    await checks.close()
  }
  return exitCode(statuses)
}
