/** Whole looks ask one server at a pace, and say when that held them back (M05). */
import { afterEach, describe, expect, it } from 'vitest'
import { openEyes } from '../../checks/look.ts'
import { createPaces } from '../../checks/pace.ts'
import { judge } from '../../checks/judge/index.ts'
import { loopback } from '../support/bind.ts'
import { rename, ZONE } from '../support/dns-lab.ts'
import { startFaultServer } from '../support/fault-dns.ts'
import type { FaultServer } from '../support/fault-dns.ts'
import { honest } from './cases/scripted.ts'

describe('turns', () => {
  it('are even after a burst, for each server by itself', () => {
    let now = 0
    const { take } = createPaces(() => now)
    const waits = Array.from({ length: 5 }, () => take('a', 10, 1000))
    expect(waits).toEqual([0, 0, 0, 50, 150])
    expect(take('b', 10, 1000)).toBe(0)
    now = 10_000
    expect(take('a', 10, 1000)).toBe(0)
  })
  it('that come too late are not taken', () => {
    const { take } = createPaces(() => 0)
    for (let asked = 0; asked < 3; asked++) take('a', 10, 1000)
    expect([take('a', 10, 49), take('a', 10, 49), take('a', 10, 50)]).toEqual([null, null, 50])
  })
})

describe('looks at one server', () => {
  let server: FaultServer
  afterEach(() => server.stop())
  const look = async (perSecond: number, deadlineMs: number) => {
    server = await startFaultServer(loopback(), honest)
    const { address, port } = server
    const servers = [{ name: `ns1.${ZONE}`, address, port }]
    const sight = { servers, web: false, audit: false, timeoutMs: 250, tries: 2, perSecond, deadlineMs }
    const paces = createPaces()
    const both = [1, 2].map(() => openEyes(sight, () => new Date(), paces))
    try {
      return await Promise.all(
        both.map(async ({ look }) => {
          const observations = await look(rename())
          const { status, findings } = judge(rename(), observations, new Date())
          return { status, ids: findings.map(({ condition }) => condition), observations }
        }),
      )
    } finally {
      await Promise.all(both.map(({ close }) => close()))
    }
  }

  it('share its pace, and say so', async () => {
    const began = performance.now()
    const seen = await look(10, 20_000)
    const asked = seen.flatMap(({ observations }) => observations).length
    expect(performance.now() - began).toBeGreaterThan(((asked - 5) / 10) * 1000)
    for (const { status, ids } of seen)
      expect({ status, held: ids.includes('M05') }).toEqual({ status: 'ok', held: true })
  })
  it('cannot tell what they could not ask in time', async () => {
    const seen = await look(5, 1000)
    expect(seen.map(({ status }) => status)).toEqual(['unknown', 'unknown'])
    for (const { ids } of seen) expect(ids).toContain('M05')
  })
  it('are not held back at the pace that is usual', async () => {
    for (const { status, ids } of await look(1000, 20_000)) {
      expect(status).toBe('ok')
      expect(ids).not.toContain('M05')
    }
  })
})
