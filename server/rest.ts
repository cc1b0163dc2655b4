/** The simple-rest dialect: filter, range and sort in; rows, records and Content-Range out. One router per resource. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { scopeOf, type Actor, type Resource as ResourceName, type Verb } from './core/access.ts'
import { MORE } from './core/paging.ts'
import type { Env } from './env.ts'
import { parse, Refused } from './errors.ts'

const MAX_PAGE = 1000

/** A list request, checked: `filter` has been parsed by the resource's own schema. */
export type ListQuery<F> = {
  filter: F
  sort: { field: string; order: 'asc' | 'desc' }
  offset: number
  limit: number
}

/** `more`: there are more than `total` says. */
export type Page<R> = { rows: R[]; total: number; more?: boolean }

/** Whose rows: `agencyId` is null for all of them. `sentOnly`: of requests those alone that were sent once. */
export type Reach = { agencyId: number | null; sentOnly: boolean }

/** Where nobody asks for themselves: everything there is. */
export const EVERYWHERE: Reach = { agencyId: null, sentOnly: false }

type Store<R, I, F> = {
  list: (query: ListQuery<F>, reach: Reach, actor: Actor) => Promise<Page<R>>
  one: (id: number, reach: Reach) => Promise<R | null>
  create?: (input: I, actor: Actor) => Promise<R>
  update?: (id: number, input: I, actor: Actor, reach: Reach) => Promise<R | null>
  remove?: (id: number, actor: Actor) => Promise<R | null>
}

export type RestOptions<R, I, F> = {
  name: ResourceName
  /** The record as it is given; its keys that the input lacks are read-only. */
  record: z.ZodObject
  input?: z.ZodType<I> & { shape: object }
  /** The filters that are offered, besides `id`. */
  filter: z.ZodType<F>
  /** The fields that can be sorted by; the first is the default. */
  sorts: readonly [string, ...string[]]
  store: Store<R, I, F>
}

const refusalSchema = z
  .object({ message: z.string(), code: z.string(), errors: z.record(z.string(), z.string()).optional() })
  .openapi('Refusal')

/** The answers that any route may give instead of its own. */
export const refusalAnswers = Object.fromEntries(
  [400, 401, 403, 404, 409, 413, 415, 422, 429].map((status) => [
    status,
    { description: 'Refused', content: { 'application/json': { schema: refusalSchema } } },
  ]),
)

export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...refusalAnswers,
})

/** A file, made while it is sent. */
export const file = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } } },
  ...refusalAnswers,
})

export const idParam = z.object({ id: z.string().openapi({ example: '1' }) })

/** A record's number from the address; anything else is not there. */
export function recordId(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,8}$/.test(text)) throw new Refused('not_found')
  return Number(text)
}

/** The rows that an actor may reach with a verb; refuses when none. */
export function reachOf(actor: Actor, resource: ResourceName, verb: Verb): Reach {
  const scope = scopeOf(actor.role, resource, verb)
  if (scope === null) throw new Refused('not_allowed')
  // An applicant without an agency owns nothing: no agency has the number 0.
  return { agencyId: scope === 'own' ? (actor.agencyId ?? 0) : null, sentOnly: scope === 'sent' }
}

