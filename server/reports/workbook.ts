/** The report as sheets: figures from its data, rows from its lines as they are read. */
import type { AgencyMonth, Ailing, Counts, MonthReport, ReportLine, StepTimes } from '../core/report.ts'
import type { CountingRule } from '../core/report/rules.ts'
import { subjectOf } from '../core/report/tally.ts'
import { countWords } from '../core/report/words.ts'
import type { Language, Status } from '../core/verdict.ts'
import { localIso } from '../core/worktime.ts'
import type { CellValue, Rows, Sheet } from '../sheets.ts'
import { lateTable, renameTable, requestTable, tableOf, type Table } from './columns.ts'
import type { Made } from './make.ts'
import { factWords, headWords, kindWords, sheetWords, stateWords, statusWords, stepName } from './words.ts'

export function sheetsOf({ data, seal, lines }: Made, language: Language): Sheet[] {
  const sheet = <R>(
    name: keyof typeof sheetWords,
    { columns, cells }: Table<R>,
    rows: Iterable<R> | AsyncIterable<R>,
  ): Sheet => ({ name: sheetWords[name][language], columns, rows: cellsOf(rows, cells) })
  const { late, renames, dns } = data
  // The report carries the first of a long list, and the lines all of it.
  const allLate =
    late.total === late.rows.length
      ? late.rows
      : flatten(lines(), (line) =>
          line.runs.filter(({ isLate }) => isLate).map((run) => ({ ...subjectOf(line), ...run })),
        )
  const allRenames =
    renames.total === renames.rows.length
      ? renames.rows
      : flatten(lines(), ({ rename }) => (rename ? [rename] : []))
  return [
    sheet('summary', figureTable(language), summary(data, seal, language)),
    sheet('agencies', agencyTable(language), data.agencies),
    sheet('requests', requestTable(language), lines()),
    sheet('steps', stepTable(language), data.steps),
    sheet('late', lateTable(language), allLate),
    sheet('renames', renameTable(language), allRenames),
    sheet('proof', figureTable(language), proof(data, language)),
    sheet('dns', figureTable(language), health(data, language)),
    sheet('ailing', ailingTable(language), dns.ailing.rows),
    sheet('rules', ruleTable(language), data.rules),
  ]
}

async function* cellsOf<R>(rows: Iterable<R> | AsyncIterable<R>, cells: (row: R) => CellValue[]) {
  for await (const row of rows) yield cells(row)
}

async function* flatten<R>(lines: AsyncIterable<ReportLine>, rowsOf: (line: ReportLine) => R[]) {
  for await (const line of lines) yield* rowsOf(line)
}

/** The requests' rows, as the CSV has them. */
export function requestRows({ lines }: Made, language: Language): Omit<Sheet, 'name'> & { rows: Rows } {
  const { columns, cells } = requestTable(language)
  return { columns, rows: cellsOf(lines(), cells) }
}

type Figure = [what: string, value: CellValue, note?: string | null]

const figureTable = (language: Language) =>
  tableOf<Figure>([
    [headWords.what[language], 'text', ([what]) => what, 44],
    [headWords.value[language], 'number', ([, value]) => value, 16],
    [headWords.note[language], 'text', ([, , note]) => note ?? null, 70],
  ])

const wallTime = (at: string) => `${localIso(new Date(at)).slice(0, 16).replace('T', ' ')} WITA`

function summary(
  { month, asOf, totals, states, kinds }: MonthReport,
  seal: Made['seal'],
  language: Language,
): Figure[] {
  const say = (key: keyof typeof factWords) => factWords[key][language]
  const counts = (of: Counts, about: string | null): Figure[] =>
    (Object.keys(countWords) as (keyof Counts)[]).map((key) => [countWords[key][language], of[key], about])
  return [
    [say('month'), null, month],
    [say('asOf'), null, wallTime(asOf)],
    [say('digest'), null, seal?.digest ?? say('notFrozen')],
    ...(seal
      ? ([
          [say('frozenAt'), null, wallTime(seal.frozenAt)],
          [say('frozenBy'), null, seal.frozenBy ?? say('itself')],
        ] satisfies Figure[])
      : []),
    ...counts(totals, null),
    ...Object.entries(stateWords).map(([state, word]): Figure => [
      `${say('stands')}: ${word[language]}`,
      states[state as keyof typeof states],
    ]),
    ...kinds.flatMap(({ kind, ...of }) => counts(of, kindWords[kind][language])),
  ]
}

