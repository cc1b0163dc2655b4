/** HTTP for the monthly reports: the months, each as JSON and as files, and freezing one that is over. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { scopeOf, type Actor, type Verb } from '../core/access.ts'
import { hatsOf } from '../core/acting.ts'
import type { MonthEntry, ReportRecord } from '../core/report.ts'
import type { Desk, Env } from '../env.ts'
import { languageOf, Refused } from '../errors.ts'
import { json, reachOf, readJson, readList } from '../rest.ts'
import { attachment, streamOf } from '../stream.ts'
import { createWorkshop, formats, listMonths, reportFile, type Format, type Made } from './actions.ts'

const entry = z.object({
  id: z.string().openapi({ example: '2026-11' }),
  isOver: z.boolean(),
  isFrozen: z.boolean(),
  digest: z.string().nullable(),
  frozenAt: z.string().nullable(),
  frozenBy: z.string().nullable(),
  received: z.int(),
  finished: z.int(),
  rejected: z.int(),
  returned: z.int(),
  withdrawn: z.int(),
  executed: z.int(),
  open: z.int().nullable(),
  late: z.int().nullable(),
})
const seal = z.object({ digest: z.string(), frozenAt: z.string(), frozenBy: z.string().nullable() })
const record = z.object({
  id: z.string().openapi({ example: '2026-11' }),
  seal: seal.nullable(),
  data: z.looseObject({ month: z.string() }),
})
const progress = z.object({ isMaking: z.boolean(), done: z.int(), total: z.int() })

const ids = z
  .union([z.string(), z.array(z.string()).max(1000)])
  .transform((one) => (Array.isArray(one) ? one : [one]))
const filter = z.strictObject({ id: ids.optional(), isFrozen: z.boolean().optional() })
const sorts = ['id'] as const
const listQuery = z.object({
  filter: z.string().optional(),
  range: z.string().optional(),
  sort: z.string().optional(),
})
const monthParam = z.object({ month: z.string().openapi({ example: '2026-11' }) })

export function reportRoutes(desk: Desk) {
  const workshop = createWorkshop(desk)
  const app = new OpenAPIHono<Env>()
  const tags = ['reports']
  const answer = ({ data, seal: of }: Made): ReportRecord => ({ id: data.month, seal: of, data })

  app.openapi(
    createRoute({
      method: 'get',
      path: '/reports',
      tags,
      request: { query: listQuery },
      responses: json('The months', z.array(entry)),
    }),
    async (c): Promise<any> => {
      reachOf(c.get('actor'), 'reports', 'list')
      const query = { sort: '["id","DESC"]', ...c.req.query() }
      const { filter: by, sort, offset, limit } = readList(query, { filter, sorts })
      const months = (await listMonths(desk)).filter((month) => fits(month, by))
      const ordered = sort.order === 'asc' ? months.toReversed() : months
      const rows = ordered.slice(offset, offset + limit)
      const last = rows.length === 0 ? offset : offset + rows.length - 1
      c.header('Content-Range', `reports ${offset}-${last}/${months.length}`)
      return c.json(rows, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/reports/{month}/progress',
      tags,
      request: { params: monthParam },
      responses: json('How far a report that is being made has come', progress),
    }),
    (c): any => {
      reachOf(c.get('actor'), 'reports', 'show')
      return c.json(workshop.progress(c.req.param('month')), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/reports/{month}',
      tags,
      description: 'JSON; with .pdf, .xlsx or .csv after the month, the file.',
      request: { params: monthParam },
      responses: json('The report', record),
    }),
    async (c): Promise<any> => {
      const [month = '', format] = c.req.param('month').split('.')
      if (format === undefined) {
        reachOf(c.get('actor'), 'reports', 'show')
        return c.json(answer(await workshop.make(month)), 200)
      }
      allow(c.get('actor'), 'export')
      if (!isFormat(format)) throw new Refused('not_found')
      const language = languageOf(c.req.header('accept-language'))
      const { name, type, bytes } = reportFile(await workshop.make(month), format, language)
      return c.body(streamOf(bytes), 200, attachment(name, type))
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/reports/{month}/actions/freeze',
      tags,
      request: { params: monthParam },
      responses: json('The frozen report', record),
    }),
    async (c): Promise<any> => {
      const actor = allow(c.get('actor'), 'create')
      await readJson(c)
      return c.json(answer(await workshop.freeze(c.req.param('month'), actor)), 200)
    },
  )
  return app
}

const fits = ({ id, isFrozen }: MonthEntry, by: z.infer<typeof filter>) =>
  (by.id?.includes(id) ?? true) && (by.isFrozen === undefined || by.isFrozen === isFrozen)

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text)

/** The actor in the role that may: their own, or that of whom they stand in for. */
function allow(actor: Actor, verb: Verb): Actor {
  const hats = hatsOf(actor)
  const hat = hats.find((one) => scopeOf(one.role, 'reports', verb) !== null)
  if (!hat) throw new Refused('not_allowed')
  return hat
}
