/** Notices, against a real mail server and a real web server on loopback: who is told, once, and what becomes of what cannot be sent. */
import { fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAlih } from '../../server/index.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  checked,
  draft,
  found,
  letter,
  makeRequest,
  MONDAY_NINE,
  openDesk,
  people,
  settle,
  type TestDesk,
} from '../support/desk.ts'
import { soon, startMail, type MailServer } from '../support/mail.ts'
import { freePort } from '../support/postgres.ts'

const after = (minutes: number, from = MONDAY_NINE) => new Date(from.getTime() + minutes * 60_000)

let mail: MailServer
let desk: TestDesk
const cleaning: (() => unknown)[] = []
beforeEach(async () => {
  mail = await startMail()
})
afterEach(async () => {
  await desk?.stop()
  await mail.stop()
  for (const clean of cleaning.splice(0).reverse()) await clean()
})

async function open(database = ':memory:', options: Parameters<typeof openDesk>[1] = {}, digest = false) {
  desk = await openDesk(database, { smtp: mail.url, ...options })
  await settle(desk)
  if (!digest) await desk.call('admin', 'PUT', '/settings/mail', { digest: false })
  return desk
}
const deliveries = async (filter: object = {}) =>
  (
    await desk.call(
      'admin',
      'GET',
      `/deliveries?sort=["id","ASC"]&filter=${encodeURIComponent(JSON.stringify(filter))}`,
    )
  ).body as { id: number; kind: string; address: string; state: string; [key: string]: unknown }[]
const to = (who: keyof typeof people) =>
  mail.box.filter(({ recipients }) => recipients[0] === people[who].email)
const subjects = (who: keyof typeof people) => to(who).map(({ subject }) => subject)
const calm = () =>
  soon(
    'nothing is being sent',
    async () => !(await deliveries()).some(({ state }) => state === 'pending' || state === 'sending'),
  )

/** A process of its own that sends what is due, and can be killed. */
const sender = (database: string, url: string, at: Date) =>
  fork(
    fileURLToPath(new URL('../support/deliver-child.ts', import.meta.url)),
    [database, url, at.toISOString()],
    { execArgv: ['--import', 'tsx'], stdio: 'inherit' },
  )

onBothDatabases('who is told', (fresh) => {
  test('each step tells those it concerns, once, in their language', async () => {
    await open(await fresh())
    await desk.call('applicant', 'PUT', '/me/notices', { language: 'en', notices: 'all' })
    await makeRequest(desk, 'receive')
    await calm()
    expect(subjects('head')).toEqual([
      '2026/0001: menunggu disposisi Anda (lama.kaltim.example → baru.kaltim.example)',
    ])
    expect(subjects('division_head').map((text) => text?.split(' (')[0])).toEqual([
      '2026/0001: menunggu penugasan tim',
      '2026/0001: telah dilaksanakan',
      '2026/0001: laporan menunggu Anda',
    ])
    expect(subjects('operator').map((text) => text?.split(' (')[0])).toEqual(['2026/0001: Anda ditugaskan'])
    expect(subjects('applicant').map((text) => text?.split(' (')[0])).toEqual([
      '2026/0001: request received',
      '2026/0001: request approved',
      '2026/0001: being carried out',
      '2026/0001: carried out',
      '2026/0001: notification: the new name is in use',
    ])
    expect(to('stranger')).toEqual([])
    expect(to('admin')).toEqual([])
    expect((await deliveries()).every(({ state }) => state === 'sent')).toBe(true)
    // Another round has nothing to send.
    const before = mail.box.length
    await desk.alih.deliver()
    expect(mail.box.length).toBe(before)
  })

  test('two loops at once send each notice once', async () => {
    const database = await fresh()
    const file = database === ':memory:'
    const folder = mkdtempSync(join(tmpdir(), 'alih-mail-'))
    cleaning.push(() => rmSync(folder, { recursive: true, force: true }))
    const address = file ? join(folder, 'alih.sqlite') : database
    await mail.stop()
    await open(address)
    for (let made = 0; made < 5; made++) {
      await makeRequest(desk, 'submit', {
        oldName: `lama${made}.kaltim.example`,
        newName: `baru${made}.kaltim.example`,
      })
    }
    await soon('all were tried', async () => (await deliveries()).every(({ state }) => state === 'failed'))
    mail = await startMail(mail.port)
    desk.clock.now = after(10)
    const others = [1, 2].map(() =>
      createAlih({
        database: address,
        url: 'http://alih.test',
        smtp: mail.url,
        identify: () => null,
        schedule: false,
        now: () => desk.clock.now,
      }),
    )
    cleaning.push(() => Promise.all(others.map((other) => other.stop())))
    for (const other of others) await other.start()
    await Promise.all([...others, desk.alih].map((one) => one.deliver()))
    expect((await deliveries()).map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'sent'))
    expect(mail.box.length).toBe(10)
    expect(new Set(mail.box.map(({ messageId }) => messageId)).size).toBe(10)
  })
})

