/** The arguments of `alih check`, read and refused with a reason. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseHints, parseResolver } from '../../checks/index.ts'
import type { Sight } from '../../checks/index.ts'
import { canonicalAddress, parseEndpoint, parseRange } from '../core/address.ts'
import { wants } from '../core/expectation.ts'
import type { Expectation, Want } from '../core/expectation.ts'
import { parseHostname } from '../core/hostname.ts'
import type { Hostname } from '../core/hostname.ts'
import { expectedRecords, recordTypes } from '../core/records.ts'
import { messageOf } from './io.ts'

type Problem = { problem: string }
type Common = { sight: Sight; json: boolean; brief: boolean }
export type CheckArguments = Common & ({ names: string } | { names: null; expectation: Expectation })

const many = { type: 'string', multiple: true } as const
const options = {
  old: { type: 'string' },
  new: { type: 'string' },
  expect: many,
  want: { type: 'string' },
  'executed-at': { type: 'string' },
  resolver: many,
  'root-hints': { type: 'string' },
  server: many,
  allow: many,
  connect: many,
  ca: { type: 'string' },
  canary: { type: 'string' },
  'no-web': { type: 'boolean' },
  timeout: { type: 'string' },
  tries: { type: 'string' },
  rate: { type: 'string' },
  json: { type: 'boolean' },
  names: { type: 'string' },
  brief: { type: 'boolean' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** Stops the reading of arguments; never leaves this file. */
class Refusal extends Error {}

export async function readCheckArguments(args: string[]): Promise<CheckArguments | Problem> {
  try {
    const { values } = parseArgs({ args, options, strict: true })
    const common = {
      sight: await readSight(values),
      json: values.json ?? false,
      brief: values.brief ?? false,
    }
    if (values.names === undefined) return { ...common, names: null, expectation: readPair(values) }
    const single = (['old', 'new', 'expect', 'want', 'executed-at'] as const).find(
      (key) => values[key] !== undefined,
    )
    if (single) throw new Refusal(`--${single} does not go with --names: the file says it for each rename`)
    return { ...common, names: values.names }
  } catch (error) {
    return { problem: messageOf(error) }
  }
}

function readPair(values: Values): Expectation {
  for (const key of ['old', 'new', 'want'] as const) {
    if (values[key] === undefined) throw new Refusal(`--${key} is missing`)
  }
  if (!values.expect) throw new Refusal('--expect is missing, for example --expect A=192.0.2.1')
  return expectation({
    old: values.old,
    new: values.new,
    want: values.want,
    expect: expectText(values.expect),
    executedAt: values['executed-at'],
  })
}

/** One line of a names file; null for an empty one or a comment. */
export function readLine(text: string): Expectation | Problem | null {
  const line = text.trim()
  if (line === '' || line.startsWith('#')) return null
  try {
    if (line.startsWith('{')) return expectation(JSON.parse(line) as Record<string, unknown>)
    const [old, name, want, ...rest] = line.split(/\s+/)
    const expect = rest.filter((part) => part.includes('='))
    const others = rest.filter((part) => !part.includes('='))
    if (others.length > 1) throw new Refusal(`not understood: ${others.slice(1).join(' ')}`)
    return expectation({ old, new: name, want, expect: expectText(expect), executedAt: others[0] })
  } catch (error) {
    return { problem: messageOf(error) }
  }
}

function expectation(raw: Record<string, unknown>): Expectation {
  const records = expectedRecords.safeParse(raw['expect'])
  if (!records.success)
    throw new Refusal(`the expected records are wrong: ${records.error.issues[0]!.message}`)
  const newName = name('new', raw['new'])
  const oldName = raw['old'] === null ? null : name('old', raw['old'])
  if (newName === oldName) throw new Refusal(`the old and the new name are the same: ${newName}`)
  const want = raw['want'] as Want
  if (!wants.includes(want))
    throw new Refusal(`want must be one of ${wants.join(', ')}, not ${String(raw['want'])}`)
  const executedAt = raw['executedAt'] == null ? null : instant(raw['executedAt'])
  return { newName, oldName, records: records.data, want, executedAt, redirectUntil: null, baseline: null }
}

