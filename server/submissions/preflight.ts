/**
 * What the DNS shows of names while somebody types them: only names inside the zones are asked, a pair is asked once a
 * minute, nobody waits long, and nobody asks without end.
 */
import { judgeIntake, type Ahead } from '../../checks/index.ts'
import { createAllowance } from '../allowance.ts'
import type { Actor } from '../core/access.ts'
import { parseHostname, zoneOf } from '../core/hostname.ts'
import type { Intake } from '../core/intake.ts'
import type { Observation } from '../core/observation.ts'
import type { NamePreflight, PreflightAnswer, PreflightInput } from '../core/submission.ts'
import type { VerdictFinding } from '../core/verdict.ts'
import type { Desk } from '../env.ts'
import { mentionsOf } from '../mentions/store.ts'
import { atField, besides, intakeOf, knownNow, type Rename } from '../requests/intake.ts'

const MINUTE_MS = 60_000
// Of names that were not asked lately, for each person.
const PAIRS_A_MINUTE = 60
const PATIENCE_MS = 6_000
const REMEMBERED = 500

type Sought = Observation[] | 'late'

export function createGlimpse(desk: Desk) {
  const seen = new Map<string, { atMs: number; observations: Promise<Observation[]> }>()
  const spend = createAllowance(PAIRS_A_MINUTE, desk.now)

  function ask(pairs: readonly (Ahead | null)[], actor: Actor): Promise<Sought>[] {
    const now = performance.now()
    for (const [key, { atMs }] of seen) if (now - atMs > MINUTE_MS) seen.delete(key)
    const fresh = new Map(
      pairs.flatMap((pair) => (pair && !seen.has(keyOf(pair)) ? [[keyOf(pair), pair] as const] : [])),
    )
    if (fresh.size > 0) {
      spend(actor, fresh.size)
      const looking = desk.ahead ? desk.ahead([...fresh.values()]) : Promise.resolve([])
      desk.later(() => looking)
      for (const [at, key] of [...fresh.keys()].entries()) {
        const observations = looking.then((all) => all[at] ?? [])
        observations.catch(() => seen.delete(key))
        seen.set(key, { atMs: now, observations })
      }
      for (const key of seen.keys()) if (seen.size > REMEMBERED) seen.delete(key)
    }
    return pairs.map((pair) => (pair ? inTime(seen.get(keyOf(pair))!.observations) : Promise.resolve([])))
  }

  return async function glimpse({ names, dns }: PreflightInput, actor: Actor): Promise<PreflightAnswer> {
    const known = await knownNow(desk, null)
    const zones = known.zones ?? []
    const renames = names.map(({ oldName, newName }) => ({
      oldName: canonical(oldName),
      newName: canonical(newName),
    }))
    const pairs = renames.map((rename) => (dns ? pairOf(rename, zones) : null))
    const sought = await Promise.all(ask(pairs, actor))
    const judged = await Promise.all(
      renames.map(async (rename, at): Promise<NamePreflight> => {
        const mentions = rename.oldName === '' ? [] : await mentionsOf(desk.db, rename.oldName)
        const intake = intakeOf(known, rename, besides(renames, at), mentions)
        const pair = pairs[at] ?? null
        const saw = sought[at]!
        const observations = saw === 'late' ? [] : saw
        return {
          findings: (await judge(intake, pair?.newName ? observations : [], dns))
            .map((finding) => atField(finding, rename))
            .sort((a, b) => Number(b.stop) - Number(a.stop)),
          today: pair ? recordsAt(pair.oldName, observations) : [],
          mentions: mentions.map(({ hostname, place }) => ({ hostname, place })),
          dns: pair === null ? 'not_asked' : heard(saw) || !desk.ahead ? 'asked' : 'late',
        }
      }),
    )
    return { window: known.window, names: judged }
  }

  // A host's own checker may judge by itself.
  async function judge(intake: Intake, observations: Observation[], dns: boolean): Promise<VerdictFinding[]> {
    const { oldName, newName } = intake
    if (oldName !== '' && newName !== '')
      return dns && !desk.ahead ? desk.preflight(intake) : judgeIntake(intake, observations)
    // Half a rename: what is said of the one name alone. A pair of itself would be amiss in ways that it is not.
    const one = oldName || newName
    if (one === '') return []
    const alone = judgeIntake({ ...intake, oldName: one, newName: one, open: [] })
    const said = new Set(oldName === '' ? ofNewName : ofOldName)
    const first = new Map(alone.map((finding) => [finding.condition, finding]))
    return [...first.values()].filter(({ condition }) => said.has(condition))
  }
}

const ofOldName = ['N01', 'N02', 'N03', 'N04', 'N11', 'N17']
const ofNewName = ['N01', 'N02', 'N03', 'N04', 'N05', 'N08', 'N11', 'N13']

function canonical(text: string): string {
  const parsed = parseHostname(text)
  return parsed.ok ? parsed.hostname : text.trim()
}

/** The names that may be asked about; null when not even the old one is ours. */
function pairOf({ oldName, newName }: Rename, zones: readonly string[]): Ahead | null {
  const [old, fresh] = [parseHostname(oldName), parseHostname(newName)]
  if (!old.ok || zoneOf(old.hostname, zones) === null) return null
  const both = fresh.ok && fresh.hostname !== old.hostname && zoneOf(fresh.hostname, zones) !== null
  return { oldName: old.hostname, newName: both ? fresh.hostname : null }
}

const keyOf = ({ oldName, newName }: Ahead) => `${oldName} ${newName}`

/** Whoever writes waits so long; the answer is kept for the next time that it is asked. */
async function inTime(work: Promise<Observation[]>): Promise<Sought> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const isOwn = (seen: Observation) =>
  seen.kind === 'dns' &&
  seen.role === 'authoritative' &&
  seen.outcome.status === 'answered' &&
  seen.outcome.aa

const heard = (saw: Sought) => saw !== 'late' && saw.some(isOwn)

/** The records of a name by the word of its servers, the largest TTL of each type. Signatures are no one's to write. */
function recordsAt(name: string, observations: readonly Observation[]): NamePreflight['today'] {
  const records = new Map<string, { ttl: number; values: Set<string> }>()
  for (const seen of observations.filter(isOwn)) {
    if (seen.kind !== 'dns' || seen.outcome.status !== 'answered') continue
    for (const { name: owner, type, ttl, value } of seen.outcome.answers) {
      if (owner !== name || type === 'RRSIG') continue
      const set = records.get(type) ?? { ttl: 0, values: new Set<string>() }
      set.values.add(value)
      records.set(type, { ttl: Math.max(ttl, set.ttl), values: set.values })
    }
  }
  return [...records].map(([type, { ttl, values }]) => ({ type, ttl, values: [...values].sort() }))
}