describe('what a message says', () => {
  test('text and HTML, number, names, a link, the department; nothing remote, and nobody can add a header', async () => {
    await open()
    await desk.call('admin', 'PUT', '/settings/mail', {
      digest: false,
      department: 'Diskominfo <Contoh>',
      from: 'alih@kaltim.example',
    })
    const id = await makeRequest(desk, 'submit')
    const evil = 'Kurang lengkap.\r\nBcc: semua@example.com\r\n\r\n<script>alert(1)</script>'
    await desk.call('head', 'POST', `/requests/${id}/actions/return`, {
      disposition: evil,
      reasonCode: 'letter_unsigned',
    })
    await calm()
    const [, returned] = to('applicant')
    expect(returned!.headers.get('auto-submitted')).toBe('auto-generated')
    expect(returned!.headers.has('bcc')).toBe(false)
    expect(returned!.recipients).toEqual([people.applicant.email])
    expect(returned!.from?.value[0]).toEqual({ address: 'alih@kaltim.example', name: 'Diskominfo <Contoh>' })
    expect(returned!.text).toContain('Surat belum ditandatangani')
    expect(returned!.text).toContain('Bcc: semua@example.com')
    expect(returned!.text).toContain(`http://alih.test/#/requests/${id}/show`)
    expect(returned!.text).toContain('Diskominfo <Contoh>')
    const { html } = returned!
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toMatch(/<script|<img|<link|src=|url\(/)
  })

  test('line breaks in names begin no header', async () => {
    await open()
    const row = await desk.call('admin', 'POST', '/people', {
      name: 'Kadis Dua',
      email: 'dua@example.com',
      role: 'head',
    })
    expect(row.status).toBe(200)
    const agency = await desk.call('admin', 'PUT', '/agencies/1', {
      name: 'Dinas\r\nBcc: semua@example.com',
      shortName: 'D\r\nX: y',
    })
    expect(agency.status).toBe(200)
    await makeRequest(desk, 'submit')
    await calm()
    for (const { raw } of mail.box) {
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
      expect(head).not.toMatch(/^(bcc|x):/im)
    }
  })

  test('what can be muted is; a decision about the own request cannot', async () => {
    await open()
    await desk.call('applicant', 'PUT', '/me/notices', { language: 'id', notices: 'essential' })
    await desk.call('division_head', 'PUT', '/me/notices', { language: 'id', notices: 'digest' })
    await makeRequest(desk, 'receive')
    await calm()
    expect(to('division_head')).toEqual([])
    expect(subjects('applicant').map((text) => text?.split(' (')[0])).toEqual([
      '2026/0001: permohonan disetujui',
      '2026/0001: surat pemberitahuan: nama baru resmi dipakai',
    ])
    expect(
      (await desk.call('applicant', 'PUT', '/me/notices', { language: 'fr', notices: 'all' })).status,
    ).toBe(422)
    // The administrator may set it too; leaving it out keeps the person's choice.
    const [person] = (await desk.call('admin', 'GET', '/people?filter={"role":"applicant","agencyId":1}'))
      .body
    const { language, notices, ...rest } = person
    expect(notices).toBe('essential')
    const saved = await desk.call('admin', 'PUT', `/people/${person.id}`, rest)
    expect(saved.body.notices).toBe('essential')
    const changed = await desk.call('admin', 'PUT', `/people/${person.id}`, { ...rest, language: 'en' })
    expect(changed.body).toMatchObject({ language: 'en', notices: 'essential' })
  })

  test('without a mail server nothing is queued, and the summary says so', async () => {
    desk = await openDesk()
    await settle(desk)
    await makeRequest(desk, 'receive')
    expect(await deliveries()).toEqual([])
    expect((await desk.call('admin', 'GET', '/deliveries/summary')).body.mail).toBe(false)
  })
})

describe('what cannot be sent', () => {
  test('down, then up: tried again with growing pauses, and sent once', async () => {
    await mail.stop()
    await open()
    await makeRequest(desk, 'submit')
    await soon('tried', async () => (await deliveries()).every(({ state }) => state === 'failed'))
    const [first] = await deliveries()
    expect(first).toMatchObject({ attempts: 1, sentAt: null })
    expect(String(first!['lastError'])).toContain('ECONNREFUSED')
    const pause = Date.parse(String(first!['nextAttemptAt'])) - MONDAY_NINE.getTime()
    expect(pause).toBeGreaterThan(40_000)
    expect(pause).toBeLessThan(80_000)
    // Too early: nothing is tried.
    desk.clock.now = after(0.5)
    await desk.alih.deliver()
    expect((await deliveries())[0]!['attempts']).toBe(1)
    mail = await startMail(mail.port)
    desk.clock.now = after(2)
    await desk.alih.deliver()
    expect((await deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect(mail.box.length).toBe(2)
  })

  test('tried ten times, then given up; a division head has it sent again to the new address', async () => {
    await mail.stop()
    await open()
    await makeRequest(desk, 'submit')
    for (let tries = 0; tries < 12; tries++) {
      desk.clock.now = after(tries * 600)
      await desk.alih.deliver()
    }
    expect((await deliveries({ kind: 'submit' })).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['given_up', 10],
      ['given_up', 10],
    ])
    const [row] = await deliveries({ kind: 'submit' })
    const [head] = (await desk.call('admin', 'GET', '/people?filter={"role":"head"}')).body
    await desk.call('admin', 'PUT', `/people/${head.id}`, { ...head, email: 'kadis.baru@example.com' })
    mail = await startMail(mail.port)
    for (const [who, status] of [
      ['applicant', 403],
      ['operator', 403],
      ['division_head', 200],
      ['division_head', 409],
    ] as const) {
      expect((await desk.call(who, 'POST', `/deliveries/${row!.id}/resend`)).status).toBe(status)
      if (status === 200) await soon('sent', () => mail.box.length === 1)
      if (status === 200) await calm()
    }
    expect(mail.box[0]!.recipients).toEqual(['kadis.baru@example.com'])
  })

  test('550 is final, and visible', async () => {
    mail.refuse = { code: 550, text: 'no such mailbox' }
    await open()
    const id = await makeRequest(desk, 'submit')
    await soon('given up', async () => (await deliveries({ state: 'given_up' })).length === 2)
    const [row] = await deliveries({ requestId: id })
    expect(row).toMatchObject({ attempts: 1, nextAttemptAt: null })
    expect(String(row!['lastError'])).toContain('550')
    const { body } = await desk.call('admin', 'GET', '/deliveries/summary')
    expect(body).toMatchObject({ mail: true, counts: { given_up: 2, sent: 0 } })
    expect((await desk.call('applicant', 'GET', '/deliveries')).status).toBe(403)
  })

  test('a password that is refused is tried again, and never logged', async () => {
    const lines: unknown[] = []
    const log = (facts: object, message: string) => lines.push([facts, message])
    await open(':memory:', {
      smtp: mail.url.replace('//', '//alih:rahasia%2Fsmtp@'),
      logger: { info: log, warn: log, error: log },
    })
    await makeRequest(desk, 'submit')
    await soon('failed', async () => (await deliveries({ state: 'failed' })).length === 2)
    const told = JSON.stringify([lines, await deliveries()])
    expect(told).toContain('a notice was not delivered')
    expect(told).not.toMatch(/rahasia/)
    expect(told).not.toContain(Buffer.from('rahasia/smtp').toString('base64'))
  })

  test('451 is tried again', async () => {
    mail.refuse = { code: 451, text: 'come back later' }
    await open()
    await makeRequest(desk, 'submit')
    await soon('failed', async () => (await deliveries({ state: 'failed' })).length === 2)
    mail.refuse = null
    desk.clock.now = after(5)
    await desk.alih.deliver()
    expect(mail.box.length).toBe(2)
  })

  test('a line that ends between the last byte and the answer leaves it uncertain: a person decides', async () => {
    mail.onWhole = async () => 'hang up'
    await open()
    await makeRequest(desk, 'submit')
    await soon('uncertain', async () => (await deliveries({ state: 'uncertain' })).length === 2)
    mail.onWhole = null
    desk.clock.now = after(300)
    await desk.alih.deliver()
    expect(mail.box.length).toBe(2)
    const [row] = await deliveries()
    expect((await desk.call('admin', 'POST', `/deliveries/${row!.id}/resend`)).status).toBe(200)
    await soon('sent by hand', () => mail.box.length === 3)
    // The same id: the receiver's server can drop what it has already.
    expect(mail.box[2]!.messageId).toBe(mail.box[0]!.messageId)
  })

  test('kill -9 between sending and marking: the mailbox holds exactly one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'alih-mail-'))
    cleaning.push(() => rmSync(folder, { recursive: true, force: true }))
    const database = join(folder, 'alih.sqlite')
    const { url, port } = mail
    await mail.stop()
    await open(database)
    await makeRequest(desk, 'submit')
    await soon('queued', async () => (await deliveries()).every(({ state }) => state === 'failed'))
    await desk.stop()
    mail = await startMail(port)
    const at = after(5)
    const child = sender(database, url, at)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    // The message is whole at the server, which answers only once the sender is dead.
    mail.onWhole = async () => {
      child.kill('SIGKILL')
      await ended
    }
    await ended
    mail.onWhole = null
    expect(mail.box.length).toBe(1)
    desk = await openDesk(database, { smtp: mail.url })
    for (const minutes of [5, 6, 20, 600]) {
      desk.clock.now = after(minutes)
      await desk.alih.deliver()
    }
    expect((await deliveries()).map(({ state }) => state).sort()).toEqual(['sent', 'uncertain'])
    const ids = mail.box.map(({ messageId }) => messageId)
    expect(ids.length).toBe(2)
    expect(new Set(ids).size).toBe(2)
  })

  test(
    'killed again and again at any moment: nothing is lost, nothing comes twice',
    { timeout: 180_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'alih-mail-'))
      cleaning.push(() => rmSync(folder, { recursive: true, force: true }))
      const database = join(folder, 'alih.sqlite')
      const { port } = mail
      await mail.stop()
      await open(database)
      const REQUESTS = 20
      for (let made = 0; made < REQUESTS; made++) {
        const names = { oldName: `lama${made}.kaltim.example`, newName: `baru${made}.kaltim.example` }
        await makeRequest(desk, 'submit', names)
      }
      await soon('queued', async () => (await deliveries()).every(({ state }) => state === 'failed'))
      await desk.stop()
      mail = await startMail(port)
      mail.onWhole = () => new Promise((resolve) => setTimeout(resolve, 25))
      const KILLS = 5
      for (let kill = 1; kill <= KILLS; kill++) {
        const child = sender(database, mail.url, after(kill * 10))
        const ended = new Promise((resolve) => child.once('exit', resolve))
        await new Promise((resolve) => child.once('message', resolve))
        const moment = setTimeout(() => child.kill('SIGKILL'), Math.random() * 400)
        await ended
        clearTimeout(moment)
      }
      desk = await openDesk(database, { smtp: mail.url })
      for (const minutes of [60, 70]) {
        desk.clock.now = after(minutes)
        await desk.alih.deliver()
      }
      const rows = await deliveries({ kind: 'submit' })
      expect(rows.length).toBe(2 * REQUESTS)
      const came = mail.box.map(({ messageId }) => messageId)
      expect(new Set(came).size).toBe(came.length)
      const sent = rows.filter(({ state }) => state === 'sent').map(({ messageId }) => messageId)
      const uncertain = rows.filter(({ state }) => state === 'uncertain')
      expect(sent.length + uncertain.length).toBe(rows.length)
      expect(uncertain.length).toBeLessThanOrEqual(KILLS)
      expect(came).toEqual(expect.arrayContaining(sent))
    },
  )
})

