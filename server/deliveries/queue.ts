/** Puts notices into the outbox, in the transaction of what they tell. */
import { createHash } from 'node:crypto'
import type { Actor } from '../core/access.ts'
import { waitsFor } from '../core/advance.ts'
import {
  findingLetter,
  reportLetter,
  requestLetter,
  type RequestNews,
  type Sender,
} from '../core/notice-letter.ts'
import type { Action, ReasonCode, State } from '../core/lifecycle.ts'
import { oneLine, type Letter } from '../core/mail.ts'
import {
  isNews,
  receiversOf,
  type Addressee,
  type NoticeKind,
  type NoticeSubject,
  type Saying,
} from '../core/notice.ts'
import type { MonthReport, Seal } from '../core/report.ts'
import type { ActionInput, RenameRequest } from '../core/request.ts'
import type { Site } from '../core/site.ts'
import type { Db } from '../database.ts'
import type { Outbox } from '../env.ts'
import { settingsOf } from '../settings/store.ts'
import { listeners } from '../webhooks/store.ts'
import { addressees, agencyNames, findingsChangedAt, insertDeliveries, type NewDelivery } from './store.ts'

/** The same for the same occasion and receiver, for ever: receivers can tell a repetition. */
const idOf = (occasion: string, receiver: string) =>
  createHash('sha256').update(`${occasion} ${receiver}`).digest('hex').slice(0, 40)

/** Who signs, and where links lead. */
export async function senderOf(db: Db, { url }: Outbox): Promise<Sender> {
  return { url, department: (await settingsOf(db, 'mail')).department }
}

/** A row for one person. */
export function mailRow(
  occasion: string,
  kind: NoticeKind,
  requestId: number | null,
  person: Addressee,
  letter: Letter,
  url: string,
): NewDelivery {
  const receiver = `person:${person.id}`
  return {
    occasion,
    receiver,
    channel: 'mail',
    kind,
    requestId,
    personId: person.id,
    webhookId: null,
    name: oneLine(person.name),
    address: person.email,
    subject: letter.subject,
    body: JSON.stringify({ language: person.language, letter }),
    messageId: `<${idOf(occasion, receiver)}@${new URL(url).hostname}>`,
  }
}

type Hooked = { occasion: string; kind: NoticeKind; requestId: number | null; at: Date; data: object }

/** Rows for every program that listens. Bodies carry names and numbers, and no person's words. */
async function hookRows(trx: Db, { occasion, kind, requestId, at, data }: Hooked): Promise<NewDelivery[]> {
  const type = kind.startsWith('finding_') ? kind.replace('_', '.') : `request.${kind}`
  return (await listeners(trx, kind)).map(({ id, name, url }) => {
    const receiver = `webhook:${id}`
    return {
      occasion,
      receiver,
      channel: 'webhook',
      kind,
      requestId,
      personId: null,
      webhookId: id,
      name,
      // The path of an address is often a secret of its own.
      address: new URL(url).origin,
      subject: type,
      body: JSON.stringify({ type, timestamp: at.toISOString(), data }),
      messageId: `msg_${idOf(occasion, receiver)}`,
    }
  })
}

type Told = {
  occasion: string
  kind: NoticeKind
  requestId: number | null
  subject: NoticeSubject
  actorId: number | null
  now: Date
}
type Write = (say: Saying, person: Addressee, agency: string, sender: Sender) => Letter

async function mailRows(
  trx: Db,
  outbox: Outbox,
  { occasion, kind, requestId, subject, actorId, now }: Told,
  write: Write,
): Promise<NewDelivery[]> {
  if (!outbox.mail) return []
  const receivers = receiversOf(kind, subject, await addressees(trx, now), actorId)
  if (receivers.length === 0) return []
  const agency = (await agencyNames(trx, [subject.agencyId])).get(subject.agencyId) ?? ''
  const sender = await senderOf(trx, outbox)
  return receivers.map(({ person, say }) =>
    mailRow(occasion, kind, requestId, person, write(say, person, agency, sender), outbox.url),
  )
}

const factsOf = ({ id, number, oldName, newName, state, agencyId, dueAt }: RenameRequest) => ({
  id,
  number,
  oldName,
  newName,
  state,
  agencyId,
  dueAt,
})

const newsOf = (
  request: RenameRequest,
  agency: string,
): Omit<RequestNews, 'actor' | 'reasonCode' | 'note'> => ({
  id: request.id,
  number: request.number,
  oldName: request.oldName,
  newName: request.newName,
  agency,
  state: request.state,
  dueAt: request.dueAt,
})

