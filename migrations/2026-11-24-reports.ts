/** Frozen months: the report, and its lines in pages. The database itself refuses to change them. */
import { sql, type ColumnDefinitionBuilder, type Kysely, type Migration } from 'kysely'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

export const reports = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('reports')
      .addColumn('month', 'text', (c) => c.primaryKey())
      // Which lines are its own: they are written before it, and one that was never finished has none to show.
      .addColumn('making', 'text', (c) => c.notNull().unique())
      .addColumn('data', 'text', required)
      .addColumn('digest', 'text', required)
      // What lists show of it.
      .addColumn('counts', 'text', required)
      .addColumn('frozen_at', 'text', required)
      // Null: by itself.
      .addColumn('frozen_by', 'text')
      .execute()
    await db.schema
      .createTable('report_lines')
      .addColumn('making', 'text', required)
      .addColumn('page', 'integer', required)
      .addColumn('lines', 'text', required)
      .addPrimaryKeyConstraint('report_lines_page', ['making', 'page'])
      .execute()
    const statements = dialect === 'sqlite' ? sqliteGuards() : postgresGuards
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
})

const REFUSED = 'a frozen report is never changed'

const sqliteGuards = () => [
  ...['update', 'delete'].map(
    (verb) =>
      `create trigger reports_no_${verb} before ${verb} on reports begin select raise(abort, '${REFUSED}'); end`,
  ),
  ...[
    ['insert', 'new'],
    ['update', 'old'],
    ['delete', 'old'],
  ].map(
    ([verb, row]) =>
      `create trigger report_lines_no_${verb} before ${verb} on report_lines
       when exists (select 1 from reports where making = ${row}.making)
       begin select raise(abort, '${REFUSED}'); end`,
  ),
]

const postgresGuards = [
  `create function alih_frozen() returns trigger language plpgsql as $$ begin raise exception '${REFUSED}'; end $$`,
  `create function alih_frozen_line() returns trigger language plpgsql as $$ begin
     if exists (select 1 from reports where making = case when tg_op = 'INSERT' then new.making else old.making end) then
       raise exception '${REFUSED}';
     end if;
     return case when tg_op = 'DELETE' then old else new end;
   end $$`,
  `create trigger reports_frozen before update or delete or truncate on reports for each statement execute function alih_frozen()`,
  `create trigger report_lines_frozen before insert or update or delete on report_lines for each row execute function alih_frozen_line()`,
  `create trigger report_lines_kept before truncate on report_lines for each statement execute function alih_frozen()`,
]
