/** The checker's surface and the command: sweeps, offline, walks with odd delegations, DNS over HTTPS, exit codes. */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import packet from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { createChecker, openChecks } from '../../checks/index.ts'
import type { Ports, Sight, Task } from '../../checks/index.ts'
import { check as command } from '../../server/commands/check.ts'
import type { Check } from '../../server/core/verdict.ts'
import { loopback } from '../support/bind.ts'
import { authority } from '../support/certificates.ts'
import { rename, ZONE } from '../support/dns-lab.ts'
import { needs } from '../support/programs.ts'
import { reply, startFaultServer } from '../support/fault-dns.ts'
import type { FaultServer, Script } from '../support/fault-dns.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function serve(script: Script, address = loopback(), port = 0): Promise<FaultServer> {
  const server = await startFaultServer(address, script, script, port)
  stops.push(server.stop)
  return server
}

/** Answers for the zone as a table says: `name type` to data. Anything else does not exist. */
function zoneScript(apex: string, table: Record<string, string[]>): Script {
  const data = {
    mname: `ns1.${apex}`,
    rname: `a.${apex}`,
    serial: 1,
    refresh: 14400,
    retry: 3600,
    expire: 604800,
    minimum: 300,
  }
  const soa: packet.Answer = { type: 'SOA', name: apex, ttl: 300, data }
  return ({ query, name, type }) => {
    if (name === apex && type === 'SOA') return [reply(query, { answers: [soa] })]
    // A delegation below: a referral with what glue there is.
    const cut = Object.keys(table).find(
      (key) => key.endsWith(' cut') && `.${name}`.endsWith(`.${key.slice(0, -4)}`),
    )
    if (cut) {
      const owner = cut.slice(0, -4)
      const names = table[cut]!
      const authorities = names.map((target): packet.Answer => ({
        type: 'NS',
        name: owner,
        ttl: 300,
        data: target,
      }))
      const additionals = names.flatMap((target): packet.Answer[] =>
        (table[`${target} glue`] ?? []).map((address) => ({
          type: 'A',
          name: target,
          ttl: 300,
          data: address,
        })),
      )
      return [reply(query, { flags: 0, authorities, additionals })]
    }
    const values = table[`${name} ${type}`]
    if (values)
      return [
        reply(query, {
          answers: values.map((value) => ({ type, name, ttl: 300, data: value }) as packet.Answer),
        }),
      ]
    const exists = Object.keys(table).some(
      (key) => key.startsWith(`${name} `) || key.split(' ')[0]!.endsWith(`.${name}`),
    )
    return [reply(query, { rcode: exists || name === apex ? 0 : 3, authorities: [soa] })]
  }
}

const small = { [`baru.${ZONE} A`]: ['192.0.2.10'], [`${ZONE} NS`]: [`ns1.${ZONE}`] }
const sightOf = (server: FaultServer): Sight => ({
  servers: [{ name: `ns1.${ZONE}`, address: server.address, port: server.port }],
  web: false,
  timeoutMs: 300,
  tries: 2,
})

