/**
 * Sends what the outbox holds. Mail is sent at most once: a row is marked `sending` before, and one whose outcome nobody
 * knows (the process or the line ended between handing over and the answer) becomes `uncertain` and waits for a person,
 * because SMTP has no way to ask. A webhook is sent at least once, under an id that its receiver tells apart.
 */
import { createHmac } from 'node:crypto'
import { post as postTo, type Sight } from '../../checks/index.ts'
import type { Letter } from '../core/mail.ts'
import { inOfficeHours, nextTry, type Channel, type NoticeKind } from '../core/notice.ts'
import { clockStart } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import type { Logger, Outbox } from '../env.ts'
import { loadCalendar } from '../holidays/store.ts'
import { freezeFinished } from '../reports/actions.ts'
import { HOOK_KEYS, type Vault } from '../vault.ts'
import { settingsOf } from '../settings/store.ts'
import { hookOf } from '../webhooks/store.ts'
import type { Mailer, Outcome } from './mailer.ts'
import { queueTimed } from './rounds.ts'
import { claimNext, markDelivery, releaseStale, stillRuns, type Claimed } from './store.ts'

// Longer than the longest send: whoever holds a row for so long is gone.
const STALE_MS = 5 * 60_000

export type PostOptions = {
  db: Db
  now: () => Date
  /** Null where there is no mail server. */
  mailer: Mailer | null
  outbox: Outbox
  sight: Sight
  vault: Vault | null
  logger: Logger
}

export type Post = {
  /** Sends what is due. Overlapping calls share one run, which looks again at the end. */
  deliver: () => Promise<void>
  /** Queues what the clock brings, sends, and freezes a month that is over. */
  tick: () => Promise<void>
  /** Begins nothing more, and waits for the send in hand. */
  stop: () => Promise<void>
}

export function createPost(options: PostOptions): Post {
  const { db, now, mailer, outbox } = options
  let running: Promise<void> | null = null
  // `again`: somebody woke the loop while it ran.
  const told = { again: false, stopping: false }

  async function run(): Promise<void> {
    do {
      told.again = false
      await releaseStale(db, new Date(now().getTime() - STALE_MS), now())
      // A slow webhook holds no mail up.
      await Promise.all([mailer ? empty('mail') : null, empty('webhook')])
    } while (told.again && !told.stopping)
  }
  async function empty(channel: Channel): Promise<void> {
    while (!told.stopping) {
      const row = await claimNext(db, channel, now())
      if (!row) return
      await settle(options, row, await attempt(options, row))
    }
  }
  async function deliver(): Promise<void> {
    if (told.stopping) return
    told.again = true
    running ??= run().finally(() => {
      running = null
    })
    await running
  }
  return {
    deliver,
    async tick() {
      if (told.stopping) return
      await queueTimed(db, outbox, now())
      await deliver()
      // Long with many requests, so it comes last; its own notice wakes the loop.
      await freezeFinished({ db, now, outbox })
    },
    async stop() {
      told.stopping = true
      await running?.catch(() => {})
    },
  }
}

/** Whatever goes wrong here is the row's failure, not the loop's: the next row goes on. */
async function attempt(options: PostOptions, row: Claimed): Promise<Outcome> {
  try {
    const reminder = row.kind === 'late' || row.kind === 'due_soon'
    if (reminder && !(await stillRuns(options.db, row)))
      return { is: 'refused', error: 'the step was over before this could be sent' }
    return await (row.channel === 'mail' ? mail(options, row) : hook(options, row))
  } catch (error) {
    return { is: 'failed', error: error instanceof Error ? error.message : String(error) }
  }
}

async function settle({ db, now, logger }: PostOptions, row: Claimed, outcome: Outcome): Promise<void> {
  const at = now()
  if (outcome.is === 'sent') {
    const done = { state: 'sent', nextAttemptAt: null, lastError: null, sentAt: at.toISOString() }
    return markDelivery(db, row, done)
  }
  const retry = outcome.is === 'failed' ? nextTry(row.attempts, at, Math.random()) : null
  const state = outcome.is === 'uncertain' ? 'uncertain' : retry ? 'failed' : 'given_up'
  const facts = { delivery: row.id, channel: row.channel, state, attempts: row.attempts, why: outcome.error }
  logger.warn(facts, 'a notice was not delivered')
  const when =
    retry && inOfficeHours(row.kind as NoticeKind) ? clockStart(retry, await loadCalendar(db)) : retry
  await markDelivery(db, row, {
    state,
    nextAttemptAt: when?.toISOString() ?? null,
    lastError: outcome.error.slice(0, 500),
    sentAt: null,
  })
}

async function mail({ db, now, mailer, outbox }: PostOptions, row: Claimed): Promise<Outcome> {
  const { language, letter } = JSON.parse(row.body) as { language: string; letter: Letter }
  const { from, department } = await settingsOf(db, 'mail')
  const { hostname } = new URL(outbox.url)
  return mailer!.send({
    to: { name: row.name, address: row.address },
    from: { name: department, address: from || mailer!.sender || `alih@${hostname}` },
    letter,
    language,
    messageId: row.messageId,
    thread: row.requestId === null ? null : `<request-${row.requestId}@${hostname}>`,
    at: now(),
  })
}

const GONE = 410

/** Standard Webhooks: the receiver knows the sender by the signature over id, time and body. */
async function hook({ db, now, sight, vault }: PostOptions, row: Claimed): Promise<Outcome> {
  const target = row.webhookId === null ? null : await hookOf(db, row.webhookId)
  if (!target) return { is: 'refused', error: 'the webhook was removed or switched off' }
  const sealed = vault?.open(target.secret, HOOK_KEYS)
  if (!sealed)
    return { is: 'failed', error: 'ALIH_SECRET is missing or another one, so nothing can be signed' }
  const timestamp = String(Math.floor(now().getTime() / 1000))
  const key = Buffer.from(sealed.toString().replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key)
    .update(`${row.messageId}.${timestamp}.${row.body}`)
    .digest('base64')
  const headers = {
    'user-agent': 'Alih',
    'webhook-id': row.messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
  const posted = await postTo(new URL(target.url), headers, row.body, sight)
  if (!posted.ok) {
    const error = `${posted.failure}: ${posted.detail}`
    return { is: posted.failure === 'not_allowed' ? 'refused' : 'failed', error }
  }
  if (posted.status >= 200 && posted.status < 300) return { is: 'sent' }
  return { is: posted.status === GONE ? 'refused' : 'failed', error: `HTTP ${posted.status}: ${posted.told}` }
}