describe('clocks', () => {
  const THURSDAY_THREE = new Date('2026-11-26T07:00:00Z')

  test('due soon, then late, once each, and never outside working hours', async () => {
    await open()
    desk.clock.now = THURSDAY_THREE
    // Waits for the head until Friday, 11:30; the warning comes two hours of work before.
    await makeRequest(desk, 'submit')
    await calm()
    const seen = async (iso: string) => {
      desk.clock.now = new Date(iso)
      await desk.alih.deliver()
      await calm()
      return subjects('head').map((text) => text?.split(' (')[0]?.split(': ')[1])
    }
    expect(await seen('2026-11-27T01:29:00Z')).toEqual(['menunggu disposisi Anda'])
    expect(await seen('2026-11-27T01:30:00Z')).toEqual(['menunggu disposisi Anda', 'tenggat sudah dekat'])
    expect(await seen('2026-11-27T02:40:00Z')).toHaveLength(2)
    // Due at closing time: nothing at night or over the weekend.
    expect(await seen('2026-11-27T03:31:00Z')).toHaveLength(2)
    expect(await seen('2026-11-28T02:00:00Z')).toHaveLength(2)
    const monday = await seen('2026-11-30T00:00:30Z')
    expect(monday).toContain('terlambat')
    expect(monday.filter((text) => text === 'terlambat')).toHaveLength(1)
    expect((await seen('2026-11-30T00:10:00Z')).filter((text) => text === 'terlambat')).toHaveLength(1)
    expect(to('division_head').some(({ subject }) => subject?.includes('terlambat'))).toBe(true)
  })

  test('the summary comes at the opening of a working day, once, and only where there is something to say', async () => {
    await open(':memory:', {}, true)
    await makeRequest(desk, 'submit')
    await calm()
    const digests = async () => deliveries({ kind: 'digest' })
    const at = async (iso: string) => {
      desk.clock.now = new Date(iso)
      await desk.alih.deliver()
      await calm()
      return (await digests()).map(({ address }) => address)
    }
    // Monday nine: within two hours of the opening, so Monday's comes; Tuesday the clock is still before eight.
    expect(await at('2026-11-23T23:59:00Z')).toEqual([])
    expect(await at('2026-11-24T00:01:00Z')).toEqual([people.head.email])
    expect(await at('2026-11-24T00:02:00Z')).toHaveLength(1)
    const digest = to('head').at(-1)!
    expect(digest.subject).toBe('Ringkasan Selasa, 24 November 2026: 1 jatuh tempo hari ini')
    expect(digest.text).toContain('Jatuh tempo hari ini (1)')
    expect(digest.text).toContain('2026/0001 lama.kaltim.example → baru.kaltim.example')
    // Wednesday is a holiday.
    await desk.call('admin', 'POST', '/holidays', { heldOn: '2026-11-25', name: 'Libur', kind: 'regional' })
    expect(await at('2026-11-25T00:01:00Z')).toHaveLength(1)
    expect(await at('2026-11-25T03:00:00Z')).toHaveLength(1)
    expect((await at('2026-11-26T00:01:00Z')).length).toBeGreaterThan(1)
    // Noon is too late for a day's summary.
    expect(
      (await deliveries({ kind: 'digest' })).filter(({ address }) => address === people.head.email),
    ).toHaveLength(2)
  })
})