describe('a walk', () => {
  it('finds servers that are named in other zones, and is not trapped by zones that name each other', async () => {
    const [root, tld, far, managed] = [loopback(), loopback(), loopback(), loopback()]
    await serve(zoneScript('.', { 'test cut': ['ns.test'], 'ns.test glue': [tld] }), root, 53)
    await serve(
      zoneScript('test', {
        'kota.test cut': ['dns.jauh.test', 'ns.putar1.test', 'tanpa.alamat.test'],
        'jauh.test cut': ['ns.jauh.test'],
        'ns.jauh.test glue': [far],
        'putar1.test cut': ['ns.putar2.test'],
        'putar2.test cut': ['ns.putar1.test'],
      }),
      tld,
      53,
    )
    await serve(zoneScript('jauh.test', { 'dns.jauh.test A': [managed] }), far, 53)
    const names = ['dns.jauh.test', 'ns.putar1.test', 'tanpa.alamat.test']
    await serve(zoneScript(ZONE, { ...small, [`${ZONE} NS`]: names }), managed, 53)
    const checks = openChecks(
      { rootHints: `. NS a.\na. A ${root}`, allow: ['127.0.0.0/8'], web: false, timeoutMs: 300, tries: 1 },
      () => new Date(),
    )
    const seen = await checks.check(rename())
    await checks.close()
    expect(seen.status, JSON.stringify(seen.findings)).toBe('ok')
    const addressless = seen.findings
      .filter(({ condition }) => condition === 'A05')
      .map(({ seen: name }) => name)
    expect(addressless.sort()).toEqual(['ns.putar1.test', 'tanpa.alamat.test'])
  })

  it('that only the canary takes says nothing about servers that were given', async () => {
    const [root, other] = [loopback(), loopback()]
    await serve(zoneScript('.', { 'lain cut': ['ns.lain'], 'ns.lain glue': [other] }), root, 53)
    await serve(zoneScript('lain', { 'kenari.lain A': ['192.0.2.1'] }), other, 53)
    const server = await serve(zoneScript(ZONE, small))
    const sight = {
      ...sightOf(server),
      servers: [{ name: 'tuan', address: server.address, port: server.port }],
    }
    const checks = openChecks(
      { ...sight, rootHints: `. NS a.\na. A ${root}`, allow: ['127.0.0.0/8'], canary: 'kenari.lain' },
      () => new Date(),
    )
    const seen = await checks.check(rename())
    await checks.close()
    expect(seen.status, JSON.stringify(seen.findings)).toBe('ok')
    expect(seen.findings.map(({ condition }) => condition)).not.toContain('A05')
  })

  it('finds every name of a server that has several', async () => {
    const [root, tld, own] = [loopback(), loopback(), loopback()]
    await serve(zoneScript('.', { 'test cut': ['ns.test'], 'ns.test glue': [tld] }), root, 53)
    const cut = { 'kota.test cut': ['ns1.kota.test', 'ns2.kota.test'] }
    await serve(
      zoneScript('test', { ...cut, 'ns1.kota.test glue': [own], 'ns2.kota.test glue': [own] }),
      tld,
      53,
    )
    const names = ['ns1', 'ns2', 'ns3'].map((label) => `${label}.${ZONE}`)
    const addresses = Object.fromEntries(names.map((name) => [`${name} A`, [own]]))
    await serve(zoneScript(ZONE, { ...small, [`${ZONE} NS`]: names, ...addresses }), own, 53)
    const checks = openChecks(
      { rootHints: `. NS a.\na. A ${root}`, allow: ['127.0.0.0/8'], web: false, timeoutMs: 300, tries: 1 },
      () => new Date(),
    )
    const seen = await checks.check(rename())
    await checks.close()
    const found = seen.findings.map(({ condition }) => condition)
    expect(found).not.toContain('A05')
    expect(seen.findings.find(({ condition }) => condition === 'A38')?.seen).toBe(
      names.map((name) => `${name} (${own})`).join(', '),
    )
  })

  it('does not believe glue that its server has no right to give', async () => {
    const [root, tld, trap] = [loopback(), loopback(), loopback()]
    await serve(zoneScript('.', { 'test cut': ['ns.test'], 'ns.test glue': [tld] }), root, 53)
    await serve(
      zoneScript('test', { 'kota.test cut': ['ns.lain.example'], 'ns.lain.example glue': [trap] }),
      tld,
      53,
    )
    const liar = await serve(zoneScript(ZONE, small), trap, 53)
    const sight = {
      rootHints: `. NS a.\na. A ${root}`,
      allow: ['127.0.0.0/8'],
      web: false,
      timeoutMs: 300,
      tries: 1,
    }
    const checks = openChecks(sight, () => new Date())
    const seen = await checks.check(rename())
    await checks.close()
    expect(liar.heard).toEqual([])
    expect(seen.status, JSON.stringify(seen.findings)).toBe('broken')
  })
})

