/** Whether a certificate can be had for the new name, seen by whole looks: CAA on a real server, https on loopback. */
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChecks } from '../../checks/index.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { authority } from '../support/certificates.ts'
import type { Authority } from '../support/certificates.ts'
import { rename, startLab, ZONE } from '../support/dns-lab.ts'
import type { Lab } from '../support/dns-lab.ts'
import { needs } from '../support/programs.ts'
import { answer } from '../support/web-lab.ts'

const ready = needs(
  ['named', 'nsupdate', 'ip', 'openssl'],
  'apt-get install -y bind9 bind9-dnsutils iproute2',
)

describe.skipIf(!ready)('a certificate for the new name', () => {
  let lab: Lab | undefined
  let ca: Authority | undefined
  const server = https.createServer(answer(200, '<title>Dinas</title><h1>Dinas Kesehatan'))

  beforeAll(async () => {
    lab = await startLab({ records: '@ CAA 0 issue "digicert.com"\nlama A 192.0.2.10\n', secondary: null })
    ca = authority(new Date(), "Let's Encrypt")
    server.setSecureContext(ca.issue({ names: `DNS:lama.${ZONE}` }))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    ca?.remove()
    await lab?.stop()
  })

  async function look(more: Partial<Expectation>) {
    const connect = { '192.0.2.10': `127.0.0.1#${(server.address() as AddressInfo).port}` }
    const checks = openChecks({ ...lab!.sight, web: true, connect, ca: ca!.root }, () => new Date())
    try {
      const { findings } = await checks.check(rename({ want: 'keep', ...more }))
      return findings.filter(({ condition }) => condition.startsWith('T'))
    } finally {
      await checks.close()
    }
  }
  const forbidden = {
    condition: 'T07',
    level: 'error',
    subject: `baru.${ZONE}`,
    server: ZONE,
    expected: 'letsencrypt.org',
    seen: '0 issue "digicert.com"',
  }

  it('that CAA forbids is told before the change, by the certificate of the old name', async () => {
    expect(await look({ executedAt: null })).toMatchObject([forbidden])
  })

  it('and after it, where the new name shows one that will not do', async () => {
    await lab!.primary.update(`update add baru.${ZONE} 600 A 192.0.2.10`)
    const found = await look({ executedAt: new Date().toISOString() })
    expect(found.map(({ condition }) => condition).sort()).toEqual(['T01', 'T06', 'T07'])
    expect(found).toContainEqual(expect.objectContaining(forbidden))
  })
})
