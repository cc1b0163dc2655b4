/** What a file says, line by line, beside what is stored: looked at before any of it is taken in. Pure. */

/** What a line names, or why it is not taken. `skipped` is what nobody meant to bring in. */
export type Line<T, F extends string> = { line: number; text: string } & (
  { row: T } | { fault: F; skipped?: true }
)

export const standings = ['new', 'same', 'changed', 'refused', 'skipped'] as const
export type Standing = (typeof standings)[number]

/** `was` is what is stored of the same thing. */
export type Preview<T, F extends string> = {
  line: number
  text: string
  standing: Standing
  row: T | null
  was: T | null
  fault: F | null
}

type How<T> = {
  /** What two lines must not both name. */
  keyOf: (row: T) => string
  stored: (row: T) => T | null
  isSame: (row: T, was: T) => boolean
  most: number
}

/** Sets every line beside what is stored. What is named twice is taken once, and the second line is refused. */
export function compareLines<T, F extends string>(
  lines: readonly Line<T, F>[],
  { keyOf, stored, isSame, most }: How<T>,
): Preview<T, F | 'twice' | 'too_many'>[] {
  const seen = new Set<string>()
  return lines.map((one) => {
    const { line, text } = one
    const refused = (fault: F | 'twice' | 'too_many', standing: Standing = 'refused') => ({
      line,
      text,
      standing,
      row: null,
      was: null,
      fault,
    })
    if ('fault' in one) return refused(one.fault, one.skipped ? 'skipped' : 'refused')
    const { row } = one
    if (seen.has(keyOf(row))) return refused('twice')
    if (seen.size >= most) return refused('too_many')
    seen.add(keyOf(row))
    const was = stored(row)
    const standing = was === null ? 'new' : isSame(row, was) ? 'same' : 'changed'
    return { line, text, standing, row, was, fault: null }
  })
}

/** How many lines stand in each way. */
export const countStandings = (rows: readonly { standing: Standing }[]): Record<Standing, number> =>
  Object.fromEntries(
    standings.map((standing) => [standing, rows.filter((row) => row.standing === standing).length]),
  ) as Record<Standing, number>
