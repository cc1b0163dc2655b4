/** All SQL for the live streams: what came since one last asked, by ids and kept counts, whichever process wrote it. */
import type { ChangeNews } from '../core/live.ts'
import type { Db } from '../database.ts'

/** News, and whose: `agencyId` is null where it is no agency's own. `unsent`: of a request that the office has not got. */
export type Told = { agencyId: number | null; unsent?: boolean; news: ChangeNews }

/** Up to where everything was told. */
export type Heads = { event: number; look: number; late: ReadonlySet<number>; counts: Map<string, string> }

const MOST = 200
// PostgreSQL gives numbers before it commits: a look may turn up below one that was told already.
const OVERLAP = 50

export async function headsNow(db: Db): Promise<Heads> {
  const newest = async (table: 'requestEvents' | 'looks') =>
    (await db.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0
  const [event, look] = [await newest('requestEvents'), await newest('looks')]
  const late = new Set((await looksAfter(db, look - OVERLAP)).map(({ id }) => id))
  return { event, look, late, counts: await countsOf(db) }
}

/** What came since, the oldest first, and the new heads. Null where it is too much to be told one by one. */
export async function newsSince(db: Db, before: Heads): Promise<{ heads: Heads; told: Told[] | null }> {
  const events = await db
    .selectFrom('requestEvents')
    .innerJoin('requests', 'requests.id', 'requestEvents.requestId')
    .where('requestEvents.id', '>', before.event)
    .select(['requestEvents.id', 'requestEvents.requestId', 'action', 'toState', 'requests.agencyId'])
    .select('requests.submittedAt')
    .orderBy('requestEvents.id')
    .limit(MOST)
    .execute()
  const looks = await looksAfter(db, before.look - OVERLAP)
  if (events.length === MOST || looks.length === MOST) return { heads: await headsNow(db), told: null }
  const fresh = looks.filter(({ id, agencyId }) => !before.late.has(id) && agencyId !== null)
  const counts = await countsOf(db)
  const told: Told[] = [
    ...events.map(({ agencyId, submittedAt, requestId, action, toState: state }): Told => {
      const news = { kind: 'moved', requestId, action, state } as ChangeNews
      return { agencyId, unsent: submittedAt === null, news }
    }),
    ...fresh.map(({ agencyId, submittedAt, requestId, siteId, status }): Told => {
      const news = { kind: 'looked', requestId, siteId, status } as ChangeNews
      return { agencyId, unsent: requestId !== null && submittedAt === null, news }
    }),
    ...[...new Set([...before.counts.keys(), ...counts.keys()])]
      .filter((key) => before.counts.get(key) !== counts.get(key))
      .map((key): Told => {
        const [list, agencyId] = key.split(' ') as ['sites' | 'findings', string]
        return { agencyId: Number(agencyId), news: { kind: 'counted', list } }
      }),
  ]
  const heads = {
    event: events.at(-1)?.id ?? before.event,
    look: Math.max(before.look, ...fresh.map(({ id }) => id)),
    late: new Set(looks.map(({ id }) => id)),
    counts,
  }
  return { heads, told }
}

const looksAfter = (db: Db, id: number) =>
  db
    .selectFrom('looks')
    .leftJoin('requests', 'requests.id', 'looks.requestId')
    .leftJoin('sites', 'sites.id', 'looks.siteId')
    .where('looks.id', '>', id)
    .select(['looks.id', 'looks.requestId', 'looks.siteId', 'looks.status', 'requests.submittedAt'])
    .select(({ fn }) => fn.coalesce('sites.agencyId', 'requests.agencyId').as('agencyId'))
    .orderBy('looks.id')
    .limit(MOST)
    .execute()

/** The counts that are kept of sites and findings, as one text for each list and agency. */
async function countsOf(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('tallies')
    .where('list', 'in', ['sites', 'findings'])
    // What is only suspected is nobody's business yet.
    .where('state', '!=', 'suspected')
    .select(['list', 'agencyId', 'state', 'detail', ({ fn }) => fn.sum<number>('total').as('total')])
    .groupBy(['list', 'agencyId', 'state', 'detail'])
    .orderBy('state')
    .orderBy('detail')
    .execute()
  const counts = new Map<string, string>()
  for (const { list, agencyId, state, detail, total } of rows) {
    const key = `${list} ${agencyId}`
    if (total !== 0) counts.set(key, `${counts.get(key) ?? ''}${state}/${detail}=${total};`)
  }
  return counts
}
