/** Glances over a register in SQLite: what they cost with and without changes, and what they leave behind. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { AskedType } from '../../checks/engine/question.ts'
import { createGlance } from '../../checks/glance.ts'
import type { Glance } from '../../checks/glance.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { defaultPatience } from '../../server/core/patience.ts'
import type { Hostname } from '../../server/core/hostname.ts'
import type { Answer, DnsObservation } from '../../server/core/observation.ts'
import type { Check, Status } from '../../server/core/verdict.ts'
import { migrate, openDatabase } from '../../server/database.ts'
import { hastenTasks } from '../../server/findings/actions.ts'
import { createRecorder } from '../../server/findings/recorder.ts'
import { unbounded } from './engine.ts'
import type { Nsd } from './nsd.ts'
import type { Asked } from './zone.ts'

const INSERT = 500
const MINUTE = 60_000

export type Stored = {
  /** Names a second by the network alone, and with 1 % changed and recorded. */
  alone: number[]
  stored: number[]
  questionsAName: number
  rowsPerMillionUnchanged: number
  bytesPerMillionUnchanged: number
  rowsPerThousandChanged: number
  bytesPerThousandChanged: number
}

export async function measureStore(nsd: Nsd, names: readonly Asked[], rounds: number): Promise<Stored> {
  const file = join(nsd.folder, 'alih.sqlite')
  const database = openDatabase(file)
  await migrate(database)
  const { db } = database
  const now = new Date()
  await db.insertInto('agencies').values({ id: 1, name: 'Dinas', shortName: 'Dinas' }).execute()
  for (let from = 0; from < names.length; from += INSERT) {
    const rows = names.slice(from, from + INSERT).map(({ name }, index) => ({
      id: from + index + 1,
      hostname: name,
      agencyId: 1,
      kind: 'website',
      records: '{"A":["192.0.2.1"]}',
      role: 'active',
      status: 'ok',
      severity: 'ok',
      nextCheckAt: new Date(now.getTime() + 30 * MINUTE).toISOString(),
    }))
    await db.insertInto('sites').values(rows).execute()
  }

  const rows = async () => {
    let total = 0
    for (const table of ['looks', 'findings'] as const) {
      const { count } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      total += count
    }
    return total
  }
  const bytes = () =>
    ['', '-wal'].reduce(
      (sum, suffix) => sum + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0),
      0,
    )

  /** One glance at every name; every `every`th is remembered with other records than it has. */
  const glanceAtAll = async (every: number) => {
    const glance = createGlance(unbounded)
    const record = createRecorder({ db, patience: defaultPatience })
    for (const [index, asked] of names.entries())
      remember(glance, nsd, index + 1, asked, every > 0 && index % every === 0, now)
    const later = new Date(now.getTime() + 5 * MINUTE)
    const started = performance.now()
    let unchanged = 0
    let recorded = 0
    for (;;) {
      const pass = await glance.pass(() => nsd, later)
      if (pass.changed.length + pass.unchanged === 0) break
      unchanged += pass.unchanged
      if (pass.changed.length > 0) await hastenTasks(db, pass.changed, later)
      await Promise.all(
        pass.changed.map((task) => {
          const at = new Date(later.getTime() + recorded++)
          return record(task, checkOf(nsd, names[Number(task.id) - 1]!, false, 'wrong', at))
        }),
      )
    }
    const perSecond = names.length / ((performance.now() - started) / 1000)
    if (unchanged + recorded !== names.length) throw new Error('a glance was not accounted for')
    return { perSecond, recorded }
  }

  const alone: number[] = []
  const stored: number[] = []
  const before = { rows: await rows(), bytes: bytes() }
  await glanceAtAll(0)
  const calm = { rows: await rows(), bytes: bytes() }
  let changed = 0
  for (let round = 0; round < rounds; round++) {
    alone.push((await glanceAtAll(0)).perSecond)
    const run = await glanceAtAll(100)
    stored.push(run.perSecond)
    changed += run.recorded
  }
  const after = { rows: await rows(), bytes: bytes() }
  await database.close()
  const perMillion = 1e6 / names.length
  return {
    alone,
    stored,
    questionsAName: 3,
    rowsPerMillionUnchanged: (calm.rows - before.rows) * perMillion,
    bytesPerMillionUnchanged: (calm.bytes - before.bytes) * perMillion,
    rowsPerThousandChanged: ((after.rows - calm.rows) / changed) * 1000,
    bytesPerThousandChanged: ((after.bytes - calm.bytes) / changed) * 1000,
  }
}

function remember(glance: Glance, nsd: Nsd, id: number, asked: Asked, falsified: boolean, at: Date): void {
  const newName = asked.name as Hostname
  const expectation = {
    newName,
    oldName: null,
    records: {},
    want: 'keep',
    executedAt: null,
    redirectUntil: null,
    baseline: null,
  }
  glance.remember(
    { id: String(id), expectation: expectation as Expectation },
    checkOf(nsd, asked, falsified, 'ok', at),
  )
}

/** A whole look at one name as its only server would have answered. */
function checkOf({ address, port }: Nsd, one: Asked, falsified: boolean, status: Status, at: Date): Check {
  const { name } = one
  const answer = (asked: AskedType): Answer => {
    const [type, values] = recordsFor(asked, one)
    const wrong = falsified && asked === 'A'
    return {
      status: 'answered',
      rcode: wrong ? 'NOERROR' : one.expected.rcode,
      aa: true,
      tc: false,
      ra: false,
      ad: false,
      answers: wrong
        ? [{ name, type: 'A', ttl: 300, value: '192.0.2.255' }]
        : values.map((value) => ({ name, type, ttl: 300, value })),
      authorities: [],
      additionals: [],
      edns: true,
      extendedErrors: [],
      raw: Buffer.alloc(90, name).toString('base64'),
    }
  }
  const observations = (['A', 'AAAA', 'CNAME'] as const).map((type): DnsObservation => ({
    kind: 'dns',
    role: 'authoritative',
    purpose: 'new',
    zone: 'bench.example',
    server: { name: 'ns1.bench.example', address, port },
    question: { name, type },
    transport: 'udp',
    recursionDesired: false,
    checkingDisabled: false,
    at: at.toISOString(),
    elapsedMs: 1,
    ignored: 0,
    outcome: answer(type),
  }))
  const finding = {
    condition: 'A11' as const,
    name: 'WRONG_RECORDS',
    level: 'error' as const,
    stop: true,
    subject: name,
    server: address,
    expected: 'A 192.0.2.1',
    seen: at.toISOString(),
    message: { id: 'Alamat lain', en: 'Another address' },
    remedy: { id: 'Perbaiki', en: 'Mend it' },
  }
  const findings = status === 'ok' ? [] : [finding]
  return {
    status,
    severity: status === 'ok' ? 'ok' : 'critical',
    forecast: null,
    findings,
    observations,
    checkedAt: at.toISOString(),
  }
}

/** Type and values of what the zone answers to a question of this type. */
function recordsFor(asked: AskedType, { expected, six }: Asked): [type: string, values: readonly string[]] {
  if (expected.type === 'CNAME') return ['CNAME', expected.values]
  if (asked === 'A' && expected.type === 'A') return ['A', expected.values]
  return asked === 'AAAA' && six ? ['AAAA', [six]] : [asked, []]
}
