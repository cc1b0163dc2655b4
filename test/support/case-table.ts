/** The labelled cases as the README prints them. Pure. */
import type { Status } from '../../server/core/verdict.ts'
import { cases } from '../checks/cases/bind.ts'
import { nginxCases } from '../checks/cases/nginx.ts'
import { failing, tolerable } from '../checks/cases/scripted.ts'
import { webCases } from '../checks/cases/web.ts'

type Row = { label: string; servers: string; status: Status }

const web = webCases(() => {
  throw new Error('a table sets no scene')
})

const BIND = 'BIND, primary and secondary'
const SCRIPTED = 'scripted name server'

const rows: readonly Row[] = [
  ...cases.map(([label, , , status]) => ({ label, servers: BIND, status })),
  ...tolerable.map(([label]) => ({ label: `a server ${label}`, servers: SCRIPTED, status: 'ok' as const })),
  ...failing.map(([label, , status]) => ({ label: `the only server ${label}`, servers: SCRIPTED, status })),
  ...web.flatMap(([, group]) =>
    group.map(({ title, status }) => ({ label: title, servers: 'web servers in the test', status })),
  ),
  ...nginxCases.map(([label, , , status]) => ({ label, servers: 'nginx', status })),
]

/** Markdown: how many cases each kind of server has, by the status they must get. */
export function caseCounts(): string {
  const statuses: readonly Status[] = ['ok', 'propagating', 'stale', 'wrong', 'broken', 'unknown']
  const used = statuses.filter((status) => rows.some((row) => row.status === status))
  const servers = [...new Set(rows.map((row) => row.servers))]
  const line = (title: string, of: readonly Row[]) =>
    `| ${[title, of.length, ...used.map((status) => of.filter((row) => row.status === status).length)].join(' | ')} |`
  return [
    `| Servers | Cases | ${used.map((status) => `\`${status}\``).join(' | ')} |`,
    `|---|${'---|'.repeat(used.length + 1)}`,
    ...servers.map((name) =>
      line(
        name,
        rows.filter((row) => row.servers === name),
      ),
    ),
    line('All', rows),
  ].join('\n')
}

/** Markdown: one row per case. */
export const caseTable = (): string =>
  [
    '| Case | Servers | Status |',
    '|---|---|---|',
    ...rows.map(
      ({ label, servers, status }) => `| ${label.replaceAll('|', '\\|')} | ${servers} | \`${status}\` |`,
    ),
  ].join('\n')
