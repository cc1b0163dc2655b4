/**
 * Fills the register and the list of requests by the thousand or by the million, in few statements: the triggers of the
 * schema keep counts and search as they do in daily work, so what is measured afterwards is what an office would have.
 */
import { sql } from 'kysely'
import type { openDatabase } from '../../server/database.ts'

type Database = ReturnType<typeof openDatabase>
export type Told = (what: string, done: number, total: number) => void

export const AGENCIES = 50
const CHUNK = 20_000
const START = Date.parse('2024-01-01T00:00:00Z') / 1000
/** The present of the bench. Due times lie before and after it. */
export const NOW = new Date('2026-11-23T01:00:00Z')
const SPAN = NOW.getTime() / 1000 - START

/** Brings a migrated, empty database to so many requests, as many sites, and a finding for every twentieth site. */
export async function fill({ db, dialect }: Database, size: number, tell: Told): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  const numbers = (from: number, to: number) =>
    dialect === 'sqlite'
      ? `(with recursive s(n) as (select ${from} union all select n + 1 from s where n < ${to}) select n from s) as s`
      : `generate_series(${from}::bigint, ${to}::bigint) as s(n)`
  const instant = (seconds: string) =>
    dialect === 'sqlite'
      ? `strftime('%Y-%m-%dT%H:%M:%S.000Z', ${seconds}, 'unixepoch')`
      : `to_char(to_timestamp(${seconds}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`
  // A multiplication with a prime spreads what follows from the number, so that no column is in the order of another.
  const spread = (by: number, modulo: number) => `((n * ${by}) % ${modulo})`
  const one = (of: string, values: readonly string[]) =>
    `case ${of} ${values.map((value, at) => `when ${at} then '${value}'`).join(' ')} end`
  const since = (by: number) => instant(`${START} + (n * ${by}) % ${SPAN}`)

  await run(
    `insert into agencies (id, name, short_name) select n, 'Dinas ' || n, 'D' || n from ${numbers(1, AGENCIES)}`,
  )
  await run(`insert into people (id, name, email, role, agency_id, active, subject)
    select n, 'Pemohon ' || n, 'p' || n || '@bench.example', 'applicant', n, 1, 'bench' || n from ${numbers(1, AGENCIES)}`)
  await run(`insert into zones (name, note) values ('bench.example', '')`)
  // Where numbers were given by hand, PostgreSQL counts on from where it stood.
  if (dialect === 'postgres')
    for (const table of ['agencies', 'people'])
      await run(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
  const inChunks = async (what: string, total: number, insert: (from: string) => string) => {
    for (let from = 1; from <= total; from += CHUNK) {
      tell(what, from - 1, total)
      await run(insert(numbers(from, Math.min(from + CHUNK - 1, total))))
    }
    tell(what, total, total)
  }

  // Of a thousand requests some thirty are open; the rest is history, as in an office after years.
  const states = `case when ${spread(7919, 1000)} < 30 then ${one(spread(31, 6), ['submitted', 'approved', 'assigned', 'executed', 'reported', 'returned'])}
    when ${spread(7919, 1000)} < 60 then 'rejected' when ${spread(7919, 1000)} < 80 then 'withdrawn' else 'archived' end`
  const waits = `case state when 'submitted' then 'head' when 'approved' then 'division_head' when 'assigned' then 'operator'
    when 'executed' then 'operator' when 'reported' then 'division_head' when 'returned' then 'applicant' end`
  const status = one(spread(17, 100), ['broken', 'wrong', 'stale', 'propagating'])
  await inChunks(
    'requests',
    size,
    (
      from,
    ) => `insert into requests (number, agency_id, applicant_id, kind, old_name, new_name, records, want, reason,
        state, waits_for, version, assignee_ids, pauses, due_at, warn_at, submitted_at, status, severity, created_at, updated_at)
      select '2026/' || n, 1 + ${spread(13, AGENCIES)}, 1 + ${spread(13, AGENCIES)}, ${one('n % 2', ['website', 'application'])},
        'lama' || n || '.bench.example', 'layanan' || ${spread(999_983, 1_000_003)} || '.bench.example',
        '{"A":["192.0.2.1"]}', 'redirect', 'Nama instansi berubah, nomor ' || n, state, ${waits}, 1, '[]', '[]',
        case when state in ('submitted', 'assigned', 'reported') then ${instant(`${NOW.getTime() / 1000} + ${spread(7907, 200_000)} - 100000`)} end,
        case when state in ('submitted', 'assigned', 'reported') then ${instant(`${NOW.getTime() / 1000} + ${spread(7907, 200_000)} - 103600`)} end,
        ${since(7919)}, coalesce(${status}, 'ok'), 'ok', ${since(7919)}, ${since(6133)}
      from (select n, ${states} as state from ${from}) as t`,
  )
  await inChunks(
    'sites',
    size,
    (
      from,
    ) => `insert into sites (hostname, agency_id, kind, records, role, status, severity, status_since, checked_at, next_check_at)
      select 'situs' || ${spread(999_983, 1_000_003)} || '.bench.example', 1 + ${spread(13, AGENCIES)},
        ${one('n % 2', ['website', 'application'])}, '{"A":["192.0.2.1"]}',
        coalesce(${one(spread(19, 20), ['retired', 'old', 'new'])}, 'active'),
        coalesce(${one(spread(17, 500), ['broken', 'wrong', 'stale', 'propagating', 'unknown'])}, 'ok'), 'ok',
        ${since(7919)}, ${since(6133)}, ${instant(`${NOW.getTime() / 1000} + ${spread(7907, 3600)}`)}
      from ${from}`,
  )
  await inChunks(
    'findings',
    Math.ceil(size / 20),
    (
      from,
    ) => `insert into findings (site_id, agency_id, finding_key, condition, name, level, stop, subject, message, remedy,
        state, looks, flapping, first_seen_at, opened_at, closed_at)
      select n, 1 + ${spread(13, AGENCIES)}, 'k' || n, ${one(spread(11, 3), ['A01', 'A10', 'W01'])}, 'x',
        ${one(spread(7, 4), ['notice', 'warning', 'error', 'critical'])}, 0, 'situs' || n || '.bench.example',
        '{"id":"x","en":"x"}', '{"id":"x","en":"x"}', case when ${spread(23, 50)} = 0 then 'open' else 'closed' end, '', 0,
        ${since(7919)}, ${since(7919)}, case when ${spread(23, 50)} = 0 then null else ${since(6133)} end
      from ${from}`,
  )
  // What a server that runs for days has done by itself.
  if (dialect === 'postgres') await run('vacuum analyze')
}
