/** Official documents: their facts are written down with the action, their bytes are made once, soon after. */
import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../core/access.ts'
import type { DocumentKind, PaperKind } from '../core/document.ts'
import { stepOf, type Action, type ReasonCode } from '../core/lifecycle.ts'
import { formatNumber } from '../core/number.ts'
import { paperOf, proofOf, signerOf, type Pack, type Paper } from '../core/paper.ts'
import type { ActionInput } from '../core/request.ts'
import { localDate } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import type { Desk } from '../env.ts'
import { latestLook } from '../findings/store.ts'
import { nextOf } from '../numbers.ts'
import type { StoredRequest } from '../requests/store.ts'
import { EVERYWHERE } from '../rest.ts'
import { logoDigest, logoOf, settingsOf } from '../settings/store.ts'
import { press } from './press.ts'
import {
  contentOf,
  documentById,
  evidenceOf,
  insertIssued,
  namesFor,
  packOf,
  sealDocument,
  unsealedFacts,
  type IssuedLine,
} from './store.ts'

type Deed = {
  /** As it stood before the action. */
  request: StoredRequest
  action: Action
  input: ActionInput
  /** When the next step is due. */
  dueAt: string | null
  actor: Actor
  now: Date
}

/** Writes down, in the transaction of an action, the documents that it makes; gives what the history says of them. */
export async function issue(
  { verifyLink }: Pick<Desk, 'verifyLink'>,
  trx: Db,
  deed: Deed,
): Promise<IssuedLine[]> {
  const kind = paperOf[deed.action]
  if (!kind) return []
  const { request, actor, now } = deed
  const code = newCode()
  const paper = await paperFor(trx, kind, deed, verifyLink(code))
  const row = { requestId: request.id, uploadedBy: actor.id, uploadedAt: now.toISOString() }
  const name = `${files[kind]}-${slug(paper.number)}.pdf`
  const lines = [
    await insertIssued(trx, {
      ...row,
      kind,
      name,
      mediaType: 'application/pdf',
      number: paper.number,
      code,
      facts: paper,
    }),
  ]
  if (deed.action === 'receive') {
    // The file is closed: whatever is there by now, the notification included, makes the pack.
    const facts: Pack = {
      kind: 'archive',
      at: now.toISOString(),
      requestId: request.id,
      number: request.number,
      seq: request.version + 1,
      ...(await packOf(trx, request.id)),
    }
    const pack = {
      ...row,
      kind: 'archive' as const,
      name: `${files.archive}-${slug(request.number ?? String(request.id))}.zip`,
      mediaType: 'application/zip',
      number: null,
      code: null,
      facts,
    }
    lines.push(await insertIssued(trx, pack))
  }
  return lines
}

const files: Record<DocumentKind, string> = {
  letter: 'surat-permohonan',
  disposition: 'lembar-disposisi',
  assignment: 'lembar-penugasan',
  report: 'laporan-hasil-kegiatan',
  notification: 'surat-pemberitahuan',
  archive: 'arsip',
}
const slug = (text: string) =>
  text
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)

