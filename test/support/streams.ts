/** Streams that remember what a command wrote. */
import { Writable } from 'node:stream'
import type { Io } from '../../server/commands/io.ts'

export function collect(): Io & { out: () => string; err: () => string } {
  const [stdout, stderr] = [remembering(), remembering()]
  return { stdout: stdout.stream, stderr: stderr.stream, out: stdout.text, err: stderr.text }
}

function remembering() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}
