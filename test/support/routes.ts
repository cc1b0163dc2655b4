/** The routes that an app really has, so that a table of them can be found incomplete. */
import type { Alih } from '../../server/index.ts'

/** `GET /requests/:id`, below the base path and without middleware; sorted. */
export function routesOf({ app }: Pick<Alih, 'app'>, base = '/api'): string[] {
  const own = app.routes
    .filter(({ method, path }) => !(method === 'ALL' && path.endsWith('*')))
    .map(({ method, path }) => `${method} ${path.startsWith(`${base}/`) ? path.slice(base.length) : path}`)
  return [...new Set(own)].sort()
}