function proof({ proof: of }: MonthReport, language: Language): Figure[] {
  const keys = [
    'executions',
    'rightFirstTime',
    'overridden',
    'reopened',
    'rolledBack',
    'wrongRenames',
    'wrongHours',
  ] as const
  return keys.map((key) => [factWords[key][language], of[key]])
}

function health(
  { dns: { names, seconds, shares, incidents, ailing } }: MonthReport,
  language: Language,
): Figure[] {
  const incidentKeys = [
    'openAtStart',
    'opened',
    'critical',
    'repaired',
    'openAtEnd',
    'repairMedianSeconds',
    'repairP90Seconds',
  ] as const
  return [
    [factWords.names[language], names],
    ...(['good', 'bad', 'unknown'] as const).map((key): Figure => [headWords[key][language], shares[key]]),
    ...(Object.keys(statusWords) as Status[]).map((status): Figure => [
      `${factWords.secondsOf[language]}: ${statusWords[status][language]}`,
      seconds[status],
    ]),
    ...incidentKeys.map((key): Figure => [factWords[key][language], incidents[key]]),
    [
      factWords.ailing[language],
      ailing.total,
      ailing.total > ailing.rows.length ? factWords.ailingCut[language] : null,
    ],
  ]
}

const agencyTable = (language: Language) =>
  tableOf<AgencyMonth>([
    [headWords.agency[language], 'text', ({ agency }) => agency, 38],
    [headWords.shortName[language], 'text', ({ shortName }) => shortName, 14],
    ...(Object.keys(countWords) as (keyof Counts)[]).map(
      (key) =>
        [countWords[key][language], 'integer', (row: AgencyMonth) => row[key]] as [
          string,
          'integer',
          (row: AgencyMonth) => number,
        ],
    ),
    [headWords.late[language], 'integer', ({ late }) => late],
    [headWords.renames[language], 'integer', ({ renames }) => renames],
    [headWords.good[language], 'number', ({ shares }) => shares.good],
    [headWords.bad[language], 'number', ({ shares }) => shares.bad],
    [headWords.unknown[language], 'number', ({ shares }) => shares.unknown],
  ])

const stepTable = (language: Language) =>
  tableOf<StepTimes>([
    [headWords.step[language], 'text', ({ step }) => stepName(step, language), 30],
    [
      headWords.allowance[language],
      'integer',
      ({ allowance }) => (allowance && 'seconds' in allowance ? allowance.seconds : null),
    ],
    [
      headWords.allowanceDays[language],
      'integer',
      ({ allowance }) => (allowance && 'days' in allowance ? allowance.days : null),
    ],
    [headWords.ended[language], 'integer', ({ ended }) => ended],
    [headWords.median[language], 'integer', ({ medianSeconds }) => medianSeconds],
    [headWords.p90[language], 'integer', ({ p90Seconds }) => p90Seconds],
    [headWords.max[language], 'integer', ({ maxSeconds }) => maxSeconds],
    [headWords.late[language], 'integer', ({ late }) => late],
    [headWords.running[language], 'integer', ({ running }) => running],
    [headWords.overdue[language], 'integer', ({ overdue }) => overdue],
  ])

const ailingTable = (language: Language) =>
  tableOf<Ailing>([
    [headWords.site[language], 'text', ({ hostname }) => hostname, 38],
    [headWords.agency[language], 'text', ({ agency }) => agency, 38],
    [headWords.status[language], 'text', ({ status }) => statusWords[status][language], 14],
    [headWords.since[language], 'datetime', ({ since }) => since],
  ])

const ruleTable = (language: Language) =>
  tableOf<CountingRule>([
    [headWords.rule[language], 'text', ({ title }) => title[language], 28],
    [headWords.ruleText[language], 'text', ({ text }) => text[language], 120],
  ])