it.each<[string, Record<string, string[]>, boolean]>([
  ['has an IPv6 address only', { [`www.baru.${ZONE} AAAA`]: ['2001:db8::1'] }, false],
  ['has another type only', { [`www.baru.${ZONE} NS`]: ['ns1.lain.test'] }, true],
  ['is missing', {}, true],
])('the www pair of the new name %s', async (_, more, forgotten) => {
  const server = await serve(zoneScript(ZONE, { ...small, [`www.lama.${ZONE} A`]: ['192.0.2.10'], ...more }))
  const checks = openChecks(sightOf(server), () => new Date())
  const seen = await checks.check(rename({ want: 'keep' }))
  await checks.close()
  const ids = seen.findings.map(({ condition }) => condition)
  expect(ids.includes('A31'), JSON.stringify(seen.findings)).toBe(forgotten)
  const asked = server.heard.filter(({ name, type }) => name === `www.lama.${ZONE}` && type === 'AAAA')
  expect(asked).toEqual([])
})

describe('sweeps', () => {
  const task = (id: string): Task => ({ id, expectation: rename() })
  function ports(sight: Sight, tasks: Task[]): Ports & { recorded: [string, Check][]; summaries: object[] } {
    const recorded: [string, Check][] = []
    const summaries: object[] = []
    return {
      recorded,
      summaries,
      now: () => new Date(),
      sight: async () => sight,
      due: async () => tasks.filter(({ id }) => !recorded.some(([done]) => done === id)),
      record: async ({ id }, check) => void recorded.push([id, check]),
      swept: (summary) => void summaries.push(summary),
      fault: (error) => {
        throw error
      },
    }
  }

  it('look at everything that is due, once, and overlapping calls share one sweep', async () => {
    const server = await serve(zoneScript(ZONE, small))
    const all = ports(sightOf(server), ['a', 'b', 'c', 'd'].map(task))
    const checker = createChecker(all)
    const [first, second] = await Promise.all([checker.sweep(), checker.sweep()])
    expect(first).toEqual({ checked: 4, offline: false })
    expect(second).toBe(first)
    expect(all.recorded.map(([id, { status }]) => `${id} ${status}`).sort()).toEqual([
      'a ok',
      'b ok',
      'c ok',
      'd ok',
    ])
    expect(all.summaries).toEqual([{ checked: 4, offline: false }])
  })

  it('judge nothing while offline', async () => {
    const server = await serve(() => [])
    const all = ports(sightOf(server), ['a', 'b'].map(task))
    expect(await createChecker(all).sweep()).toEqual({ checked: 0, offline: true })
    expect(all.recorded).toEqual([])
    expect(all.summaries).toEqual([{ checked: 0, offline: true }])
  })

  const cache: Script = (heard, raw) =>
    heard.name === 'kenari.test'
      ? [reply(heard.query, { flags: 0, rcode: 2 })]
      : zoneScript(ZONE, small)(heard, raw)
  it.each<[string, string | undefined, Script | null, boolean]>([
    ['the zone’s own without a panel', undefined, null, false],
    ['one that the zone’s servers have', `baru.${ZONE}`, null, false],
    ['one that they do not have', `kenari.${ZONE}`, null, true],
    ['one that the root does not have either', 'kenari.test', null, true],
    ['one that the panel sees', `baru.${ZONE}`, cache, false],
    ['one that the panel does not see', 'kenari.test', cache, true],
    ['one with a panel that is silent', `baru.${ZONE}`, () => [], true],
    ['the zone’s own with a panel that is silent', undefined, () => [], false],
  ])('know from the canary that they are offline: %s', async (_, canary, panel, offline) => {
    const root = loopback()
    await serve(zoneScript('.', {}), root, 53)
    const server = await serve(zoneScript(ZONE, small))
    const resolver = panel && (await serve(panel))
    const sight: Sight = {
      ...sightOf(server),
      rootHints: `. NS a.\na. A ${root}`,
      ...(canary === undefined ? {} : { canary }),
      ...(resolver ? { resolvers: [`${resolver.address}#${resolver.port}`] } : {}),
    }
    const all = ports(sight, [task('a')])
    expect(await createChecker(all).sweep()).toEqual({ checked: offline ? 0 : 1, offline })
    expect(all.recorded).toHaveLength(offline ? 0 : 1)
  })

  it('start and stop may be called twice', async () => {
    const checker = createChecker(ports({}, []))
    checker.start()
    checker.start()
    await checker.stop()
    await expect(checker.stop()).resolves.toBeUndefined()
  })
})

