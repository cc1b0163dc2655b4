/** Group N as a table: a request as it comes in, and what speaks against it. */
import { describe, expect, it } from 'vitest'
import { preflight } from '../../checks/preflight.ts'
import type { ConditionId } from '../../server/core/conditions/index.ts'
import { conditions } from '../../server/core/conditions/index.ts'
import type { Intake } from '../../server/core/intake.ts'
import { APEX, NEW, observe, OLD, outcome } from '../support/facts.ts'
import type { Look } from '../support/facts.ts'

type Row = [when: string, intake: Partial<Intake>, finds: ConditionId[], look?: Look]

const both = (says: NonNullable<Look['servers']>[string]): Look => ({ servers: { ns1: says, ns2: says } })
const free: Look = both({ new: 'NXDOMAIN', old: 'A 192.0.2.10; ttl 3600' })

const rows: Row[] = [
  ['a plain request', { zones: [APEX], windowSeconds: 14400 }, [], free],
  ['an underscore', { newName: 'baru_situs.kota.test' }, ['N01']],
  ['a label that begins with a hyphen', { newName: '-baru.kota.test' }, ['N01']],
  ['a label of 64', { newName: `${'a'.repeat(64)}.kota.test` }, ['N02']],
  ['two hyphens in the wrong place', { newName: 'ba--ru.kota.test' }, ['N03']],
  ['an A-label that does not decode', { newName: 'xn--zzzzzzzz.kota.test' }, ['N04']],
  [
    'a name that looks like another',
    { newName: 'dlnas.kota.test', registered: ['dinas.kota.test'] },
    ['N04'],
  ],
  ['a label of the panel', { newName: 'webmail.kota.test' }, ['N05']],
  ['a label for a name server', { newName: 'ns3.kota.test' }, ['N05']],
  ['a label that policy keeps', { newName: 'gubernur.kota.test', reservedLabels: ['gubernur'] }, ['N05']],
  ['the www pair of a name', { oldName: `www.${OLD}`, newName: `www.${NEW}`, zones: [APEX] }, []],
  ['www of the zone', { oldName: `www.${OLD}`, newName: `www.${APEX}`, zones: [APEX] }, ['N05']],
  ['the same name in other letters', { newName: 'LAMA.kota.test.' }, ['N06']],
  ['a new name that is in use', {}, ['N07'], both({ new: 'A 192.0.2.5', old: 'A 192.0.2.10' })],
  ['a new name with names below it', {}, ['N07'], both({ new: 'NODATA', old: 'A 192.0.2.10' })],
  ['a new name that is denied the compact way', {}, [], both({ new: 'NXNAME', old: 'A 192.0.2.10' })],
  ['a new name that is empty the compact way', {}, ['N07'], both({ new: 'ENT', old: 'A 192.0.2.10' })],
  [
    'a new name that only a wildcard answers',
    {},
    [],
    both({ new: 'A 192.0.2.5', wildcard: 'A 192.0.2.5', old: 'A 192.0.2.10' }),
  ],
  [
    'the same, which answers below the name as well',
    {},
    [],
    both({ new: 'A 192.0.2.5', wildcard: 'A 192.0.2.5', belowNew: 'A 192.0.2.5', old: 'A 192.0.2.10' }),
  ],
  ...['NXDOMAIN', 'NODATA', 'A 192.0.2.6'].map((belowNew): Row => [
    `a new name of the wildcard's value, with ${belowNew} below it`,
    {},
    ['N07'],
    both({ new: 'A 192.0.2.5', wildcard: 'A 192.0.2.5', belowNew, old: 'A 192.0.2.10' }),
  ]),
  [
    'the same where only a server that is down could tell',
    {},
    [],
    both({ new: 'A 192.0.2.5', wildcard: 'A 192.0.2.5', belowNew: 'timeout', old: 'A 192.0.2.10' }),
  ],
  ['a new name that is registered, where nothing is asked', { registered: [OLD, NEW] }, ['N07']],
  ['a new name that is registered and seen', { registered: [NEW] }, ['N07'], both({ old: 'A 192.0.2.10' })],
  [
    'a new name that is registered and moves away',
    { registered: [OLD, NEW], open: [{ oldName: NEW, newName: 'z.kota.test', label: '12/2026' }] },
    ['N09'],
  ],
  [
    'a new name that another request wants',
    { open: [{ oldName: 'x.kota.test', newName: NEW, label: '12/2026' }] },
    ['N08'],
  ],
  ['a new name that still rests', { quarantined: [{ name: NEW, until: '2027-01-01' }] }, ['N08']],
  [
    'a chain with another request',
    { open: [{ oldName: NEW, newName: 'z.kota.test', label: '12/2026' }] },
    ['N09'],
  ],
  ['a swap with another request', { open: [{ oldName: NEW, newName: OLD, label: '12/2026' }] }, ['N09']],
  ['an old name that is not there', {}, ['N10'], both({ new: 'NXDOMAIN', old: 'NXDOMAIN' })],
  ['a name outside the zones', { newName: 'baru.desa.test', zones: [APEX] }, ['N11']],
  ['a name below a cut that others run', { zones: ['test'] }, ['N11', 'N11'], free],
  [
    'names below the old one',
    {},
    ['N12'],
    {
      ...free,
      more: [
        {
          purpose: 'beside',
          question: { name: `www.${OLD}`, type: 'A' },
          outcome: outcome('A 192.0.2.10', `www.${OLD}`, 'A'),
        },
      ],
    },
  ],
  [
    'registered names below the old one',
    { registered: [OLD, `api.${OLD}`, `x${OLD}`, 'dinas.kota.test'] },
    ['N12'],
  ],
  [
    'registered names below the old one that move as well',
    { registered: [`api.${OLD}`], open: [{ oldName: `api.${OLD}`, newName: `api.${NEW}`, label: '#2' }] },
    [],
  ],
  [
    'names below the old one that move as well',
    { open: [{ oldName: `www.${OLD}`, newName: `www.${NEW}`, label: '#2' }] },
    [],
    {
      ...free,
      more: [
        {
          purpose: 'beside',
          question: { name: `www.${OLD}`, type: 'A' },
          outcome: outcome('A 192.0.2.10', `www.${OLD}`, 'A'),
        },
      ],
    },
  ],
  [
    'deep, but below a wildcard of its own',
    { newName: 'a.b.kota.test', certificates: ['*.kota.test', '*.b.kota.test'] },
    [],
  ],
  [
    'deeper than the wildcard certificate',
    { newName: 'a.b.kota.test', certificates: ['*.kota.test'] },
    ['N13'],
  ],
  ['an old TTL beyond the window', { windowSeconds: 1800 }, ['N14'], free],
  ['a negative TTL beyond the window', { windowSeconds: 200 }, ['N14', 'N15'], free],
  ['a due time after closing', { dueAfterClosing: '2026-11-27T12:00' }, ['N16']],
  [
    'an alias that aims at the old name',
    { records: [{ name: 'portal.kota.test', type: 'CNAME', value: OLD }] },
    ['N17'],
  ],
]

describe('a request is looked over', () => {
  it.each(rows)('%s', (_, intake, finds, look) => {
    const list = preflight({ oldName: OLD, newName: NEW, ...intake }, look ? observe(look) : [])
    expect(list.map(({ condition }) => condition)).toEqual(finds)
    for (const { message, remedy } of list) {
      for (const text of [message.id, message.en, remedy.id, remedy.en])
        expect(text).not.toMatch(/[{}]|undefined|null/)
    }
  })

  it.each(Object.keys(conditions).filter((id) => id.startsWith('N')))('%s appears in a row', (id) => {
    expect(rows.flatMap(([, , finds]) => finds)).toContain(id)
  })
})
