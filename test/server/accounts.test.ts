import { afterEach, beforeEach, expect, test } from 'vitest'
import { onBothDatabases } from '../support/databases.ts'
import { openDesk } from '../support/desk.ts'
import type { Alih } from '../../server/index.ts'

onBothDatabases('accounts', (fresh) => {
  let alih: Alih
  beforeEach(async () => {
    const desk = await openDesk(await fresh(), { identify: undefined as never, secret: 's'.repeat(32) })
    alih = desk.alih
  })
  afterEach(() => alih.stop())

  const password = 'kuda nil menari'
  const post = (path: string, body: object, cookie = '') =>
    alih.app.request(`http://alih.test/api${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'http://alih.test',
        host: 'alih.test',
        ...(cookie ? { cookie } : {}),
      },
      body: JSON.stringify(body),
    })
  const get = (path: string, cookie: string) =>
    alih.app.request(`http://alih.test/api${path}`, { headers: { cookie, host: 'alih.test' } })
  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  const tokenOf = (url: string) => new URL(url.replace('/#/', '/')).searchParams.get('token')!

  test('the first link makes the administrator, once; then people come by invitation', async () => {
    const link = (await alih.firstLink())!
    expect(link).toMatch(/^http:\/\/alih\.test\/#\/undangan\?token=/)
    const token = tokenOf(link)
    expect(await (await alih.app.request(`/api/invitations/${token}`)).json()).toEqual({
      name: '',
      email: '',
      role: 'admin',
      reset: false,
    })

    const first = await post('/invitations/accept', {
      token,
      name: 'Admin',
      email: 'Admin@Example.com',
      password,
    })
    expect(first.status).toBe(200)
    expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly/i)
    const cookie = cookieOf(first)
    expect(await (await get('/me', cookie)).json()).toMatchObject({
      name: 'Admin',
      role: 'admin',
      email: 'admin@example.com',
    })
    expect(
      (await post('/invitations/accept', { token, name: 'Eve', email: 'eve@example.com', password })).status,
    ).toBe(410)
    expect(await alih.firstLink()).toBeNull()

    const agency = await (
      await post('/agencies', { name: 'Dinas Kesehatan', shortName: 'Dinkes' }, cookie)
    ).json()
    const person = { name: 'Sari', email: 'sari@example.com', role: 'applicant', agencyId: agency.id }
    const { id } = await (await post('/people', person, cookie)).json()
    const invitation = await (await post(`/people/${id}/invitation`, {}, cookie)).json()
    const second = await post('/invitations/accept', {
      token: tokenOf(invitation.url),
      name: 'Sari',
      email: 'other@example.com',
      password,
    })
    // The address is the administrator's word, not the guest's.
    expect(await second.json()).toEqual({ email: 'sari@example.com', secondStep: false })
    expect(await (await get('/me', cookieOf(second))).json()).toMatchObject({
      role: 'applicant',
      agencyId: agency.id,
    })
  })

  test('signs in and out; nobody makes an account by themselves', async () => {
    const accepted = await post('/invitations/accept', {
      token: tokenOf((await alih.firstLink())!),
      name: 'A',
      email: 'a@example.com',
      password,
    })
    expect(accepted.status).toBe(200)
    expect(
      (await post('/auth/sign-in/email', { email: 'a@example.com', password: 'wrong wrong wrong' })).status,
    ).toBe(401)
    const signedIn = await post('/auth/sign-in/email', { email: 'a@example.com', password })
    const cookie = cookieOf(signedIn)
    expect((await get('/me', cookie)).status).toBe(200)
    expect((await post('/auth/sign-out', {}, cookie)).status).toBe(200)
    expect((await get('/me', cookie)).status).toBe(401)
    expect(
      (await post('/auth/sign-up/email', { name: 'E', email: 'e@example.com', password })).status,
    ).toBeGreaterThanOrEqual(400)
  })

  test('a deactivated person is out at once', async () => {
    const accepted = await post('/invitations/accept', {
      token: tokenOf((await alih.firstLink())!),
      name: 'A',
      email: 'a@example.com',
      password,
    })
    const cookie = cookieOf(accepted)
    const person = await (
      await post('/people', { name: 'Tim', email: 't@example.com', role: 'operator' }, cookie)
    ).json()
    const { url } = await (await post(`/people/${person.id}/invitation`, {}, cookie)).json()
    const theirs = cookieOf(
      await post('/invitations/accept', {
        token: tokenOf(url),
        name: 'Tim',
        email: 't@example.com',
        password,
      }),
    )
    expect((await get('/me', theirs)).status).toBe(200)
    const put = {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ ...person, active: false }),
    }
    expect((await alih.app.request(`/api/people/${person.id}`, put)).status).toBe(200)
    expect((await get('/me', theirs)).status).toBe(401)
  })

  test.each([
    ['a short password', { password: 'short' }, 'password'],
    ['an address that is none', { email: 'nobody' }, 'email'],
    ['no name', { name: ' ' }, 'name'],
  ])('%s is refused by field, and the link stays good', async (_, changes, field) => {
    const token = tokenOf((await alih.firstLink())!)
    const refused = await post('/invitations/accept', {
      token,
      name: 'A',
      email: 'a@example.com',
      password,
      ...changes,
    })
    expect(refused.status).toBe(422)
    expect(Object.keys((await refused.json()).errors)).toEqual([field])
    expect(
      (await post('/invitations/accept', { token, name: 'A', email: 'a@example.com', password })).status,
    ).toBe(200)
  })

  test('guessing passwords is slowed down', async () => {
    const statuses = []
    for (let n = 0; n < 12; n++)
      statuses.push(
        (await post('/auth/sign-in/email', { email: 'a@example.com', password: `guess number ${n}` })).status,
      )
    expect(statuses.at(-1)).toBe(429)
  })
})
