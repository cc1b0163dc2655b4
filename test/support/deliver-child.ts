/** A process of its own that sends what an outbox holds: it can be killed in the middle. Arguments: database, mail server, time. */
import { createAlih } from '../../server/index.ts'

const [database, smtp, at] = process.argv.slice(2) as [string, string, string]
const alih = createAlih({
  database,
  url: 'http://alih.test',
  smtp,
  identify: () => null,
  schedule: false,
  now: () => new Date(at),
})
await alih.start()
process.send?.('begun')
await alih.deliver()
await alih.stop()
process.disconnect?.()
