/** Labelled cases on real servers: a zone with many pairs of names, each with what the checker must say about it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openChecks } from '../../checks/index.ts'
import { hostname } from '../../server/core/hostname.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { loopback, startBind } from '../support/bind.ts'
import type { Bind } from '../support/bind.ts'
import { rename, startLab, ZONE } from '../support/dns-lab.ts'
import type { Lab } from '../support/dns-lab.ts'
import { needs } from '../support/programs.ts'
import { cases, name, records } from './cases/bind.ts'

describe.skipIf(!needs(['named', 'ip'], 'apt-get install -y bind9 bind9-utils iproute2'))(
  'labelled cases',
  () => {
    let lab: Lab | undefined
    let other: Bind | undefined

    beforeAll(async () => {
      const address = loopback()
      lab = await startLab({ records, parent: `luar NS ns.luar\nns.luar A ${address}` })
      const text = `$TTL 300\n@ SOA ns a 1 14400 3600 604800 300\n@ NS ns\nns A ${address}\nweb A 192.0.2.10\nsatu CNAME dua\ndua CNAME baik.${ZONE}.\n`
      other = await startBind({ addresses: [address], zones: [{ name: 'luar.test', text }] })
      // The secondary has fetched the zone when it answers with authority.
      await vi.waitFor(
        async () => {
          const { status } = await look('baik', {})
          if (status !== 'ok') throw new Error(`the lab does not stand yet: ${status}`)
        },
        { timeout: 10_000, interval: 50 },
      )
    })
    afterAll(async () => {
      await other?.stop()
      await lab?.stop()
    })

    async function look(newName: string, more: Partial<Expectation>) {
      const checks = openChecks(lab!.sight, () => new Date())
      try {
        return await checks.check(rename({ newName: name(newName), ...more }))
      } finally {
        await checks.close()
      }
    }

    it.each(cases)('%s', async (_, newName, more, status, severity, finds) => {
      const check = await look(newName, more)
      const shown = JSON.stringify(
        check.findings.map(({ condition, server, seen }) => [condition, server, seen]),
      )
      expect({ status: check.status, severity: check.severity }, shown).toEqual({ status, severity })
      expect(
        check.findings.map(({ condition }) => condition),
        shown,
      ).toEqual(expect.arrayContaining(finds))
    })

    it('a name of its own with the value of a wildcard', async () => {
      const found = async (newName: string, oldName: string) =>
        (await look(newName, { oldName: name(oldName) })).findings.map(({ condition }) => condition)
      expect(await found('tamu.palsu', 'y.palsu')).toEqual(expect.arrayContaining(['A13', 'A29']))
      expect(await found('x.palsu', 'tamu.palsu')).toEqual(expect.arrayContaining(['A16', 'A26']))
      expect(await found('x.bintang', 'tamu.palsu')).toEqual(expect.arrayContaining(['A10', 'A16', 'A26']))
    })

    it('a zone that the registry never delegated', async () => {
      const check = await look('baik', { newName: hostname('baru.tak-ada.test'), oldName: null })
      expect(check).toMatchObject({
        status: 'broken',
        severity: 'critical',
        findings: [{ condition: 'A01' }],
      })
    })

    it('the same answers from servers that are given instead of walked to', async () => {
      const servers = [{ name: `ns1.${ZONE}`, address: lab!.primary.address, port: 53 }]
      const checks = openChecks({ web: false, servers, timeoutMs: 300, tries: 2 }, () => new Date())
      const right = await checks.check(rename({ newName: name('baik') }))
      const absent = await checks.check(rename())
      await checks.close()
      expect(right).toMatchObject({ status: 'ok', severity: 'ok' })
      expect(absent).toMatchObject({ status: 'broken', severity: 'critical' })
    })

    it('many looks through one pair of eyes agree with single ones', async () => {
      const checks = openChecks(lab!.sight, () => new Date())
      const together = await Promise.all(
        cases.map(([, newName, more]) => checks.check(rename({ newName: name(newName), ...more }))),
      )
      await checks.close()
      expect(together.map(({ status }) => status)).toEqual(cases.map(([, , , status]) => status))
    })
  },
)
