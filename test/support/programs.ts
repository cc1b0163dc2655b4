/** External programs that a test drives: absent, the test is skipped with the line that installs them. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/sbin', '/bin']

/** Where a program is; null when it is not installed. */
export function programPath(name: string): string | null {
  const listed = (process.env['PATH'] ?? '').split(':')
  return [...listed, ...FOLDERS].map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? null
}

/**
 * True when every program is there. Otherwise says how to install them; with `ALIH_REQUIRE_ALL=1` a missing one is a
 * failure. For `describe.skipIf(!needs([...], 'apt-get install …'))`.
 */
export function needs(programs: readonly string[], install: string): boolean {
  const missing = programs.filter((name) => programPath(name) === null)
  if (missing.length === 0) return true
  const message = `${missing.join(', ')} not found: ${install}`
  if (process.env['ALIH_REQUIRE_ALL'] === '1') throw new Error(message)
  process.stderr.write(`skipped: ${message}\n`)
  return false
}

/** Runs a program to its end; throws with its words when it fails. */
export function run(name: string, args: readonly string[], cwd: string): string {
  return execFileSync(programPath(name) ?? name, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