describe.skipIf(!needs(['openssl'], 'apt-get install -y openssl'))('DNS over HTTPS', () => {
  it('is a resolver of the panel like any other', async () => {
    const server = await serve(zoneScript(ZONE, small))
    const ca = authority(new Date())
    stops.push(async () => ca.remove())
    const { key, cert } = ca.issue({ names: 'IP:127.0.0.1' })
    const honest = zoneScript(ZONE, small)
    const doh = https.createServer({ key, cert }, (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const raw = Buffer.concat(chunks)
        const query = packet.decode(raw)
        const { name, type } = query.questions![0]!
        const [answer] = honest({ query, name, type, edns: true, over: 'tcp' }, raw) as Buffer[]
        response.writeHead(200, { 'content-type': 'application/dns-message' }).end(answer)
      })
    })
    await new Promise<void>((resolve) => doh.listen(0, '127.0.0.1', resolve))
    stops.push(() => new Promise((resolve) => doh.close(resolve)))
    const resolver = `https://127.0.0.1:${(doh.address() as AddressInfo).port}/dns-query`
    const checks = openChecks({ ...sightOf(server), resolvers: [resolver], ca: ca.root }, () => new Date())
    const seen = await checks.check(rename())
    await checks.close()
    expect(seen.status, JSON.stringify(seen.findings)).toBe('ok')
    expect(seen.findings.map(({ condition }) => condition)).toContain('R01')
    expect(
      seen.observations.filter((o) => o.kind === 'dns' && o.transport === 'https').length,
    ).toBeGreaterThan(2)
  })
})

