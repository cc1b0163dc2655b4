/** What a check asks of its surroundings besides the network: whose pages are known (H02). */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { checkWith } from '../../checks/check.ts'
import type { PageMark } from '../../server/core/observation.ts'
import { expectation, NOW, observe } from '../support/facts.ts'

const server = http.createServer((_, reply) => {
  reply.setHeader('content-type', 'text/html')
  reply.end(`<title>Badan</title><body>${'Badan Kepegawaian Daerah '.repeat(40)}`)
})
afterEach(() => server.close())

it('a page that another registered site shows is the wrong site', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const eyes = {
    look: async () => observe(),
    resolve: async () => [],
    dial: () => null,
    close: async () => {},
  }
  const connect = { '192.0.2.10': `127.0.0.1#${(server.address() as AddressInfo).port}` }
  const asked: PageMark[] = []
  const look = (name: string) =>
    checkWith(
      eyes,
      expectation(),
      { connect },
      {
        now: () => NOW,
        showing: async (pages) => {
          asked.push(...pages)
          return pages.map((page) => ({ name, page }))
        },
      },
    )
  const wrong = await look('lain.kota.test')
  expect(wrong.findings.find(({ condition }) => condition === 'H02')?.seen).toBe('lain.kota.test "Badan"')
  expect(asked[0]).toMatchObject({ title: 'Badan' })
  const own = await look(expectation().newName)
  expect(own.findings.map(({ condition }) => condition)).not.toContain('H02')
})
