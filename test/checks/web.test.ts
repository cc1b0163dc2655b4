/** A lab of labelled sites on loopback, each looked at by the real web checker and judged. */
import { afterAll, describe, expect, test } from 'vitest'
import { authority } from '../support/certificates.ts'
import type { Authority } from '../support/certificates.ts'
import { needs } from '../support/programs.ts'
import { look } from '../support/web-lab.ts'
import { webCases } from './cases/web.ts'

// The TLS library judges certificates with the real clock: the lab's certificates are relative to it.
const now = new Date()
const ready = needs(['openssl'], 'apt-get install openssl')
let lab: Authority | null = null
const ca = (): Authority => (lab ??= authority(now))
afterAll(() => lab?.remove())

describe.skipIf(!ready).each(webCases(ca))('%s', (_group, cases) => {
  test.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, { scene, ...wanted }) => {
    const { verdict } = await look(scene(), now, ca().root)
    const found = verdict.findings.map(({ condition, seen }) => `${condition} ${seen}`)
    expect({ status: verdict.status, found }).toMatchObject({ status: wanted.status })
    if (wanted.severity)
      expect({ severity: verdict.severity, found }).toMatchObject({ severity: wanted.severity })
    for (const condition of wanted.has ?? []) expect(found.map((one) => one.slice(0, 3))).toContain(condition)
    if (wanted.silent) {
      const loud = verdict.findings.filter(({ level }) => level !== 'pass' && level !== 'info')
      expect(loud.map(({ condition, seen }) => `${condition} ${seen}`)).toEqual([])
      expect(verdict.severity).toBe('ok')
    }
  })
})
