/** A real mail server on loopback, in this process: what it took can be read, and it can refuse, hang up and go away. */
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { freePort } from './postgres.ts'

export type Taken = ParsedMail & { raw: string; recipients: string[] }

export type MailServer = {
  url: string
  port: number
  /** What was taken, the first first. */
  box: Taken[]
  /** Answers RCPT TO with this instead of taking it; null takes everything. */
  refuse: { code: number; text: string } | null
  /** Runs when a message has come whole, before it is answered; `'hang up'` ends the line instead of answering. */
  onWhole: ((mail: Taken) => Promise<unknown>) | null
  stop: () => Promise<void>
}

export async function startMail(port?: number): Promise<MailServer> {
  const chosen = port ?? (await freePort())
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${chosen}`,
    port: chosen,
    box: [],
    refuse: null,
    onWhole: null,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ password }, _, callback) =>
      callback(Object.assign(new Error(`no, not ${password}`), { responseCode: 535 })),
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_, __, callback) => {
      if (!mail.refuse) return callback()
      const { code, text } = mail.refuse
      callback(Object.assign(new Error(text), { responseCode: code }))
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void (async () => {
          const bytes = Buffer.concat(chunks)
          const recipients = session.envelope.rcptTo.map(({ address }) => address)
          const taken = { ...(await simpleParser(bytes)), raw: bytes.toString('utf8'), recipients }
          mail.box.push(taken)
          if ((await mail.onWhole?.(taken)) !== 'hang up') return callback()
          const { connections } = server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }
          for (const { _socket } of connections) _socket.destroy()
        })()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(chosen, '127.0.0.1', () => resolve())
  })
  return mail
}

/** Asks again until it is so; fails after ten seconds. */
export async function soon(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`not in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
