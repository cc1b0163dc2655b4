/** Being signed in: the limits on trying, where one is signed in, ending it, and the second step. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeFor, openAccounts, PASSWORD, type Browser } from '../support/accounts.ts'
import { onBothDatabases } from '../support/databases.ts'

onBothDatabases('sign-in', (fresh) => {
  let desk: Awaited<ReturnType<typeof openAccounts>>
  let admin: Browser
  beforeEach(async () => {
    desk = await openAccounts(await fresh())
    admin = await desk.begin()
  })
  afterEach(() => desk.stop())
  const me = async (by: Browser) => (await by.call('GET', '/me')).status

  test('ten tries a minute from one address, and no more; another address has its own', async () => {
    const guesser = desk.browser('198.51.100.7')
    for (let n = 1; n <= 10; n++)
      expect([n, (await desk.signIn(guesser, 'admin@example.com', `tebakan ke ${n}`)).status]).toEqual([
        n,
        401,
      ])
    // The right password does not help any more either.
    expect((await desk.signIn(guesser, 'admin@example.com')).status).toBe(429)
    expect((await desk.signIn(desk.browser('198.51.100.8'), 'admin@example.com')).status).toBe(200)
  })

  test('a client that names another address is not believed', async () => {
    const statuses = new Set<number>()
    for (let n = 1; n <= 12; n++) {
      const response = await desk.alih.app.request(
        'http://alih.test/api/auth/sign-in/email',
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-alih-client': `203.0.113.${n}`,
            'x-forwarded-for': `203.0.113.${n}`,
          },
          body: JSON.stringify({ email: 'admin@example.com', password: `tebakan ke ${n}` }),
        },
        { incoming: { socket: { remoteAddress: '198.51.100.9' } } },
      )
      statuses.add(response.status)
    }
    expect(statuses).toContain(429)
  })

  test('one sees where one is signed in, and ends one of them, or all others', async () => {
    const { person, by } = await desk.join(admin, 'tim@example.com')
    const phone = desk.browser('203.0.113.5', 'Phone/2.0')
    const library = desk.browser('2001:db8:1:2:3:4:5:6', 'Library/3.0')
    await desk.signIn(phone, person.email)
    await desk.signIn(library, person.email)
    const { body: sessions } = await by.call('GET', '/account/sessions')
    expect(sessions.map((one: any) => [one.address, one.agent, one.current]).sort()).toEqual([
      ['192.0.2.1', 'Test/1.0', true],
      ['2001:db8:1:2::', 'Library/3.0', false],
      ['203.0.113.5', 'Phone/2.0', false],
    ])
    // What opens a session is shown to nobody.
    expect(Object.keys(sessions[0]).sort()).toEqual([
      'address',
      'agent',
      'current',
      'expiresAt',
      'id',
      'startedAt',
    ])

    const idOf = (agent: string) => sessions.find((one: any) => one.agent === agent).id
    expect((await by.call('DELETE', `/account/sessions/${idOf('Phone/2.0')}`)).status).toBe(200)
    expect([await me(phone), await me(library), await me(by)]).toEqual([401, 200, 200])
    expect((await by.call('DELETE', `/account/sessions/${idOf('Phone/2.0')}`)).status).toBe(404)
    // Nobody ends somebody else's, whatever they may do otherwise.
    expect((await admin.call('DELETE', `/account/sessions/${idOf('Library/3.0')}`)).status).toBe(404)
    expect((await by.call('DELETE', '/account/sessions')).body).toEqual({ ended: 1 })
    expect([await me(library), await me(by), await me(admin)]).toEqual([401, 200, 200])
  })

  test('the administrator ends all sessions of a person; a deactivated one is out, and stays out', async () => {
    const { person, by } = await desk.join(admin, 'tim@example.com')
    expect((await by.call('DELETE', `/people/${person.id}/sessions`)).status).toBe(403)
    expect((await admin.call('DELETE', `/people/${person.id}/sessions`)).body).toEqual({ ended: 1 })
    expect(await me(by)).toBe(401)
    expect((await desk.signIn(by, person.email)).status).toBe(200)

    const { id, signedUp, ...input } = person
    const link = await desk.linkFor(admin, id)
    await admin.call('PUT', `/people/${id}`, { ...input, active: false })
    expect(await me(by)).toBe(401)
    expect((await desk.signIn(by, person.email)).status).toBe(403)
    expect((await by.call('GET', `/account/sessions`)).status).toBe(401)
    // A link from before does not let them in again.
    expect((await desk.accept(by, link, 'Tim', person.email)).status).toBe(410)
    await admin.call('PUT', `/people/${id}`, { ...input, active: true })
    // The old session does not come back to life.
    expect(await me(by)).toBe(401)
    expect((await desk.signIn(by, person.email)).status).toBe(200)
  })

  test('a forgotten password: the link sets a new one and ends every session', async () => {
    const { person, by } = await desk.join(admin, 'tim@example.com')
    const link = await desk.linkFor(admin, person.id)
    const token = link.split('token=')[1]
    expect((await by.call('GET', `/invitations/${token}`)).body).toMatchObject({
      reset: true,
      email: person.email,
    })
    const fresh = desk.browser()
    expect((await desk.accept(fresh, link, 'Tim', person.email, 'gajah putih berlari')).status).toBe(200)
    expect([await me(fresh), await me(by)]).toEqual([200, 401])
    expect((await desk.accept(fresh, link, 'Tim', person.email, 'sekali lagi saja')).status).toBe(410)
    expect((await desk.signIn(by, person.email)).status).toBe(401)
    expect((await desk.signIn(by, person.email, 'gajah putih berlari')).status).toBe(200)
  })

  test('a new password of one’s own ends the other sessions', async () => {
    const other = desk.browser()
    await desk.signIn(other, 'admin@example.com')
    const change = (currentPassword: string) =>
      admin.call('POST', '/auth/change-password', {
        currentPassword,
        newPassword: 'gajah putih berlari',
        revokeOtherSessions: true,
      })
    expect((await change('salah salah salah')).status).toBe(400)
    expect((await change(PASSWORD)).status).toBe(200)
    expect([await me(admin), await me(other)]).toEqual([200, 401])
  })

  test('an address that the administrator corrects is the one to sign in with; a removed person can come anew', async () => {
    const { person, by } = await desk.join(admin, 'salah@example.com')
    const { id, signedUp, ...input } = person
    await admin.call('PUT', `/people/${id}`, { ...input, email: 'benar@example.com' })
    expect((await desk.signIn(by, 'benar@example.com')).status).toBe(200)
    expect((await desk.signIn(by, 'salah@example.com')).status).toBe(401)
    expect((await admin.call('DELETE', `/people/${id}`)).status).toBe(200)
    expect((await desk.signIn(by, 'benar@example.com')).status).toBe(401)
    const again = await desk.join(admin, 'benar@example.com')
    expect(await me(again.by)).toBe(200)
  })

  test('the second step: enrolled with a code, asked at sign-in, opened once by a spare code', async () => {
    const { person, by } = await desk.join(admin, 'tim@example.com')
    const enable = (password: string) => by.call('POST', '/auth/two-factor/enable', { password })
    expect((await enable('salah salah salah')).status).toBe(400)
    const { body: enrolment } = await enable(PASSWORD)
    expect(enrolment.backupCodes).toHaveLength(10)
    expect(decodeURIComponent(enrolment.totpURI)).toContain('otpauth://totp/Alih:tim@example.com')
    // Not yet proved, not yet asked for.
    expect((await by.call('GET', '/account')).body).toEqual({
      password: true,
      twoFactor: false,
      provider: false,
    })
    const verify = (who: Browser, code: string) => who.call('POST', '/auth/two-factor/verify-totp', { code })
    expect((await verify(by, codeFor(enrolment.totpURI))).status).toBe(200)
    expect((await by.call('GET', '/account')).body).toMatchObject({ twoFactor: true })

    const later = desk.browser('203.0.113.5')
    expect((await desk.signIn(later, person.email)).body).toMatchObject({ twoFactorRedirect: true })
    expect(await me(later)).toBe(401)
    expect((await verify(later, '000000')).status).toBe(401)
    expect((await verify(later, codeFor(enrolment.totpURI))).status).toBe(200)
    expect(await me(later)).toBe(200)

    const code = enrolment.backupCodes[0]
    const spare = async (address: string) => {
      const lost = desk.browser(address)
      await desk.signIn(lost, person.email)
      return (await lost.call('POST', '/auth/two-factor/verify-backup-code', { code })).status
    }
    expect([await spare('203.0.113.6'), await spare('203.0.113.7')]).toEqual([200, 401])

    // A new password by the administrator's link is no way around it.
    const reset = desk.browser('203.0.113.8')
    const link = await desk.linkFor(admin, person.id)
    expect((await desk.accept(reset, link, 'Tim', person.email)).body).toMatchObject({ secondStep: true })
    expect(await me(reset)).toBe(401)

    // Telephone and codes lost: the administrator takes it away.
    expect((await admin.call('GET', `/people/${person.id}/account`)).body).toMatchObject({ twoFactor: true })
    expect((await by.call('DELETE', `/people/${person.id}/two-factor`)).status).toBe(401)
    expect((await admin.call('DELETE', `/people/${person.id}/two-factor`)).status).toBe(200)
    expect((await desk.signIn(by, person.email)).status).toBe(200)
    expect(await me(by)).toBe(200)
  })

  test('codes cannot be tried one after the other', async () => {
    const { person, by } = await desk.join(admin, 'tim@example.com')
    const { body } = await by.call('POST', '/auth/two-factor/enable', { password: PASSWORD })
    await by.call('POST', '/auth/two-factor/verify-totp', { code: codeFor(body.totpURI) })
    const guesser = desk.browser('203.0.113.5')
    await desk.signIn(guesser, person.email)
    const statuses = []
    for (let n = 0; n < 6; n++)
      statuses.push(
        (await guesser.call('POST', '/auth/two-factor/verify-totp', { code: `00000${n}` })).status,
      )
    expect(statuses.at(-1)).toBe(429)
    expect(await me(guesser)).toBe(401)
  })

  test('what of the library is not used cannot be reached', async () => {
    for (const path of [
      'update-user',
      'sign-up/email',
      'delete-user',
      'revoke-sessions',
      'two-factor/get-totp-uri',
      'link-social',
    ])
      expect([path, (await admin.call('POST', `/auth/${path}`, {})).status]).toEqual([path, 404])
    for (const path of [
      'list-sessions',
      'get-session',
      'list-accounts',
      'reference',
      'error',
      'callback/oidc',
    ])
      expect([path, (await admin.call('GET', `/auth/${path}`)).status]).toEqual([path, 404])
  })

  test('the last administrator stays, whatever is tried', async () => {
    const { body: everybody } = await admin.call('GET', '/people')
    const { id, signedUp, ...input } = everybody[0]
    const tries: [string, string, unknown?][] = [
      ['DELETE', `/people/${id}`],
      ['PUT', `/people/${id}`, { ...input, active: false }],
      ['PUT', `/people/${id}`, { ...input, role: 'operator' }],
    ]
    for (const [method, path, body] of tries)
      expect((await admin.call(method, path, body)).body).toMatchObject({ code: 'last_admin' })
    // One who is not active does not count.
    const second = await desk.join(admin, 'kedua@example.com', 'admin')
    const theirs = { ...input, name: 'kedua', email: 'kedua@example.com' }
    await admin.call('PUT', `/people/${second.person.id}`, { ...theirs, active: false })
    expect((await admin.call('DELETE', `/people/${id}`)).status).toBe(409)
    expect(await me(admin)).toBe(200)
  })

  test('two administrators who remove each other at once: one of them stays', async () => {
    for (let round = 0; round < 5; round++) {
      const { body: admins } = await admin.call('GET', '/people?filter={"role":"admin"}')
      const second = await desk.join(admin, `kedua-${round}@example.com`, 'admin')
      const off = (by: Browser, { signedUp, id, ...input }: any) =>
        by.call('PUT', `/people/${id}`, { ...input, role: 'head' })
      const [first, other] = await Promise.all([off(admin, second.person), off(second.by, admins[0])])
      const left = [await me(admin), await me(second.by)]
      expect([first.status, other.status]).not.toContain(500)
      const { body: after } = await (first.status === 200 ? admin : second.by).call(
        'GET',
        '/people?filter={"role":"admin","active":true}',
      )
      expect({ left, admins: after.length }).toEqual({ left: [200, 200], admins: 1 })
      if (first.status === 200) continue
      // The other one won: they give the office back.
      await second.by.call('PUT', `/people/${admins[0].id}`, { ...withoutId(admins[0]), role: 'admin' })
      await second.by.call('PUT', `/people/${second.person.id}`, {
        ...withoutId(second.person),
        role: 'head',
      })
    }
  })
})

const withoutId = ({ id, signedUp, ...input }: any) => input

test('the count of tries survives a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alih-tries-'))
  const file = join(folder, 'alih.sqlite')
  try {
    const first = await openAccounts(file)
    await first.begin()
    for (let n = 1; n <= 10; n++)
      await first.signIn(first.browser('198.51.100.7'), 'admin@example.com', `tebakan ke ${n}`)
    await first.stop()
    const second = await openAccounts(file)
    expect((await second.signIn(second.browser('198.51.100.7'), 'admin@example.com')).status).toBe(429)
    await second.stop()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