async function paperFor(trx: Db, kind: PaperKind, deed: Deed, verifyUrl: string): Promise<Paper> {
  const { request, action, input, actor, now } = deed
  const letterhead = await settingsOf(trx, 'letterhead')
  const letters = await settingsOf(trx, 'letters')
  const personIds = kind === 'assignment' ? (input.assigneeIds ?? []) : request.assigneeIds
  const { agency, letter, team } = await namesFor(trx, request, personIds)
  const [year, month] = localDate(now).split('-').map(Number)
  const number = formatNumber(letters[`${kind}Number`], {
    number: await nextOf(trx, `${kind} ${year}`),
    year: year!,
    month: month!,
    agency: agency.shortName,
  })
  const logo = await logoDigest(trx)
  const common = {
    number,
    at: now.toISOString(),
    letterhead,
    ...(logo === null ? {} : { logo }),
    nature: letters.nature,
    verifyUrl,
    request: {
      number: request.number ?? '-',
      agency: agency.name,
      kind: request.kind,
      oldName: request.oldName,
      newName: request.newName,
      records: request.records,
      want: request.want,
      redirectUntil: request.redirectUntil,
      reason: request.reason,
      submittedAt: request.submittedAt ?? request.createdAt,
      executedAt: request.executedAt,
      letter,
    },
    signer: signerOf(kind, actor, letterhead),
  }
  switch (kind) {
    case 'disposition':
      return {
        ...common,
        kind,
        decision: action as 'approve' | 'return' | 'reject',
        reasonCode: (input.reasonCode ?? null) as ReasonCode | null,
        disposition: input.disposition ?? '',
        ...(input.fields?.length ? { marks: input.fields } : {}),
      }
    case 'assignment': {
      const { allowance } = stepOf('assigned')!
      const allowanceSeconds = allowance !== null && 'seconds' in allowance ? allowance.seconds : 0
      return {
        ...common,
        kind,
        team,
        disposition: input.disposition ?? null,
        dueAt: deed.dueAt,
        allowanceSeconds,
      }
    }
    case 'report': {
      const look = await latestLook(trx, { requestId: request.id })
      return {
        ...common,
        kind,
        team,
        text: input.report ?? '',
        proof: look && proofOf(look, request.newName),
        override: request.override?.reason ?? null,
      }
    }
    default:
      return { ...common, kind, text: input.notification ?? '', copies: letters.copies }
  }
}

// 130 bits that can be read aloud and typed: no letter that looks like a digit.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const newCode = () => Array.from(randomBytes(26), (byte) => ALPHABET[byte & 31]).join('')

/**
 * Makes the bytes of a document and keeps them for ever, unless that is done. Two who do it at the same moment make the
 * same bytes, and the first are kept.
 */
export async function seal(desk: Pick<Desk, 'db' | 'now'>, id: number): Promise<void> {
  const facts = await unsealedFacts(desk.db, id)
  if (facts === null) return
  const content =
    facts.kind === 'archive'
      ? await press({ at: facts.at, files: await packed(desk, facts) })
      : await press({ paper: facts, logo: facts.logo ? await logoOf(desk.db, facts.logo) : null })
  await sealDocument(desk.db, id, content, desk.now())
}

/** One after the other: a pack is made of the documents before it. */
export async function sealAll(desk: Pick<Desk, 'db' | 'now'>, lines: readonly IssuedLine[]): Promise<void> {
  for (const { id } of lines) await seal(desk, id)
}

const endings: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}
const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

async function packed(desk: Pick<Desk, 'db' | 'now'>, pack: Pack) {
  const { db } = desk
  const entries: { path: string; content: Buffer; kind: string; number: string | null }[] = []
  for (const [at, id] of pack.documentIds.entries()) {
    await seal(desk, id)
    const document = (await documentById(db, id, EVERYWHERE))!
    const { kind, number, mediaType } = document
    // Names of our own: those of uploads are somebody else's.
    const place = `${String(at + 1).padStart(2, '0')}-${files[kind]}`
    const path = `${place}${number === null ? '' : `-${slug(number)}`}.${endings[mediaType] ?? 'bin'}`
    entries.push({ path, content: await contentOf(db, document), kind, number })
  }
  const { looks, events } = await evidenceOf(db, pack)
  entries.push({ path: 'bukti.json', content: json(looks), kind: 'evidence', number: null })
  entries.push({ path: 'riwayat.json', content: json(events), kind: 'history', number: null })
  const manifest = entries.map(({ content, ...entry }) => ({
    ...entry,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))
  // As `sha256sum -c` reads it.
  const sums = manifest.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')
  return [
    ...entries.map(({ path, content }) => ({ path, content })),
    { path: 'manifest.json', content: json({ request: pack.number, at: pack.at, files: manifest }) },
    { path: 'SHA256SUMS.txt', content: Buffer.from(sums) },
  ]
}