function name(key: string, text: unknown): Hostname {
  const parsed = typeof text === 'string' ? parseHostname(text) : null
  if (!parsed?.ok)
    throw new Refusal(`the ${key} name is no host name (${parsed?.problem ?? 'missing'}): ${String(text)}`)
  return parsed.hostname
}

function instant(text: unknown): string {
  const at = typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : null
  if (!at || Number.isNaN(at.getTime())) {
    throw new Refusal(`not an instant: ${String(text)}; write 2026-11-24T08:00:00+08:00`)
  }
  return at.toISOString()
}

/** `A=1,2` and `A=3` to `{A: [1, 2, 3]}`. */
function expectText(list: readonly string[]): Record<string, string[]> {
  const records: Record<string, string[]> = {}
  for (const one of list) {
    const [type = '', ...rest] = one.split('=')
    const key = type.toUpperCase()
    if (!(recordTypes as readonly string[]).includes(key) || rest.join('=') === '') {
      throw new Refusal(`--expect must be TYPE=VALUE with one of ${recordTypes.join(', ')}, not ${one}`)
    }
    ;(records[key] ??= []).push(
      ...rest
        .join('=')
        .split(',')
        .filter((value) => value !== ''),
    )
  }
  return records
}

async function readSight(values: Values): Promise<Sight> {
  const sight: Sight = { web: !values['no-web'] }
  for (const resolver of values.resolver ?? []) {
    if (!parseResolver(resolver))
      throw new Refusal(`--resolver must be ADDR[#PORT] or https://…, not ${resolver}`)
  }
  for (const range of values.allow ?? []) {
    if (!parseRange(range))
      throw new Refusal(`--allow must be an address range such as 10.0.0.0/8, not ${range}`)
  }
  if (values.resolver) sight.resolvers = values.resolver
  if (values.allow) sight.allow = values.allow
  if (values.server) sight.servers = values.server.map(server)
  if (values.connect) sight.connect = Object.fromEntries(values.connect.map(mapping))
  if (values.canary !== undefined) sight.canary = name('canary', values.canary)
  if (values.timeout !== undefined) sight.timeoutMs = whole('timeout', values.timeout, 10, 60_000)
  if (values.tries !== undefined) sight.tries = whole('tries', values.tries, 1, 10)
  if (values.rate !== undefined) sight.perSecond = whole('rate', values.rate, 1, 1_000_000)
  if (values['root-hints'] !== undefined) {
    sight.rootHints = await text('root-hints', values['root-hints'])
    if (parseHints(sight.rootHints).length === 0) {
      throw new Refusal(`--root-hints holds no address record: ${values['root-hints']}`)
    }
  }
  if (values.ca !== undefined) {
    sight.ca = await text('ca', values.ca)
    if (!sight.ca.includes('-----BEGIN CERTIFICATE-----'))
      throw new Refusal(`--ca is no PEM file: ${values.ca}`)
  }
  return sight
}

function server(pair: string): { name: string; address: string; port: number } {
  const [host = '', address = ''] = pair.split('=')
  const endpoint = parseEndpoint(address)
  if (!endpoint) throw new Refusal(`--server must be NAME=ADDR[#PORT], not ${pair}`)
  return { name: name('server', host), ...endpoint }
}

function mapping(pair: string): [string, string] {
  const [from = '', to = ''] = pair.split('=')
  const [address = '', port] = from.split('#')
  const canonical = canonicalAddress(address)
  if (!canonical || !parseEndpoint(to) || (port !== undefined && !parseEndpoint(from))) {
    throw new Refusal(`--connect must be ADDR=ADDR[#PORT], not ${pair}`)
  }
  return [port === undefined ? canonical : `${canonical}#${port}`, to]
}

function whole(key: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : NaN
  if (!(number >= least && number <= most)) {
    throw new Refusal(`--${key} must be a number from ${least} to ${most}, not ${value}`)
  }
  return number
}

async function text(key: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Refusal(`--${key} cannot be read: ${messageOf(error)}`)
  }
}
