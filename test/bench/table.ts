/** Rounds, medians and the table that is printed. Pure. */

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN

/** The median of the ratios of two series measured in the same rounds. */
export const ratio = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((value, round) => value / theirs[round]!))

export type Row = { what: string; figure: string; against: string; wanted: string; met: boolean | null }

const mark = ({ met }: Row) => (met === null ? '' : met ? 'yes' : '**no**')

/** Thousands with a separator, small numbers with what matters of them. */
export const number = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

export function markdown(rows: readonly Row[]): string {
  const cells = [
    ['what', 'measured', 'against', 'wanted', 'met'],
    ...rows.map((row) => [row.what, row.figure, row.against, row.wanted, mark(row)]),
  ]
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length), 3))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n')
}