describe('findings', () => {
  test('what opens and closes of a site is told to the team and to its own agency alone', async () => {
    await open()
    desk.world.look = () => checked('broken', [found('A01', 'situs.kaltim.example')], desk.clock.now)
    await desk.call('operator', 'POST', '/sites', {
      hostname: 'situs.kaltim.example',
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.10'] },
    })
    for (let look = 1; look < 5; look++) {
      desk.clock.now = after(look * 90)
      await desk.sweep()
    }
    await desk.alih.deliver()
    await calm()
    expect(subjects('operator')).toEqual(['situs.kaltim.example: temuan pada situs'])
    expect(subjects('applicant')).toEqual(['situs.kaltim.example: temuan pada situs'])
    expect(to('applicant')[0]!.text).toContain('A01')
    desk.world.look = () => checked('ok', [found('A10', 'situs.kaltim.example')], desk.clock.now)
    for (let look = 5; look < 12; look++) {
      desk.clock.now = after(look * 90)
      await desk.sweep()
    }
    await desk.alih.deliver()
    await calm()
    expect(subjects('applicant')).toContain('situs.kaltim.example: temuan selesai')
    expect(to('stranger')).toEqual([])
  })
})

describe('webhooks', () => {
  type Heard = { headers: IncomingHttpHeaders; body: string; url: string }
  async function listen(answer: (heard: Heard) => { status: number; headers?: Record<string, string> }) {
    const heard: Heard[] = []
    const port = await freePort()
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        const one = { headers: request.headers, body, url: request.url ?? '' }
        heard.push(one)
        const { status, headers } = answer(one)
        response.writeHead(status, headers).end('x'.repeat(100_000))
      })
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    cleaning.push(() => server.close())
    return { url: `http://localhost:${port}/hook?token=1`, heard }
  }
  const withSecret = { secret: 's'.repeat(32), sight: { allow: ['127.0.0.0/8', '::1/128'] } }
  const subscribe = (url: string, events: string[] = []) =>
    desk.call('admin', 'POST', '/webhooks', { name: 'Penerima', url, events })

  test('are signed as the receiver can check, and the key is shown once', async () => {
    const receiver = await listen(() => ({ status: 204 }))
    await open(':memory:', withSecret)
    const { body: made } = await subscribe(receiver.url, ['submit', 'approve'])
    expect(made.secret).toMatch(/^whsec_/)
    expect((await desk.call('admin', 'GET', `/webhooks/${made.id}`)).body).not.toHaveProperty('secret')
    await makeRequest(desk, 'assign')
    await soon('heard', () => receiver.heard.length === 2)
    for (const { headers, body } of receiver.heard) {
      const key = Buffer.from(made.secret.slice(6), 'base64')
      const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.')
      expect(headers['webhook-signature']).toBe(
        `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
      )
    }
    const [submitted] = receiver.heard.map(({ body }) => JSON.parse(body))
    expect(submitted).toMatchObject({
      type: 'request.submit',
      data: { event: { from: 'draft', to: 'submitted' }, request: { number: '2026/0001', agencyId: 1 } },
    })
    await calm()
    // Lists show where it goes, without the path, which may be a secret of its own.
    const rows = await deliveries({ channel: 'webhook' })
    expect(rows.map(({ state, address }) => [state, address])).toEqual(
      Array.from({ length: 2 }, () => ['sent', new URL(receiver.url).origin]),
    )
    const renewed = await desk.call('admin', 'POST', `/webhooks/${made.id}/secret`)
    expect(renewed.body.secret).not.toBe(made.secret)
  })

  test('a failure is tried again under the same id; a redirect is not followed; 410 is final', async () => {
    const elsewhere = await listen(() => ({ status: 200 }))
    let status = 500
    const receiver = await listen(() => ({ status, headers: { location: elsewhere.url } }))
    await open(':memory:', withSecret)
    await subscribe(receiver.url, ['submit'])
    await makeRequest(desk, 'submit')
    const tried = (times: number) =>
      soon('tried', async () => {
        const [row] = await deliveries({ channel: 'webhook' })
        return row?.['attempts'] === times && row.state !== 'sending'
      })
    await tried(1)
    status = 302
    desk.clock.now = after(5)
    await desk.alih.deliver()
    await tried(2)
    status = 410
    desk.clock.now = after(15)
    await desk.alih.deliver()
    await tried(3)
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(receiver.heard.length).toBe(3)
    expect(elsewhere.heard).toEqual([])
    expect((await deliveries({ channel: 'webhook' }))[0]).toMatchObject({ state: 'given_up' })
  })

  test('a private address is refused unless it is allowed', async () => {
    const receiver = await listen(() => ({ status: 204 }))
    await open(':memory:', { secret: withSecret.secret })
    await subscribe(receiver.url)
    await makeRequest(desk, 'submit')
    await soon(
      'refused',
      async () => (await deliveries({ state: 'given_up', channel: 'webhook' })).length === 1,
    )
    const [row] = await deliveries({ channel: 'webhook' })
    expect(String(row!['lastError'])).toMatch(/not_allowed.*loopback/)
    expect(receiver.heard).toEqual([])
  })

  test('are the administrator’s alone, and need the secret', async () => {
    await open()
    for (const who of ['applicant', 'head', 'division_head', 'operator'] as const)
      expect((await desk.call(who, 'GET', '/webhooks')).status).toBe(403)
    expect((await subscribe('https://hook.example/')).body.code).toBe('no_secret')
    expect((await subscribe('https://user:pw@hook.example/')).body.errors).toHaveProperty('url')
    expect((await subscribe('ftp://hook.example/')).status).toBe(422)
  })
})

test('a draft that is withdrawn is nobody’s news', async () => {
  await open()
  const { body } = await desk.call('applicant', 'POST', '/requests', draft)
  await desk.call('applicant', 'POST', '/documents', letter(body.id))
  await desk.call('applicant', 'POST', `/requests/${body.id}/actions/withdraw`, { reason: 'Batal.' })
  expect(await deliveries()).toEqual([])
})
