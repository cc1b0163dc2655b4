/** Fills November 2026 with so many requests that went the whole way, a statement for each kind of event. */
import { sql } from 'kysely'
import type { openDatabase } from '../../server/database.ts'

const CHUNK = 10_000
const START = Date.parse('2026-11-02T00:00:00Z') / 1000

// Minutes after the submission at which the way's events happened.
const way = [
  ['create', null, 'draft', 0],
  ['submit', 'draft', 'submitted', 5],
  ['approve', 'submitted', 'approved', 60],
  ['assign', 'approved', 'assigned', 70],
  ['execute', 'assigned', 'executed', 200],
  ['report', 'executed', 'reported', 230],
  ['receive', 'reported', 'archived', 290],
] as const

export async function fillMonth(
  { db }: ReturnType<typeof openDatabase>,
  size: number,
  tell: (done: number, total: number) => void,
): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  const numbers = (from: number, to: number) =>
    `(with recursive s(n) as (select ${from} union all select n + 1 from s where n < ${to}) select n from s) as s`
  const at = (minutes: number) =>
    `strftime('%Y-%m-%dT%H:%M:%S.000Z', ${START} + (n * 7919) % 1800000 + ${minutes * 60}, 'unixepoch')`
  await run(
    `insert into agencies (id, name, short_name) select n, 'Dinas ' || n, 'D' || n from ${numbers(1, 50)}`,
  )
  await run(
    `insert into people (id, name, email, role, active, subject) values (1, 'Tim', 'tim@bench.example', 'operator', 1, 'b')`,
  )
  for (let from = 1; from <= size; from += CHUNK) {
    const some = numbers(from, Math.min(from + CHUNK - 1, size))
    await run(`insert into requests (id, number, agency_id, applicant_id, kind, old_name, new_name, records, want, reason,
        state, version, assignee_ids, pauses, submitted_at, executed_at, archived_at, created_at, updated_at)
      select n, '2026/' || n, 1 + n % 50, 1, 'website', 'lama' || n || '.bench.example', 'baru' || n || '.bench.example',
        '{"A":["192.0.2.1"]}', 'redirect', 'x', 'archived', 1, '[1]', '[]', ${at(5)}, ${at(200)}, ${at(290)}, ${at(0)}, ${at(290)}
      from ${some}`)
    for (const [seq, [action, before, after, minutes]] of way.entries())
      await run(`insert into request_events (request_id, seq, action, from_state, to_state, actor_id, actor_name, actor_role,
          at, details, previous, digest)
        select n, ${seq + 1}, '${action}', ${before === null ? 'null' : `'${before}'`}, '${after}', 1, 'Tim', 'operator', ${at(minutes)},
          ${
            action === 'create'
              ? `'{"kind":"website","oldName":"lama' || n || '.bench.example","newName":"baru' || n || '.bench.example"}'`
              : `'{}'`
          }, '', 'd' || n || '-' || ${seq + 1}
        from ${some}`)
    tell(Math.min(from + CHUNK - 1, size), size)
  }
}
