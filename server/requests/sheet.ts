/** The columns of the grid as columns of a sheet: what each tells of a request, and in which words. Pure. */
import { gridWords, type GridColumn } from '../core/grid.ts'
import { stepOf, type State } from '../core/lifecycle.ts'
import type { Language, Text } from '../core/verdict.ts'
import { workSecondsBetween, type Calendar } from '../core/worktime.ts'
import type { CellValue, Column, ColumnType } from '../sheets.ts'
import type { ListedRequest } from './list.ts'

/** What a row needs besides itself. */
export type Known = {
  agencies: ReadonlyMap<number, string>
  people: ReadonlyMap<number, string>
  calendar: Calendar
  now: Date
}
type Field = {
  header: Text
  type: ColumnType
  width?: number
  value: (request: ListedRequest, known: Known, language: Language) => CellValue
}

const { fields: heads, states, statuses, kinds, wants, roles } = gridWords
const NAME = 38

// A code that has no word by now is better seen than lost.
const word = <K extends string>(words: Record<K, Text>, code: string | null, language: Language) =>
  code === null ? null : (words[code as K]?.[language] ?? code)

const fields = {
  number: {
    header: heads.number,
    type: 'text',
    width: 14,
    // As the page names a draft, so that no row is without a name.
    value: ({ id, number }, _, language) => number ?? gridWords.draft[language].replace('%{id}', String(id)),
  },
  oldName: { header: heads.oldName, type: 'text', width: NAME, value: ({ oldName }) => oldName },
  newName: { header: heads.newName, type: 'text', width: NAME, value: ({ newName }) => newName },
  agency: {
    header: heads.agencyId,
    type: 'text',
    value: ({ agencyId }, { agencies }) => agencies.get(agencyId) ?? null,
  },
  kind: {
    header: heads.kind,
    type: 'text',
    width: 12,
    value: ({ kind }, _, language) => word(kinds, kind, language),
  },
  state: {
    header: heads.state,
    type: 'text',
    width: 16,
    value: ({ state }, _, language) => word(states, state, language),
  },
  step: {
    header: heads.step,
    type: 'integer',
    value: ({ state }) => stepOf(state as State)?.step ?? null,
  },
  waitsFor: {
    header: heads.waitsFor,
    type: 'text',
    value: ({ waitsFor }, _, language) => word(roles, waitsFor, language),
  },
  dueAt: { header: heads.dueAt, type: 'datetime', value: ({ dueAt }) => dueAt },
  left: {
    header: gridWords.left,
    type: 'integer',
    value: ({ dueAt, heldAt }, { calendar, now }) => {
      if (dueAt === null || heldAt !== null) return null
      const due = new Date(dueAt)
      // Not -0: it is late, and no working time has run since.
      return due < now ? 0 - workSecondsBetween(due, now, calendar) : workSecondsBetween(now, due, calendar)
    },
  },
  heldAt: { header: gridWords.heldAt, type: 'datetime', value: ({ heldAt }) => heldAt },
  status: {
    header: heads.status,
    type: 'text',
    width: 18,
    value: ({ status }, _, language) => word(statuses, status, language),
  },
  assignees: {
    header: heads.assigneeIds,
    type: 'text',
    width: NAME,
    value: ({ assigneeIds }, { people }) =>
      assigneeIds.map((id) => people.get(id) ?? `#${id}`).join(', ') || null,
  },
  want: {
    header: heads.want,
    type: 'text',
    value: ({ want }, _, language) => word(wants, want, language),
  },
  redirectUntil: { header: heads.redirectUntil, type: 'date', value: ({ redirectUntil }) => redirectUntil },
  reason: { header: heads.reason, type: 'text', width: 60, value: ({ reason }) => reason },
  createdAt: { header: heads.createdAt, type: 'datetime', value: ({ createdAt }) => createdAt },
  submittedAt: { header: heads.submittedAt, type: 'datetime', value: ({ submittedAt }) => submittedAt },
  executedAt: { header: heads.executedAt, type: 'datetime', value: ({ executedAt }) => executedAt },
  archivedAt: { header: heads.archivedAt, type: 'datetime', value: ({ archivedAt }) => archivedAt },
  updatedAt: { header: heads.updatedAt, type: 'datetime', value: ({ updatedAt }) => updatedAt },
} satisfies Record<string, Field>
type FieldName = keyof typeof fields

// A column of the grid shows several facts below each other: a sheet gives each its own column.
const parts: Partial<Record<GridColumn, readonly FieldName[]>> = {
  newName: ['oldName', 'newName', 'agency', 'kind'],
  agencyId: ['agency'],
  state: ['state', 'step', 'waitsFor'],
  dueAt: ['dueAt', 'left', 'heldAt'],
  assigneeIds: ['assignees'],
}

/** The columns of a sheet, and the cells of a row. No fact is told twice. */
export function sheetOf(columns: readonly GridColumn[], language: Language) {
  const names = new Set(columns.flatMap((column) => parts[column] ?? [column as FieldName]))
  const chosen = [...names].map((name): Field => fields[name])
  return {
    columns: chosen.map(({ header, type, width }): Column => ({
      header: header[language],
      type,
      ...(width ? { width } : {}),
    })),
    cells: (request: ListedRequest, known: Known): CellValue[] =>
      chosen.map(({ value }) => value(request, known, language)),
  }
}
