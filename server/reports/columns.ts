/** The tables whose rows are requests or what happened to them: columns, and the cells of a row. Pure. */
import type { LateStep, Rename, ReportLine, ReportSubject } from '../core/report.ts'
import { countWords } from '../core/report/words.ts'
import type { Language } from '../core/verdict.ts'
import type { CellValue, Column, ColumnType } from '../sheets.ts'
import { factWords, headWords, kindWords, stateWords, stepName } from './words.ts'

export type Table<R> = { columns: Column[]; cells: (row: R) => CellValue[] }
type Field<R> = [header: string, type: ColumnType, value: (row: R) => CellValue, width?: number]

/** A table of its fields, each told once. */
export const tableOf = <R>(fields: readonly Field<R>[]): Table<R> => ({
  columns: fields.map(([header, type, , width]) => ({ header, type, ...(width ? { width } : {}) })),
  cells: (row) => fields.map(([, , value]) => value(row)),
})

const NAME = 38

const subjectFields = (language: Language): Field<ReportSubject>[] => [
  [headWords.number[language], 'text', ({ number }) => number, 14],
  [headWords.agency[language], 'text', ({ agency }) => agency, NAME],
  [headWords.kind[language], 'text', ({ kind }) => kindWords[kind][language], 12],
  [headWords.oldName[language], 'text', ({ oldName }) => oldName, NAME],
  [headWords.newName[language], 'text', ({ newName }) => newName, NAME],
]

/** One row for each request: also what the CSV has. */
export const requestTable = (language: Language): Table<ReportLine> =>
  tableOf<ReportLine>([
    ...subjectFields(language),
    [headWords.state[language], 'text', ({ state }) => stateWords[state][language], 18],
    [headWords.submittedAt[language], 'datetime', ({ submittedAt }) => submittedAt],
    [headWords.decidedAt[language], 'datetime', ({ decidedAt }) => decidedAt],
    [headWords.assignedAt[language], 'datetime', ({ assignedAt }) => assignedAt],
    [headWords.executedAt[language], 'datetime', ({ executedAt }) => executedAt],
    [headWords.archivedAt[language], 'datetime', ({ archivedAt }) => archivedAt],
    ...(Object.keys(countWords) as (keyof typeof countWords)[]).map((key): Field<ReportLine> => [
      countWords[key][language],
      'integer',
      ({ counts }) => counts[key],
    ]),
    [headWords.late[language], 'integer', ({ runs }) => runs.filter(({ isLate }) => isLate).length],
  ])

export const lateTable = (language: Language): Table<LateStep> =>
  tableOf<LateStep>([
    ...subjectFields(language),
    [headWords.step[language], 'text', ({ step }) => stepName(step, language), 28],
    [headWords.startedAt[language], 'datetime', ({ startedAt }) => startedAt],
    [headWords.dueAt[language], 'datetime', ({ dueAt }) => dueAt],
    [headWords.endedAt[language], 'datetime', ({ endedAt }) => endedAt],
    [headWords.used[language], 'integer', ({ usedSeconds }) => usedSeconds],
    [headWords.lateBy[language], 'integer', ({ lateSeconds }) => lateSeconds],
  ])

export const renameTable = (language: Language): Table<Rename> => {
  const said = (is: boolean) => factWords[is ? 'yes' : 'no'][language]
  return tableOf<Rename>([
    ...subjectFields(language),
    [headWords.submittedAt[language], 'datetime', ({ submittedAt }) => submittedAt],
    [headWords.approvedAt[language], 'datetime', ({ approvedAt }) => approvedAt],
    [headWords.executedAt[language], 'datetime', ({ executedAt }) => executedAt],
    [headWords.archivedAt[language], 'datetime', ({ archivedAt }) => archivedAt],
    [headWords.letter[language], 'text', ({ papers }) => papers.letter],
    [headWords.disposition[language], 'text', ({ papers }) => papers.disposition, NAME],
    [headWords.assignment[language], 'text', ({ papers }) => papers.assignment, NAME],
    [headWords.report[language], 'text', ({ papers }) => papers.report, NAME],
    [headWords.notification[language], 'text', ({ papers }) => papers.notification, NAME],
    [headWords.overridden[language], 'text', ({ isOverridden }) => said(isOverridden), 14],
    [headWords.repeated[language], 'text', ({ isRepeated }) => said(isRepeated), 14],
    [headWords.wrong[language], 'integer', ({ wrongSeconds }) => wrongSeconds],
  ])
}
