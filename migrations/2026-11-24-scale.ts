/** A million rows: an index for every order and filter, counts that are kept instead of counted, and search by trigrams. */
import { sql, type Kysely, type Migration } from 'kysely'

type Db = Kysely<any>
type Dialect = 'sqlite' | 'postgres'

/** Columns that are sorted or searched by ranges: as bytes, so that both databases order and match them alike. */
const bytewise: Record<string, readonly string[]> = {
  requests: [
    'number',
    'kind',
    'old_name',
    'new_name',
    'state',
    'status',
    'due_at',
    'warn_at',
    'gone_at',
    'created_at',
    'updated_at',
  ],
  sites: ['hostname', 'kind', 'role', 'status', 'status_since', 'checked_at', 'next_check_at', 'retired_at'],
  findings: ['subject', 'condition', 'level', 'state', 'first_seen_at', 'opened_at', 'closed_at'],
  deliveries: ['name', 'address', 'subject', 'state', 'kind', 'channel', 'created_at', 'next_attempt_at'],
  request_events: ['at'],
}

const ranked = (column: string, values: readonly string[], other: number) =>
  `(case ${column} ${values.map((value, rank) => `when '${value}' then ${rank}`).join(' ')} else ${other} end)`
const statusRank = ranked('status', ['broken', 'wrong', 'stale', 'propagating', 'ok', 'unknown'], 6)
const levelRank = ranked('level', ['pass', 'info', 'notice', 'warning', 'error', 'critical'], -1)

// Both ways, with what is empty at the end: neither is the other read backwards.
const emptyLast = (table: string, column: string): [string, string][] => [
  [`${table}_${column}_asc`, `${table} ((${column} is null), ${column}, id)`],
  [`${table}_${column}_desc`, `${table} ((${column} is null), ${column} desc, id desc)`],
]

const OPEN = `state in ('draft', 'returned', 'submitted', 'approved', 'assigned', 'executed', 'reported')`

const indexes: readonly (readonly [name: string, on: string])[] = [
  ['requests_agency_state', 'requests (agency_id, state, updated_at, id)'],
  ['requests_by_agency', 'requests (agency_id, updated_at, id)'],
  ['requests_by_state', 'requests (state, updated_at, id)'],
  ['requests_by_status', `requests (${statusRank}, updated_at, id)`],
  ['requests_by_kind', 'requests (kind, updated_at, id)'],
  ['requests_by_applicant', 'requests (applicant_id, updated_at, id)'],
  ['requests_by_created', 'requests (created_at, id)'],
  ['requests_by_old_name', 'requests (old_name, id)'],
  ['requests_by_new_name', 'requests (new_name, id)'],
  ...emptyLast('requests', 'number'),
  ...emptyLast('requests', 'due_at'),
  ['requests_due', 'requests (due_at, id) where due_at is not null'],
  ['requests_gone', 'requests (gone_at) where gone_at is not null'],
  // All that the queues ask of an open request, without reading its row.
  ['requests_open', `requests (state, due_at, warn_at, agency_id, assignee_ids) where ${OPEN}`],

  ['sites_by_agency', 'sites (agency_id, hostname)'],
  ['sites_by_kind', 'sites (kind, hostname)'],
  ['sites_by_role', 'sites (role, hostname)'],
  ['sites_by_status', `sites (${statusRank}, hostname)`],
  ...emptyLast('sites', 'status_since'),
  ...emptyLast('sites', 'checked_at'),
  ['sites_worst', `sites (${statusRank}, hostname) where role <> 'retired'`],
  ['sites_worst_of_agency', `sites (agency_id, ${statusRank}, hostname) where role <> 'retired'`],
  ['sites_next_check_of_agency', 'sites (agency_id, next_check_at)'],
  ['sites_ailing', 'sites (status, status_since)'],
  ['sites_retired', 'sites (retired_at) where retired_at is not null'],
  ['sites_wildcards', 'sites (wildcards) where wildcards is not null'],

  ['findings_by_state', `findings (state, ${levelRank}, first_seen_at, id)`],
  ['findings_by_level', `findings (${levelRank}, first_seen_at, id)`],
  ['findings_by_agency', `findings (agency_id, state, ${levelRank}, first_seen_at, id)`],
  ['findings_by_first_seen', 'findings (first_seen_at, id)'],
  ['findings_by_subject', 'findings (subject, id)'],
  ['findings_by_condition', 'findings (condition, first_seen_at, id)'],
  ['findings_by_request', 'findings (request_id, id)'],

  ['deliveries_by_created', 'deliveries (created_at, id)'],
  ['deliveries_by_state', 'deliveries (state, created_at, id)'],
  ['deliveries_by_kind', 'deliveries (kind, created_at, id)'],
  ['deliveries_by_channel', 'deliveries (channel, created_at, id)'],
  ['deliveries_by_name', 'deliveries (name, id)'],
  ['deliveries_by_address', 'deliveries (address, id)'],

  ['documents_by_uploaded', 'documents (uploaded_at, id)'],
  ['documents_by_name', 'documents (name, id)'],
  ['request_events_at', 'request_events (at, id)'],
]

