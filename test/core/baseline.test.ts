import { describe, expect, test } from 'vitest'
import { baselineOf, homePageOf } from '../../server/core/baseline.ts'
import { hostname } from '../../server/core/hostname.ts'
import type { Observation } from '../../server/core/observation.ts'

const oldName = hostname('lama.kaltim.example')
const reply = (ttl: number, changes: object = {}) =>
  ({
    kind: 'dns',
    role: 'authoritative',
    outcome: {
      status: 'answered',
      aa: true,
      answers: [
        { name: oldName, type: 'A', ttl, value: '192.0.2.2' },
        { name: oldName, type: 'A', ttl, value: '192.0.2.1' },
        { name: 'other.example', type: 'A', ttl: 99_999, value: '192.0.2.9' },
      ],
      authorities: [
        { name: 'kaltim.example', type: 'SOA', ttl: 86_400, value: 'ns1 host 1 3600 7200 1209600 7200' },
      ],
      ...changes,
    },
  }) as unknown as Observation
const page = (scheme: string, status: number, title: string) =>
  ({
    kind: 'web',
    name: oldName,
    probe: 'home',
    scheme,
    hops: [{ status }],
    page: { title, fingerprint: 'f', likeness: '0', words: 5 },
  }) as unknown as Observation
const at = '2026-11-23T01:00:00.000Z'

describe('the baseline', () => {
  test('keeps the records as a set, the largest TTL, and min(SOA TTL, minimum)', () => {
    expect(baselineOf({ oldName }, [reply(14_400), reply(300)], at, null)).toEqual({
      measuredAt: at,
      oldRecords: { A: ['192.0.2.1', '192.0.2.2'] },
      oldTtl: 14_400,
      negativeTtl: 7_200,
      page: null,
    })
  })
  test('a TTL that was lowered does not make caches forget: the larger one stays', () => {
    const before = baselineOf({ oldName }, [reply(14_400)], at, null)
    expect(baselineOf({ oldName }, [reply(60)], at, before)).toMatchObject({ oldTtl: 14_400 })
  })
  test('silence and answers without authority measure nothing', () => {
    expect(baselineOf({ oldName }, [], at, null)).toBeNull()
    expect(baselineOf({ oldName }, [reply(60, { aa: false })], at, null)).toBeNull()
    expect(baselineOf({ oldName }, [reply(60, { status: 'timeout' })], at, null)).toBeNull()
  })
  test('marks the page that the old name showed, https before http, errors left out', () => {
    expect(homePageOf(oldName, [page('http', 200, 'http'), page('https', 200, 'https')])).toEqual({
      title: 'https',
      fingerprint: 'f',
      likeness: '0',
    })
    expect(homePageOf(oldName, [page('https', 503, 'down')])).toBeNull()
  })
})
