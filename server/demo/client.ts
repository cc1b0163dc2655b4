/** Talks to the product as its people do: over its own HTTP API, each with a session of their own. */
import type { Alih } from '../index.ts'

export type Client = (cookie: string, method: string, path: string, body?: unknown) => Promise<any>

/** Throws at the first refusal: the demonstration's stories are meant to be possible. */
export const clientOf =
  ({ app }: Pick<Alih, 'app'>): Client =>
  async (cookie, method, path, body) => {
    const form = body instanceof FormData
    const response = await app.request(`/api${path}`, {
      method,
      headers: { cookie, ...(body === undefined || form ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`)
    return text === '' ? null : JSON.parse(text)
  }

/** Accepts an invitation and gives the session's cookie. */
export async function signUp(
  { app }: Pick<Alih, 'app'>,
  link: string,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<string> {
  const token = link.slice(link.indexOf('token=') + 'token='.length)
  const response = await app.request('/api/invitations/accept', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, email, password, token }),
  })
  if (!response.ok) throw new Error(`${email} cannot sign up: ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
