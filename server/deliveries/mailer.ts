/** Hands a message to the mail server. The only importer of nodemailer. */
import { PassThrough } from 'node:stream'
import { rootCertificates } from 'node:tls'
import { createTransport, type SMTPTransportOptions } from 'nodemailer'
import { asHtml, asText, oneLine, type Letter } from '../core/mail.ts'

export type Mail = {
  to: { name: string; address: string }
  from: { name: string; address: string }
  letter: Letter
  language: string
  messageId: string
  /** Mails of one thread share it. */
  thread: string | null
  at: Date
}

/**
 * What became of a message. `uncertain`: all of it was handed over, and no answer came, so that nobody knows whether it
 * was taken. `refused`: the mail server said no for good.
 */
export type Outcome = { is: 'sent' } | { is: 'failed' | 'refused' | 'uncertain'; error: string }

export type Mailer = { sender: string | null; send: (mail: Mail) => Promise<Outcome> }

type Told = { code?: string; responseCode?: number; response?: string }

const WHOLE_MS = 120_000
const STEP_MS = 20_000

/** `smtp://` begins in the clear and turns to TLS where it is offered; with a password it must. `smtps://` is TLS from the start. */
export function createMailer(address: string, ca: string | undefined): Mailer {
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const local = /^(localhost|127\..*|::1)$/.test(host)
  const options: SMTPTransportOptions = {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // A password never leaves this machine in the clear.
    requireTLS: user !== '' && !local,
    ...(user === '' ? {} : { auth: { user, pass } }),
    ...(ca ? { tls: { ca: [...rootCertificates, ca] } } : {}),
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: 3 * STEP_MS,
    dnsTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const transport = createTransport(options)
  // Told when the last byte of a message has been taken from it: from then on the server may have it all.
  const handing = new Map<string, () => void>()
  transport.use('stream', (mail, done) => {
    const last = handing.get(String(mail.data.messageId))
    mail.message.transform(
      () =>
        new PassThrough({
          flush: (end) => {
            last?.()
            end()
          },
        }),
    )
    done()
  })
  const without = (text: string) => (pass === '' ? text : text.replaceAll(pass, '…'))
  return {
    sender: user.includes('@') ? user : null,
    async send({ to, from, letter, language, messageId, thread, at }) {
      let handedOver = false
      handing.set(messageId, () => {
        handedOver = true
      })
      try {
        await transport.sendMail({
          to: { name: oneLine(to.name), address: to.address },
          from: { name: oneLine(from.name), address: from.address },
          subject: oneLine(letter.subject),
          text: asText(letter),
          html: asHtml(letter, language),
          messageId,
          ...(thread ? { references: thread } : {}),
          date: at,
          headers: { 'auto-submitted': 'auto-generated', 'content-language': language },
          signal: AbortSignal.timeout(WHOLE_MS),
        })
        return { is: 'sent' }
      } catch (error) {
        const { code, responseCode, response } = error as Told
        const told = without(response ?? `${code ?? 'error'}: ${(error as Error).message}`).slice(0, 300)
        if (responseCode === undefined)
          return { is: handedOver ? 'uncertain' : code === 'EENVELOPE' ? 'refused' : 'failed', error: told }
        const final = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
        return { is: final ? 'refused' : 'failed', error: told }
      } finally {
        handing.delete(messageId)
      }
    },
  }
}
