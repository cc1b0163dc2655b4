/** A finding with the words of its catalogue row filled in. Pure. */
import type { Language, Text, VerdictFinding } from '../verdict.ts'
import type { Condition } from './condition.ts'
import { conditions, type ConditionId } from './index.ts'

/** What is told of a condition. `level` and `stop` are the catalogue's unless the case at hand changes them. */
export type Told = {
  subject: string
  server?: string | null | undefined
  expected?: string | null | undefined
  seen?: string | null | undefined
  level?: VerdictFinding['level'] | undefined
  stop?: boolean | undefined
}

const everyServer: Text = { id: 'semua server', en: 'every server' }
const unnamed: Text = { id: '-', en: '-' }
const same = (word: string): Text => ({ id: word, en: word })

/** `words` stand in the texts where the facts themselves do not say it, or say it differently in each language. */
export function told(
  condition: ConditionId,
  { subject, server = null, expected = null, seen = null, level, stop }: Told,
  words: { seen?: Text; until?: Text } = {},
): VerdictFinding {
  const row: Condition = conditions[condition]
  const text: Record<string, Text> = {
    subject: same(subject),
    server: server === null ? everyServer : same(server),
    expected: expected === null ? unnamed : same(expected),
    seen: words.seen ?? (seen === null ? unnamed : same(seen)),
    until: words.until ?? unnamed,
  }
  const fill = (template: string, language: Language) =>
    template.replace(/\{(subject|server|expected|seen|until)\}/g, (_, key: string) => text[key]![language])
  const both = (texts: Text): Text => ({ id: fill(texts.id, 'id'), en: fill(texts.en, 'en') })
  return {
    condition,
    name: row.name,
    level: level ?? row.level,
    stop: stop ?? row.stop,
    subject,
    server,
    expected,
    seen,
    message: both(row.message),
    remedy: both(row.remedy),
  }
}