describe('alih check', () => {
  async function run(...args: string[]) {
    const io = { stdout: new PassThrough(), stderr: new PassThrough() }
    const texts = [io.stdout, io.stderr].map(async (stream) => {
      let text = ''
      for await (const chunk of stream) text += String(chunk)
      return text
    })
    const code = await command(args, io)
    io.stdout.end()
    io.stderr.end()
    const [out, err] = await Promise.all(texts)
    return { code, out: out!, err: err! }
  }
  const pair = [
    '--old',
    `lama.${ZONE}`,
    '--new',
    `baru.${ZONE}`,
    '--want',
    'remove',
    '--no-web',
    '--timeout',
    '300',
    '--tries',
    '2',
  ]
  const via = ({ address, port }: FaultServer) => ['--server', `ns1.${ZONE}=${address}#${port}`]

  it.each([
    [0, 'A=192.0.2.10', 'ok'],
    [1, 'A=192.0.2.99', 'wrong'],
    [1, 'A=192.0.2.10,192.0.2.11', 'wrong'],
  ])('exits with %s for %s, and prints the contract', async (code, expected, status) => {
    const server = await serve(zoneScript(ZONE, small))
    const ran = await run(...pair, ...via(server), '--expect', expected, '--json')
    expect(ran.code, ran.err).toBe(code)
    const result = JSON.parse(ran.out) as Check
    expect(Object.keys(result)).toEqual([
      'status',
      'severity',
      'forecast',
      'findings',
      'observations',
      'checkedAt',
    ])
    expect(result.status).toBe(status)
    const keys = [
      'condition',
      'name',
      'level',
      'stop',
      'subject',
      'server',
      'expected',
      'seen',
      'message',
      'remedy',
    ]
    expect(Object.keys(result.findings[0]!)).toEqual(keys)
  })

  it('exits with 3 when nothing can be told', async () => {
    const ran = await run(...pair, ...via(await serve(() => [])), '--expect', 'A=192.0.2.10', '--json')
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.out)).toMatchObject({ status: 'unknown', findings: [{ condition: 'M01' }] })
  })

  it.each([
    ['40', true],
    ['1000000', false],
  ])('asks one server at --rate %s, which makes questions wait: %s', async (rate, waits) => {
    const server = await serve(zoneScript(ZONE, small))
    const ran = await run(...pair, ...via(server), '--expect', 'A=192.0.2.10', '--json', '--rate', rate)
    const { status, observations } = JSON.parse(ran.out) as Check
    expect(status, ran.out).toBe('ok')
    expect(observations.some((one) => one.kind === 'dns' && (one.heldMs ?? 0) > 0)).toBe(waits)
  })

  it('reads well without --json', async () => {
    const ran = await run(...pair, ...via(await serve(zoneScript(ZONE, small))), '--expect', 'A=192.0.2.99')
    expect(ran.out).toMatch(/^WRONG \(critical\) {2}lama\.kota\.test -> baru\.kota\.test/)
    expect(ran.out).toContain('A13 NEW_ELSEWHERE [error, stop]')
  })

  it.each([
    [['--old', 'a.test', '--new', 'b.test', '--want', 'remove'], /--expect is missing/],
    [['--names', 'f', '--rate', '0'], /--rate must be/],
    [['--new', 'b.test', '--expect', 'A=192.0.2.1', '--want', 'remove'], /--old is missing/],
    [['--old', 'a.test', '--new', 'b.test', '--expect', 'A=192.0.2.1'], /--want is missing/],
    [
      ['--old', 'a.test', '--new', 'b.test', '--expect', 'A=192.0.2.1', '--want', 'burn'],
      /want must be one of/,
    ],
    [['--old', 'a.test', '--new', 'A.test.', '--expect', 'A=192.0.2.1', '--want', 'keep'], /are the same/],
    [
      ['--old', 'a.test', '--new', 'b_c.test', '--expect', 'A=192.0.2.1', '--want', 'keep'],
      /new name is no host name/,
    ],
    [
      ['--old', 'a.test', '--new', 'b.test', '--expect', 'A=300.0.2.1', '--want', 'keep'],
      /expected records are wrong/,
    ],
    [['--old', 'a.test', '--new', 'b.test', '--expect', 'MX=mail', '--want', 'keep'], /--expect must be/],
    [
      [
        '--executed-at',
        'yesterday',
        '--old',
        'a.test',
        '--new',
        'b.test',
        '--expect',
        'A=192.0.2.1',
        '--want',
        'keep',
      ],
      /not an instant/,
    ],
    [['--resolver', 'nowhere'], /--resolver must be/],
    [['--server', '192.0.2.1'], /--server must be/],
    [['--allow', '10.0.0.0/99'], /--allow must be/],
    [['--connect', '192.0.2.1'], /--connect must be/],
    [['--root-hints', '/nonexistent'], /--root-hints cannot be read/],
    [['--names', '/nonexistent'], /--names cannot be read/],
    [['--nonsense'], /nonsense/],
  ])('exits with 2 for %j and says why', async (args, why) => {
    const ran = await run(...args)
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(why)
    expect(ran.out).toBe('')
  })

  it('takes many renames from a file: one line each, in order, the worst exit code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'alih-names-'))
    stops.push(() => rm(folder, { recursive: true }))
    const file = join(folder, 'names')
    const lines = Array.from({ length: 60 }, (_, n) =>
      n % 2 === 0
        ? `lama.${ZONE} baru.${ZONE} remove A=192.0.2.10`
        : JSON.stringify({
            old: `lama.${ZONE}`,
            new: `tiada${n}.${ZONE}`,
            expect: { A: ['192.0.2.10'] },
            want: 'remove',
          }),
    )
    writeFileSync(file, `# renames\n\n${lines.join('\n')}\n`)
    const server = await serve(zoneScript(ZONE, small))
    const ran = await run('--names', file, '--no-web', '--brief', '--timeout', '500', ...via(server))
    expect(ran.code, ran.err).toBe(1)
    const results = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { new: string; status: string })
    expect(results.map(({ status }) => status)).toEqual(lines.map((_, n) => (n % 2 === 0 ? 'ok' : 'broken')))
    expect(results[1]!.new).toBe(`tiada1.${ZONE}`)
    writeFileSync(file, `lama.${ZONE} baru.${ZONE} remove A=192.0.2.10\nlama.${ZONE} remove\n`)
    const bad = await run('--names', file)
    expect(bad.code).toBe(2)
    expect(bad.err).toContain('line 2')
  })
})
