/** `alih import sites`: the register in, from a table or a zone file. */
import { readFile, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { allAgencies } from '../agencies/store.ts'
import { parseHostname } from '../core/hostname.ts'
import { countStandings } from '../core/preview.ts'
import { formatRecords } from '../core/records.ts'
import { importFormats, MAX_IMPORT_CHARACTERS, type SitePreview } from '../core/register.ts'
import { siteFaults } from '../core/register-faults.ts'
import { siteKinds, type SiteInput } from '../core/site.ts'
import { migrate, openDatabase, type Db } from '../database.ts'
import { importSites, previewSites } from '../sites/actions.ts'
import { EXIT, messageOf, plain, usage, type Io } from './io.ts'

export const help = `alih import sites FILE [--agency NAME] [--kind ${siteKinds.join('|')}] [--origin ZONE] [--format ${importFormats.join('|')}] [--dry-run]
  Takes names into the register: from CSV (columns name, agency, kind, A, AAAA, CNAME or records), or from a zone file.
  --agency is the short name, for names that are new and whose line says none; names that are known keep theirs.
  --origin is the zone of relative names where a zone file has no $ORIGIN. --dry-run says what would change, and saves
  nothing. Refused lines are told on standard error; the others are saved together. Exit code: 0 none refused, 1 some.`

const options = {
  agency: { type: 'string' },
  kind: { type: 'string' },
  origin: { type: 'string' },
  format: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

const isOneOf = <T extends string>(words: readonly T[], text: string | undefined): text is T | undefined =>
  text === undefined || (words as readonly string[]).includes(text)

export async function importFile(args: string[], io: Io, address: string, now = new Date()): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args, options, strict: true, allowPositionals: true })
  } catch (error) {
    return usage(io, messageOf(error), help)
  }
  const [what, file, ...more] = parsed.positionals
  if (what !== 'sites' || file === undefined || more.length > 0)
    return usage(io, 'import needs what to import, and one file: sites FILE', help)
  const { agency, kind = 'website', format, origin = null, 'dry-run': dryRun = false } = parsed.values
  if (!isOneOf(siteKinds, kind)) return usage(io, `--kind is one of ${siteKinds.join(', ')}`, help)
  if (!isOneOf(importFormats, format))
    return usage(io, `--format is one of ${importFormats.join(', ')}`, help)
  const zone = origin === null ? null : parseHostname(origin)
  if (zone && !zone.ok) return usage(io, `--origin is no zone's name: ${origin}`, help)
  const text = await textOf(file)
  if ('problem' in text) return usage(io, text.problem, help)

  const database = openDatabase(address)
  try {
    await migrate(database)
    const { db } = database
    const agencyId = agency === undefined ? null : await agencyNamed(db, agency)
    if (agencyId === undefined) return usage(io, `there is no agency called ${agency}`, help)
    const chosen = { agencyId, kind, origin: zone?.hostname ?? null }
    const named = file.toLowerCase().endsWith('.csv') ? 'csv' : undefined
    const said = format ?? named
    const { rows } = await previewSites(db, { ...chosen, text: text.read, format: said }, now)
    tell(io, file, rows, dryRun)
    const good = rows.flatMap(({ standing, row, was }) =>
      row && (standing === 'new' || standing === 'changed') ? [{ row, was }] : [],
    )
    if (!dryRun && good.length > 0)
      await importSites(db, good, { id: null, name: 'alih import', role: 'admin' }, now)
    const counts = countStandings(rows)
    io.stdout.write(
      `${dryRun ? 'Would be' : 'Are'} new: ${counts.new}, changed: ${counts.changed}, unchanged: ${counts.same}; skipped: ${counts.skipped}, refused: ${counts.refused}.\n`,
    )
    return counts.refused > 0 ? EXIT.failed : EXIT.ok
  } finally {
    await database.close()
  }
}

async function textOf(file: string): Promise<{ read: string } | { problem: string }> {
  try {
    // A character is four bytes at most.
    if ((await stat(file)).size > 4 * MAX_IMPORT_CHARACTERS) return { problem: `${file} is too large` }
    const read = await readFile(file, 'utf8')
    return read.length > MAX_IMPORT_CHARACTERS ? { problem: `${file} is too large` } : { read }
  } catch (error) {
    return { problem: messageOf(error) }
  }
}

async function agencyNamed(db: Db, name: string): Promise<number | undefined> {
  const wanted = name.toLowerCase()
  const all = await allAgencies(db)
  const by = (field: 'shortName' | 'name') => all.find((one) => one[field].toLowerCase() === wanted)
  return (by('shortName') ?? by('name'))?.id
}

function tell({ stdout, stderr }: Io, file: string, rows: readonly SitePreview[], dryRun: boolean): void {
  for (const { line, text, standing, row, was, fault } of rows) {
    const at = `${file}:${line}`
    if (standing === 'refused') stderr.write(`${at}: refused: ${plain(text)}: ${siteFaults[fault!].en}\n`)
    if (standing === 'skipped') stdout.write(`${at}: ${plain(text)}: ${siteFaults[fault!].en}\n`)
    if (!dryRun || !row) continue
    if (standing === 'new') stdout.write(`${at}: new: ${row.hostname} ${formatRecords(row.records)}\n`)
    if (standing === 'changed' && was)
      stdout.write(`${at}: changed: ${row.hostname} ${changesOf(was, row)}\n`)
  }
}

const changesOf = (was: SiteInput, row: SiteInput) =>
  [
    was.agencyId === row.agencyId ? null : 'agency',
    was.kind === row.kind ? null : `${was.kind} → ${row.kind}`,
    formatRecords(was.records) === formatRecords(row.records)
      ? null
      : `${formatRecords(was.records)} → ${formatRecords(row.records)}`,
  ]
    .filter(Boolean)
    .join(', ')