// Each is the beginning of a new one, or is read no more.
const replaced = ['requests_agency', 'sites_agency', 'sites_status', 'findings_state']

/** What is counted of each table: by agency and by two columns that tell rows apart; null where there is none. */
const tallied: Record<string, readonly (string | null)[]> = {
  requests: ['agency_id', 'state', 'status'],
  sites: ['agency_id', 'role', 'status'],
  findings: ['agency_id', 'state', 'level'],
  deliveries: [null, 'state', null],
}

/** What is searched of each table, as one text: a line break keeps a term from reaching over two columns. */
const searched: Record<string, readonly string[]> = {
  requests: ['old_name', 'new_name', 'number', 'reason'],
  sites: ['hostname'],
  findings: ['subject'],
  deliveries: ['name', 'address', 'subject'],
}
const textOf = (columns: readonly string[], row = '') =>
  `lower(${columns.map((column) => `coalesce(${row}${column}, '')`).join(` || '\n' || `)})`

export const scale = (dialect: Dialect): Migration => ({
  async up(db: Db) {
    const run = (text: string) => sql.raw(text).execute(db)
    if (dialect === 'postgres') {
      for (const [table, columns] of Object.entries(bytewise)) {
        const changes = columns.map((column) => `alter column ${column} type text collate "C"`)
        await run(`alter table ${table} ${changes.join(', ')}`)
      }
    }
    for (const name of replaced) await run(`drop index ${name}`)
    for (const [name, on] of indexes) await run(`create index ${name} on ${on}`)
    await keepTallies(run, dialect)
    for (const [table, columns] of Object.entries(searched))
      await (dialect === 'sqlite' ? searchByFts : searchByTrigrams)(run, table, columns)
  },
})

type Run = (text: string) => Promise<unknown>

async function keepTallies(run: Run, dialect: Dialect): Promise<void> {
  const columns = `list text not null, agency_id integer not null, state text not null, detail text not null, total integer not null`
  if (dialect === 'sqlite')
    await run(`create table tallies (${columns}, primary key (list, agency_id, state, detail)) without rowid`)
  else {
    await run(`create table tallies (${columns})`)
    await run(`create index tallies_list on tallies (list, agency_id, state, detail)`)
  }
  for (const [table, [agency, ...values]] of Object.entries(tallied)) {
    const of = (row: string) => [
      agency ? `${row}${agency}` : '0',
      ...values.map((column) => (column ? `coalesce(${row}${column}, '')` : `''`)),
    ]
    const counted = (from: string, sign = '') =>
      `insert into tallies select '${table}', ${of('').join(', ')}, ${sign}count(*) from ${from} group by 2, 3, 4`
    await run(counted(table))
    const watched = [agency, ...values].filter((column) => column != null)
    await (dialect === 'sqlite'
      ? tallyInSqlite(run, table, of, watched)
      : tallyInPostgres(run, table, of, watched, counted))
  }
}

type Of = (row: string) => string[]

const differs = (watched: readonly string[], is: string) =>
  watched.map((column) => `old.${column} ${is} new.${column}`).join(' or ')

