/**
 * A host around the built product, to be killed: people by a header, a checker that proves everything. It loads first
 * and says so; it begins when it is told, and then tells its port.
 */
import { createInterface } from 'node:readline'
import { serve } from '@hono/node-server'
import { told } from '../../server/core/conditions/told.ts'
import type { Check } from '../../server/core/verdict.ts'
import type { AlihOptions, Identity } from '../../server/index.ts'
import { people } from '../support/people.ts'

const [built = ''] = process.argv.slice(2)
const { createAlih } = (await import(built)) as typeof import('../../server/index.ts')

const proved = (newName: string): Check => ({
  status: 'ok',
  severity: 'ok',
  forecast: null,
  findings: [told('A10', { subject: newName, seen: null })],
  observations: [],
  checkedAt: new Date().toISOString(),
})

const checker: NonNullable<AlihOptions['checker']> = () => ({
  check: async ({ newName }) => proved(newName),
  preflight: async () => [],
  sweep: async () => ({ checked: 0, offline: false }),
  start: () => {},
  stop: async () => {},
})

const identify = (request: Request): Identity | null =>
  people[request.headers.get('x-person') as keyof typeof people] ?? null

createInterface({ input: process.stdin }).once('line', (line) => {
  const options = JSON.parse(line) as Partial<AlihOptions>
  const alih = createAlih({ database: '', url: 'http://alih.test', identify, checker, ...options })
  void alih.start().then(() => {
    // What the one before it left unsent need not wait for the next minute.
    void alih.deliver()
    const server = serve({ fetch: alih.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      process.stdout.write(`${port}\n`),
    )
    server.unref()
    setInterval(() => {}, 1000)
  })
})
process.stdout.write('warm\n')
