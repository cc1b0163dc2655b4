/** Glances between whole looks: they see a change soon, cost nothing where there is none, and never judge. */
import packet from 'dns-packet'
import { afterEach, expect, test } from 'vitest'
import { createChecker } from '../../checks/index.ts'
import type { Ports, Task } from '../../checks/index.ts'
import type { Check } from '../../server/core/verdict.ts'
import { openDatabase, migrate } from '../../server/database.ts'
import { hastenTasks } from '../../server/findings/actions.ts'
import { loopback } from '../support/bind.ts'
import { rename, ZONE } from '../support/dns-lab.ts'
import { reply, startFaultServer } from '../support/fault-dns.ts'
import type { Script } from '../support/fault-dns.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const MINUTE = 60_000

/** One zone whose records a test may change, one pair in it, a clock that a test moves, and a schedule like the store's. */
async function bench(more: Partial<Ports> = {}) {
  const table: Record<string, string[]> = {
    [`baru.${ZONE} A`]: ['192.0.2.10'],
    [`${ZONE} NS`]: [`ns1.${ZONE}`],
  }
  const soa: packet.Answer = {
    type: 'SOA',
    name: ZONE,
    ttl: 300,
    data: {
      mname: `ns1.${ZONE}`,
      rname: `a.${ZONE}`,
      serial: 1,
      refresh: 14400,
      retry: 3600,
      expire: 604800,
      minimum: 300,
    },
  }
  const script: Script = ({ query, name, type }) => {
    if (name === ZONE && type === 'SOA') return [reply(query, { answers: [soa] })]
    const answers = (table[`${name} ${type}`] ?? []).map(
      (data) => ({ type, name, ttl: 300, data }) as packet.Answer,
    )
    const exists = name === ZONE || Object.keys(table).some((key) => key.startsWith(`${name} `))
    return [reply(query, { rcode: exists ? 0 : 3, answers, authorities: answers.length > 0 ? [] : [soa] })]
  }
  const server = await startFaultServer(loopback(), script)
  stops.push(server.stop)

  const clock = { ms: Date.now() }
  const task: Task = { id: '7', expectation: rename() }
  const looks: Check[] = []
  const hastened: string[] = []
  let nextAt = clock.ms
  const checker = createChecker({
    now: () => new Date(clock.ms),
    sight: async () => ({
      servers: [{ name: `ns1.${ZONE}`, address: server.address, port: server.port }],
      web: false,
      timeoutMs: 300,
      tries: 2,
    }),
    due: async (now) => (nextAt <= now.getTime() ? [task] : []),
    async record(_task, check) {
      looks.push(check)
      nextAt = clock.ms + 30 * MINUTE
    },
    async hasten(tasks, now) {
      hastened.push(...tasks.map(({ id }) => id))
      nextAt = now.getTime()
    },
    swept: () => {},
    fault: (error) => {
      throw error
    },
    ...more,
  })
  const after = (minutes: number) => {
    clock.ms += minutes * MINUTE
    server.heard.length = 0
    return checker.sweep()
  }
  return { table, server, checker, clock, looks, hastened, after, first: await checker.sweep() }
}

test('a pair that is as it was is asked a handful of questions, and nothing is recorded', async () => {
  const { after, looks, server, hastened, first } = await bench()
  expect(first).toEqual({ checked: 1, offline: false })
  expect(looks[0]!.status).toBe('ok')
  expect(await after(1)).toEqual({ checked: 0, offline: false })
  expect(server.heard).toEqual([])
  expect(await after(2)).toEqual({ checked: 0, offline: false, unchanged: 1 })
  const asked = server.heard.map(({ name, type }) => `${name} ${type}`)
  expect(asked.toSorted()).toEqual(
    ['baru', 'lama'].flatMap((label) => ['A', 'AAAA', 'CNAME'].map((type) => `${label}.${ZONE} ${type}`)),
  )
  expect({ looks: looks.length, hastened }).toEqual({ looks: 1, hastened: [] })
})

test('a change is seen within minutes, by a whole look that the glance called for', async () => {
  const changes: [what: string, change: (table: Record<string, string[]>) => void, status: string][] = [
    ['another address', (table) => (table[`baru.${ZONE} A`] = ['192.0.2.99']), 'wrong'],
    ['one address more', (table) => table[`baru.${ZONE} A`]!.push('192.0.2.99'), 'wrong'],
    ['gone', (table) => delete table[`baru.${ZONE} A`], 'broken'],
    ['the old name back', (table) => (table[`lama.${ZONE} A`] = ['192.0.2.10']), 'stale'],
    ['an address of the other family', (table) => (table[`baru.${ZONE} AAAA`] = ['2001:db8::1']), 'wrong'],
  ]
  for (const [what, change, status] of changes) {
    const { table, after, looks, hastened } = await bench()
    change(table)
    expect(await after(3), what).toMatchObject({ checked: 1 })
    expect(hastened, what).toEqual(['7'])
    expect(
      looks.map((look) => look.status),
      what,
    ).toEqual(['ok', status])
    // What is not ok follows its own schedule, without glances.
    expect(await after(4), what).toEqual({ checked: 0, offline: false })
  }
})

test('a false alarm makes glances rarer, and whole looks go on as scheduled', async () => {
  const { table, after, looks, hastened } = await bench()
  table[`lama.${ZONE} TXT`] = ['now an empty set, not a missing name']
  expect(await after(3)).toMatchObject({ checked: 1 })
  const { status } = looks.at(-1)!
  expect(status).toBe('ok')
  expect(await after(3)).toEqual({ checked: 0, offline: false })
  expect(await after(3)).toEqual({ checked: 0, offline: false, unchanged: 1 })
  expect(hastened).toHaveLength(1)
  expect(await after(30)).toMatchObject({ checked: 1 })
})

test('a silent server is for the whole look to judge, and offline nothing is judged at all', async () => {
  const { server, after, looks } = await bench()
  await server.stop()
  stops.length = 0
  expect(await after(3)).toEqual({ checked: 0, offline: true })
  expect(looks).toHaveLength(1)
})

test('without a way to hasten there are no glances', async () => {
  const { after, server } = await bench({ hasten: undefined } as unknown as Partial<Ports>)
  expect(await after(5)).toEqual({ checked: 0, offline: false })
  expect(server.heard).toEqual([])
})

test('hastening makes watched sites due and leaves the others alone', async () => {
  const database = openDatabase(':memory:')
  stops.push(database.close)
  await migrate(database)
  const { db } = database
  const now = new Date('2026-11-24T01:00:00Z')
  await db.insertInto('agencies').values({ id: 1, name: 'Dinas Kominfo', shortName: 'Kominfo' }).execute()
  const site = (id: number, nextCheckAt: string | null) =>
    ({
      id,
      hostname: `s${id}.kota.test`,
      agencyId: 1,
      kind: 'website',
      records: '{}',
      role: 'active',
      status: 'ok',
      severity: 'ok',
      nextCheckAt,
    }) as never
  await db
    .insertInto('sites')
    .values([
      site(1, '2026-11-24T01:20:00.000Z'),
      site(2, null),
      site(3, '2026-11-24T00:50:00.000Z'),
      site(4, '2026-11-24T01:20:00.000Z'),
    ])
    .execute()
  await hastenTasks(db, [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '99' }], now)
  const rows = await db.selectFrom('sites').select(['id', 'nextCheckAt']).orderBy('id').execute()
  expect(rows.map(({ nextCheckAt }) => nextCheckAt)).toEqual([
    now.toISOString(),
    null,
    '2026-11-24T00:50:00.000Z',
    '2026-11-24T01:20:00.000Z',
  ])
})
