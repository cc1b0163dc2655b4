/** Somebody with a browser's manners: signs in over HTTP, keeps the cookie, sends the page's own origin. */

export type Visitor = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: any; headers: Headers }>

/** Signs in at `url` with real credentials; throws when refused. */
export async function webVisitor(url: string, email: string, password: string): Promise<Visitor> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`${email} cannot sign in: ${response.status} ${await response.text()}`)
  return withCookies(url, response)
}

/** Goes on with the session that a response began. */
export function withCookies(url: string, response: Response): Visitor {
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return async (method, path, body) => {
    const form = body instanceof FormData
    const [before, query] = path.split('?filter=')
    const answer = await fetch(
      `${url}/api${before}${query === undefined ? '' : `?filter=${encodeURIComponent(query)}`}`,
      {
        method,
        headers: {
          cookie,
          origin: url,
          ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      },
    )
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
  }
}
