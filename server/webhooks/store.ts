/** All SQL for webhooks. A secret leaves the database sealed, and only for the sender. */
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { NoticeKind, Webhook, WebhookInput } from '../core/notice.ts'
import type { Db } from '../database.ts'
import { plainTable } from '../plain-table.ts'
import { idFilter } from '../rest.ts'
import type { Tables } from '../tables.ts'

export const webhookFilter = z.strictObject({ id: idFilter, active: z.boolean().optional() })

type Row = Selectable<Tables['webhooks']>

function fromRow(row: Row): Webhook {
  const { secret, ...shown } = row
  return { ...shown, events: JSON.parse(row.events), active: row.active === 1 }
}

type Kept = WebhookInput & { secret?: string; createdAt?: string }

export const webhookStore = (db: Db) =>
  plainTable<Webhook, Kept, z.infer<typeof webhookFilter>>(db, 'webhooks', {
    toRow: (input) => ({ ...input, events: JSON.stringify(input.events), active: Number(input.active) }),
    fromRow,
    where: (query, { active }) => (active === undefined ? query : query.where('active', '=', Number(active))),
  })

/** Those that want to hear of a kind. */
export async function listeners(db: Db, kind: NoticeKind): Promise<Webhook[]> {
  const rows = await db.selectFrom('webhooks').selectAll().where('active', '=', 1).orderBy('id').execute()
  return rows.map(fromRow).filter(({ events }) => events.length === 0 || events.includes(kind as never))
}

/** Where to send, and the sealed key to sign with; null when it was removed or switched off. */
export async function hookOf(db: Db, id: number): Promise<Pick<Row, 'url' | 'secret'> | null> {
  const row = await db
    .selectFrom('webhooks')
    .select(['url', 'secret'])
    .where('id', '=', id)
    .where('active', '=', 1)
    .executeTakeFirst()
  return row ?? null
}

/** Replaces the sealed key; null when there is no such webhook. */
export async function saveSecret(db: Db, id: number, secret: string): Promise<Webhook | null> {
  const row = await db
    .updateTable('webhooks')
    .set({ secret })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}