/** GET list, GET one, and as far as the store offers them POST, PUT and DELETE. */
export function restRoutes<R extends object, I, F>(options: RestOptions<R, I, F>) {
  const { name, store, record, input } = options
  const app = new OpenAPIHono<Env>()
  const at = `/${name}`
  const one = `/${name}/{id}`
  const tags = [name]

  const listQuery = z.object({
    filter: z.string().optional(),
    range: z.string().optional(),
    sort: z.string().optional(),
  })
  app.openapi(
    createRoute({
      method: 'get',
      path: at,
      tags,
      request: { query: listQuery },
      responses: json('A page', z.array(record)),
    }),
    async (c): Promise<any> => {
      const reach = reachOf(c.get('actor'), name, 'list')
      const query = readList(c.req.query(), options)
      const { rows, total, more } = await store.list(query, reach, c.get('actor'))
      const last = rows.length === 0 ? query.offset : query.offset + rows.length - 1
      c.header('Content-Range', `${name} ${query.offset}-${last}/${total}`)
      if (more) c.header(MORE, String(total))
      return c.json(rows, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: one,
      tags,
      request: { params: idParam },
      responses: json('The record', record),
    }),
    async (c): Promise<any> => {
      const reach = reachOf(c.get('actor'), name, 'show')
      return c.json(found(await store.one(recordId(c.req.param('id')), reach)), 200)
    },
  )

  const { create, update, remove } = store
  const readOnly = Object.keys(record.shape).filter((key) => !input || !(key in input.shape))
  const body = (schema: z.ZodType) => ({ content: { 'application/json': { schema } }, required: true })

  if (create && input) {
    app.openAPIRegistry.registerPath({
      method: 'post',
      path: at,
      tags,
      request: { body: body(input) },
      responses: json('The new record', record),
    })
    app.post(at, async (c) => {
      reachOf(c.get('actor'), name, 'create')
      return c.json(await create(parse(input, await readJson(c)), c.get('actor')), 200)
    })
  }

  if (update && input) {
    app.openAPIRegistry.registerPath({
      method: 'put',
      path: one,
      tags,
      request: { params: idParam, body: body(input) },
      responses: json('The record', record),
    })
    app.put(`${at}/:id`, async (c) => {
      const actor = c.get('actor')
      const reach = reachOf(actor, name, 'edit')
      const id = recordId(c.req.param('id'))
      // The dialect sends the whole record back: what cannot be written is left out, what is unknown is refused.
      const sent = without(await readJson(c), readOnly)
      found(await store.one(id, reach))
      return c.json(found(await update(id, parse(input, sent), actor, reach)), 200)
    })
  }

  if (remove) {
    app.openAPIRegistry.registerPath({
      method: 'delete',
      path: one,
      tags,
      request: { params: idParam },
      responses: json('The record', record),
    })
    app.delete(`${at}/:id`, async (c) => {
      reachOf(c.get('actor'), name, 'delete')
      return c.json(found(await remove(recordId(c.req.param('id')), c.get('actor'))), 200)
    })
  }
  return app
}

export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw new Refused('not_found')
  return row
}

/** The body as JSON; refuses another content type (a cross-site form cannot send this one) and broken JSON. */
export async function readJson(c: {
  req: { header: (name: string) => string | undefined; text: () => Promise<string> }
}): Promise<unknown> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Refused('not_json')
  const text = await c.req.text()
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Refused('malformed_json')
  }
}

function without(value: unknown, keys: readonly string[]): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
})
const rangeShape = z.tuple([z.int().min(0).max(1e9), z.int().min(0).max(1e9)])
const sortShape = z.tuple([z.string(), z.enum(['ASC', 'DESC', 'asc', 'desc'])])

/** A parameter of the address that is JSON, checked; `fallback` where it is absent. */
export const readJsonParameter = <T>(
  query: Record<string, string>,
  field: string,
  schema: z.ZodType<T>,
  fallback: T,
): T =>
  query[field] === undefined
    ? fallback
    : (parse(z.object({ [field]: jsonText.pipe(schema) }), { [field]: query[field] }, 'bad_query')[
        field
      ] as T)

/** A list request of the dialect, checked. */
export function readList<F>(
  query: Record<string, string>,
  { filter, sorts }: { filter: z.ZodType<F>; sorts: readonly [string, ...string[]] },
): ListQuery<F> {
  const read = <T>(field: string, schema: z.ZodType<T>, fallback: T) =>
    readJsonParameter(query, field, schema, fallback)
  const [from, to] = read('range', rangeShape, [0, MAX_PAGE - 1] as [number, number])
  const [field, order] = read('sort', sortShape, [sorts[0], 'ASC'] as [string, 'ASC'])
  if (!sorts.includes(field))
    throw new Refused({
      refused: 'bad_query',
      errors: {
        sort: { id: `tidak dapat diurutkan menurut “${field}”`, en: `cannot be sorted by “${field}”` },
      },
    })
  return {
    filter: read('filter', filter, parse(filter, {}, 'bad_query')),
    sort: { field, order: order.toLowerCase() as 'asc' | 'desc' },
    offset: from,
    limit: Math.min(Math.max(to - from + 1, 0), MAX_PAGE),
  }
}

/** `id` as a filter: one or many. */
export const idFilter = z
  .union([z.int(), z.array(z.int()).max(MAX_PAGE)])
  .transform((ids) => (Array.isArray(ids) ? ids : [ids]))
  .optional()

/** One value or several of a set. */
export const oneOrMany = <T extends z.ZodType>(schema: T) =>
  z
    .union([schema, z.array(schema).max(100)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.infer<T>[])
    .optional()

/** A pattern for `lower(column) like … escape '\'` that finds the text anywhere. */
export const containing = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`
