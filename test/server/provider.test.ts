/** Signing in by an OpenID Connect provider, against a real one on loopback: only who is registered, only what we say they are. */
import { OAuth2Server } from 'oauth2-mock-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readEnvironment } from '../../server/environment.ts'
import { openAccounts, type Browser } from '../support/accounts.ts'

const CLIENT = { clientId: 'alih', clientSecret: 'rahasia rahasia', name: 'SSO Provinsi' }
const PAGES = 'http://alih.test'

let provider: OAuth2Server
/** What the provider says of whoever comes; set by each test. */
let claims: Record<string, unknown> = {}
beforeAll(async () => {
  provider = new OAuth2Server()
  await provider.issuer.keys.generate('RS256')
  await provider.start(0, '127.0.0.1')
  provider.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, claims))
})
afterAll(() => provider.stop())

let desk: Awaited<ReturnType<typeof openAccounts>>
let admin: Browser
const open = async (issuer: string) => {
  desk = await openAccounts(':memory:', { provider: { issuer, ...CLIENT } })
  admin = await desk.begin()
}
beforeEach(() => open(provider.issuer.url!))
afterEach(() => desk.stop())

/** Goes to the provider and back. Gives where the browser ends up. */
async function comeBy(by: Browser): Promise<string> {
  const { status, body } = await by.call('POST', '/auth/sign-in/social', {})
  expect(status).toBe(200)
  const asked = new URL(body.url)
  expect(asked.searchParams.get('redirect_uri')).toBe(`${PAGES}/api/auth/callback/oidc`)
  expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
  const there = await fetch(asked, { redirect: 'manual' })
  const next = async (address: string) => (await by.call('GET', address)).headers.get('location')!
  const back = await next(there.headers.get('location')!)
  return back.startsWith(`${PAGES}/api/`) ? next(back) : back
}
const me = async (by: Browser) => (await by.call('GET', '/me')).body

const verified = (email: string, more: object = {}) => ({
  sub: `sub-${email}`,
  email,
  email_verified: true,
  name: 'X',
  ...more,
})

describe('by the provider', () => {
  test('the page is told what it is called', async () => {
    expect((await desk.browser().call('GET', '/info')).body).toMatchObject({ provider: 'SSO Provinsi' })
  })

  test('somebody registered who never had a password comes in, as what the register says', async () => {
    await desk.register(admin, 'tim@example.com')
    claims = verified('Tim@Example.com', { role: 'admin', roles: ['admin'], name: 'Direktur' })
    const by = desk.browser()
    expect(await comeBy(by)).toBe(`${PAGES}/`)
    expect(await me(by)).toMatchObject({ email: 'tim@example.com', role: 'operator', name: 'tim' })
    expect((await by.call('GET', '/account')).body).toEqual({
      password: false,
      twoFactor: false,
      provider: true,
    })
    // And again, at the second time.
    const again = desk.browser()
    expect(await comeBy(again)).toBe(`${PAGES}/`)
    expect(await me(again)).toMatchObject({ role: 'operator' })
  })

  test('somebody with a password comes in by either', async () => {
    const { person } = await desk.join(admin, 'tim@example.com')
    claims = verified(person.email)
    const by = desk.browser()
    expect(await comeBy(by)).toBe(`${PAGES}/`)
    expect(await me(by)).toMatchObject({ id: person.id })
    expect((await by.call('GET', '/account')).body).toMatchObject({ password: true, provider: true })
    expect((await desk.signIn(desk.browser(), person.email)).status).toBe(200)
  })

  const refused = `${PAGES}/#/login?masuk=not_registered`
  const tries = async () => {
    const by = desk.browser()
    return [await comeBy(by), (await me(by)).code]
  }
  const outside = [refused, 'not_signed_in']

  test('a stranger stays outside, and leaves nothing behind', async () => {
    claims = verified('eve@example.com', { role: 'admin' })
    expect(await tries()).toEqual(outside)
    // Whoever is registered later starts from nothing.
    await desk.register(admin, 'eve@example.com')
    const by = desk.browser()
    expect(await comeBy(by)).toBe(`${PAGES}/`)
    expect(await me(by)).toMatchObject({ role: 'operator' })
  })

  test.each([
    ['registered, without an account', false],
    ['with an account', true],
  ])('an address that nobody verified is nobody: %s', async (_, joined) => {
    if (joined) await desk.join(admin, 'tim@example.com')
    else await desk.register(admin, 'tim@example.com')
    for (const email_verified of [false, undefined, 'false']) {
      claims = verified('tim@example.com', { email_verified })
      expect(await tries()).toEqual(outside)
    }
  })

  test('who is deactivated stays outside, also when they came in before', async () => {
    const { id, signedUp, ...input } = await desk.register(admin, 'tim@example.com')
    await admin.call('PUT', `/people/${id}`, { ...input, active: false })
    claims = verified('tim@example.com')
    expect(await tries()).toEqual(outside)
    await admin.call('PUT', `/people/${id}`, { ...input, active: true })
    const by = desk.browser()
    await comeBy(by)
    expect(await me(by)).toMatchObject({ id })
    await admin.call('PUT', `/people/${id}`, { ...input, active: false })
    expect(await me(by)).toMatchObject({ code: 'not_signed_in' })
    expect(await tries()).toEqual(outside)
  })

  test('an answer that nobody asked for, or that is signed by somebody else, opens nothing', async () => {
    await desk.register(admin, 'tim@example.com')
    claims = verified('tim@example.com')
    const by = desk.browser()
    await by.call('GET', '/auth/callback/oidc?code=x&state=y')
    expect(await me(by)).toMatchObject({ code: 'not_signed_in' })
    claims = verified('tim@example.com', { aud: 'another application' })
    expect(await comeBy(by)).toBe(`${PAGES}/#/login?masuk=provider_failed`)
    expect(await me(by)).toMatchObject({ code: 'not_signed_in' })
  })
})

test('a provider that is away keeps nobody from signing in with a password', async () => {
  await desk.stop()
  await open('http://127.0.0.1:9')
  expect((await desk.signIn(desk.browser(), 'admin@example.com')).status).toBe(200)
  expect((await desk.browser().call('POST', '/auth/sign-in/social', {})).status).toBeGreaterThanOrEqual(400)
})

describe('the environment', () => {
  const all = {
    ALIH_OIDC_ISSUER: 'https://sso.example',
    ALIH_OIDC_CLIENT_ID: 'alih',
    ALIH_OIDC_CLIENT_SECRET: 's',
  }
  test('names a provider, whole or not at all', () => {
    const provider = {
      issuer: 'https://sso.example',
      clientId: 'alih',
      clientSecret: 's',
      name: 'sso.example',
    }
    expect(readEnvironment(all)).toMatchObject({ provider })
    expect(readEnvironment({ ...all, ALIH_OIDC_NAME: 'SSO' })).toMatchObject({
      provider: { ...provider, name: 'SSO' },
    })
    expect(readEnvironment({})).toMatchObject({ provider: undefined })
    expect(readEnvironment({ ALIH_OIDC_ISSUER: 'https://sso.example' })).toEqual({
      problems: [
        expect.stringContaining('ALIH_OIDC_CLIENT_ID'),
        expect.stringContaining('ALIH_OIDC_CLIENT_SECRET'),
      ],
    })
  })
})