/** What a move tells, to whom it concerns. `request` is as the move left it; its version is the event's number. */
export async function queueMove(
  trx: Db,
  outbox: Outbox | undefined,
  before: RenameRequest,
  request: RenameRequest,
  action: Action,
  input: ActionInput,
  actor: Actor,
  now: Date,
): Promise<void> {
  if (!outbox || !isNews(action, before.state)) return
  const occasion = `request:${request.id}/${request.version}`
  const step: State = action === 'withdraw' ? before.state : request.state
  const subject = {
    agencyId: request.agencyId,
    applicantId: request.applicantId,
    assigneeIds: action === 'withdraw' ? before.assigneeIds : request.assigneeIds,
    waitsFor: waitsFor(step),
  }
  const about = { occasion, kind: action, requestId: request.id }
  const mails = await mailRows(
    trx,
    outbox,
    { ...about, subject, actorId: actor.id, now },
    (say, person, agency, sender) =>
      requestLetter(
        say,
        {
          ...newsOf(request, agency),
          actor: actor.onBehalfOf ? `${actor.name} (a.n. ${actor.onBehalfOf.name})` : actor.name,
          reasonCode: (input.reasonCode as ReasonCode | undefined) ?? null,
          note: input.notification ?? input.disposition ?? input.reason ?? null,
        },
        person,
        sender,
      ),
  )
  const event = { action, seq: request.version, from: before.state, to: request.state, by: actor.role }
  const hooks = await hookRows(trx, { ...about, at: now, data: { event, request: factsOf(request) } })
  await insertDeliveries(trx, [...mails, ...hooks], now)
}

/** A reminder of a running step: one of each kind for each run of a step. */
export async function queueReminder(
  trx: Db,
  outbox: Outbox,
  occasion: string,
  kind: 'due_soon' | 'late',
  request: RenameRequest,
  now: Date,
): Promise<void> {
  const { agencyId, applicantId, assigneeIds } = request
  const about = { occasion, kind, requestId: request.id }
  const subject = { agencyId, applicantId, assigneeIds, waitsFor: request.waitsFor }
  const mails = await mailRows(
    trx,
    outbox,
    { ...about, subject, actorId: null, now },
    (say, person, agency, sender) =>
      requestLetter(
        say,
        { ...newsOf(request, agency), actor: '', reasonCode: null, note: null },
        person,
        sender,
      ),
  )
  const hooks = await hookRows(trx, { ...about, at: now, data: { request: factsOf(request) } })
  await insertDeliveries(trx, [...mails, ...hooks], now)
}

/** What one look opened and closed of a site: one notice for all that opened, one for all that closed. */
export async function queueFindings(
  trx: Db,
  outbox: Outbox | undefined,
  site: Pick<Site, 'id' | 'hostname' | 'agencyId' | 'requestId'>,
  checkedAt: string,
): Promise<void> {
  if (!outbox) return
  const changed = await findingsChangedAt(trx, site.id, checkedAt)
  const now = new Date(checkedAt)
  for (const [kind, state] of [
    ['finding_opened', 'open'],
    ['finding_closed', 'closed'],
  ] as const) {
    const rows = changed.filter((row) => row.state === state)
    if (rows.length === 0) continue
    const findings = rows.map(({ condition, message, remedy }) => ({
      condition,
      message: JSON.parse(message),
      remedy: JSON.parse(remedy),
    }))
    const about = { occasion: `site:${site.id}/${state}/${checkedAt}`, kind, requestId: site.requestId }
    const subject = { agencyId: site.agencyId, applicantId: null, assigneeIds: [], waitsFor: null }
    const mails = await mailRows(
      trx,
      outbox,
      { ...about, subject, actorId: null, now },
      (_, person, agency, sender) =>
        findingLetter(kind, { siteId: site.id, hostname: site.hostname, agency, findings }, person, sender),
    )
    const data = {
      site: { id: site.id, hostname: site.hostname, agencyId: site.agencyId },
      findings: rows.map(({ id, condition, name, level, subject: about, server }) => ({
        id,
        condition,
        name,
        level,
        subject: about,
        server,
      })),
    }
    await insertDeliveries(trx, [...mails, ...(await hookRows(trx, { ...about, at: now, data }))], now)
  }
}

/** That a month is frozen, for the division heads; of one month once, whoever froze it. */
export async function queueReport(
  trx: Db,
  outbox: Outbox,
  report: MonthReport,
  seal: Seal,
  now: Date,
): Promise<void> {
  const nobody = { agencyId: 0, applicantId: null, assigneeIds: [], waitsFor: null }
  const about = { occasion: `report:${report.month}`, kind: 'monthly_report', requestId: null } as const
  const mails = await mailRows(
    trx,
    outbox,
    { ...about, subject: nobody, actorId: null, now },
    (_, person, __, sender) => reportLetter(report, seal, person, sender),
  )
  await insertDeliveries(trx, mails, now)
}