/** One row for each count, raised and lowered: SQLite has one writer at a time. */
async function tallyInSqlite(run: Run, table: string, of: Of, watched: readonly string[]): Promise<void> {
  const raise = `insert into tallies values ('${table}', ${of('new.').join(', ')}, 1)
    on conflict (list, agency_id, state, detail) do update set total = total + 1;`
  const [agency, state, detail] = of('old.')
  const lower = `update tallies set total = total - 1
    where list = '${table}' and agency_id = ${agency} and state = ${state} and detail = ${detail};`
  await run(`create trigger ${table}_tally_insert after insert on ${table} begin ${raise} end`)
  await run(`create trigger ${table}_tally_delete after delete on ${table} begin ${lower} end`)
  await run(`create trigger ${table}_tally_update after update of ${watched.join(', ')} on ${table}
    when ${differs(watched, 'is not')} begin ${lower} ${raise} end`)
}

/**
 * Rows that add up: a count that everybody raises would make writers wait for each other, and two that change two counts
 * in opposite order would wait for ever. Now and then a writer adds up those that nobody holds.
 */
async function tallyInPostgres(
  run: Run,
  table: string,
  of: Of,
  watched: readonly string[],
  counted: (from: string, sign?: string) => string,
): Promise<void> {
  await run(`create function alih_tally_${table}() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' then ${counted('added')};
    elsif tg_op = 'DELETE' then ${counted('removed', '-')};
    else insert into tallies values ('${table}', ${of('old.').join(', ')}, -1), ('${table}', ${of('new.').join(', ')}, 1);
    end if;
    if random() < 0.02 then
      with taken as (
        delete from tallies where ctid = any (array(
          select ctid from tallies where list = '${table}' for update skip locked
        )) returning agency_id, state, detail, total
      )
      insert into tallies select '${table}', agency_id, state, detail, sum(total) from taken
        group by 2, 3, 4 having sum(total) <> 0;
    end if;
    return null;
  end $$`)
  const call = `execute function alih_tally_${table}()`
  await run(`create trigger ${table}_tally_insert after insert on ${table}
    referencing new table as added for each statement ${call}`)
  await run(`create trigger ${table}_tally_delete after delete on ${table}
    referencing old table as removed for each statement ${call}`)
  await run(`create trigger ${table}_tally_update after update of ${watched.join(', ')} on ${table}
    for each row when (${differs(watched, 'is distinct from')}) ${call}`)
}

/** `…_search` holds the text by row, and finds any part of it of three letters or more. */
async function searchByFts(run: Run, table: string, columns: readonly string[]): Promise<void> {
  const name = `${table}_search`
  await run(`create view ${table}_text as select id, ${textOf(columns)} as text from ${table}`)
  await run(`create virtual table ${name} using
    fts5(text, content='${table}_text', content_rowid='id', tokenize='trigram', detail=none)`)
  await run(`insert into ${name}(${name}) values ('rebuild')`)
  const add = `insert into ${name}(rowid, text) values (new.id, ${textOf(columns, 'new.')});`
  const drop = `insert into ${name}(${name}, rowid, text) values ('delete', old.id, ${textOf(columns, 'old.')});`
  await run(`create trigger ${name}_insert after insert on ${table} begin ${add} end`)
  await run(`create trigger ${name}_delete after delete on ${table} begin ${drop} end`)
  await run(`create trigger ${name}_update after update of ${columns.join(', ')} on ${table}
    when ${differs(columns, 'is not')} begin ${drop} ${add} end`)
}

/** The same by name, as a view over an indexed expression. Without pg_trgm it searches row by row. */
async function searchByTrigrams(run: Run, table: string, columns: readonly string[]): Promise<void> {
  await run(`create view ${table}_search as select id as rowid, ${textOf(columns)} as text from ${table}`)
  await run(`do $$ begin
    create extension if not exists pg_trgm;
    create index ${table}_trigrams on ${table} using gin (${textOf(columns)} gin_trgm_ops);
  exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
    raise notice 'pg_trgm is not to be had: % is searched row by row', '${table}';
  end $$`)
}
