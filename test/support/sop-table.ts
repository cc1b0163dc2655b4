/** The lifecycle table as the README prints it. */
import { steps, stepOf, transitions, type State } from '../../server/core/lifecycle.ts'
import type { Allowance } from '../../server/core/worktime.ts'

const code = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ')

function allowed(allowance: Allowance | null): string {
  if (!allowance) return '–'
  return 'days' in allowance ? `${allowance.days} working day` : `${allowance.seconds.toLocaleString('en')} s`
}

/** Markdown, one row per action, in the order of the table in `server/core/lifecycle.ts`. */
export function sopTable(): string {
  const rows = transitions.map(({ action, from, to, roles, needs }) => {
    const inHand = steps.filter(({ waitsIn }) =>
      (waitsIn as readonly State[]).some((state) => (from as readonly State[]).includes(state)),
    )
    const step = inHand.length === 0 ? '–' : inHand.map((one) => one.step).join(', ')
    const clock = inHand.length === 1 ? allowed(stepOf(from[0])?.allowance ?? null) : '–'
    return `| ${step} | ${code(from)} | \`${action}\` | ${code(roles)} | ${code(needs) || '–'} | ${code([to])} | ${clock} |`
  })
  return [
    '| Step | From | Action | Who | Needs | Leads to | Allowance of the step |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
