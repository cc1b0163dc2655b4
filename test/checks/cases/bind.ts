/** Labelled cases for BIND: the records of a zone, and what a look at each pair of names must say. */
import type { ConditionId } from '../../../server/core/conditions/index.ts'
import type { Expectation } from '../../../server/core/expectation.ts'
import { hostname } from '../../../server/core/hostname.ts'
import type { Severity, Status } from '../../../server/core/verdict.ts'
import { ZONE } from '../../support/dns-lab.ts'

const many = Array.from({ length: 90 }, (_, n) => `192.0.2.${n + 1}`)
export const records = `
baik A 192.0.2.10
dua A 192.0.2.10
dua A 192.0.2.11
enam AAAA 2001:db8::10
tambah A 192.0.2.10
tambah AAAA 2001:db8::10
lain A 192.0.2.99
sisa A 192.0.2.10
sisa A 192.0.2.99
teks TXT "only text"
anak.kosong A 192.0.2.10
*.bintang A 192.0.2.10
*.palsu A 192.0.2.99
tamu.palsu A 192.0.2.99
alias CNAME web.luar.test.
rantai CNAME satu.luar.test.
putus CNAME tidak-ada
putar CNAME putar2
putar2 CNAME putar
lama1 A 192.0.2.10
lama2 CNAME baik
lama3 CNAME toko.bebas-dibeli.test.
lama4 CNAME tidak-ada
lama5 MX 10 mail
lama6 A 192.0.2.10
www.lama6 A 192.0.2.10
bersandar CNAME lama1
dalam A 10.1.2.3
mati NS ns1.mati
ns1.mati A 127.254.254.253
asing NS ns1
@ A 192.0.2.10
baik2 60 A 192.0.2.10
${many.map((address) => `banyak A ${address}`).join('\n')}
`

type Case = [
  label: string,
  newName: string,
  more: Partial<Expectation>,
  status: Status,
  severity: Severity,
  finds: ConditionId[],
]
export const name = (label: string) => hostname(label === '@' ? ZONE : `${label}.${ZONE}`)

export const cases: Case[] = [
  ['as wanted', 'baik', {}, 'ok', 'ok', ['A10', 'A27']],
  ['two addresses', 'dua', { records: { A: ['192.0.2.11', '192.0.2.10'] } }, 'ok', 'ok', ['A10']],
  ['IPv6 only', 'enam', { records: { AAAA: ['2001:db8::10'] } }, 'ok', 'ok', ['A10']],
  ['a wildcard that fits', 'x.bintang', {}, 'ok', 'ok', ['A10', 'A16']],
  ['an alias into another zone', 'alias', {}, 'ok', 'ok', ['A10']],
  ['the expected alias', 'alias', { records: { CNAME: ['web.luar.test'] } }, 'ok', 'ok', ['A10']],
  ['a chain through two zones and back', 'rantai', {}, 'ok', 'ok', ['A10']],
  ['an answer that needs TCP', 'banyak', { records: { A: many } }, 'ok', 'ok', ['A10', 'A41']],
  ['the zone name itself', '@', {}, 'ok', 'ok', ['A10']],
  ['a TTL of its own', 'baik2', {}, 'ok', 'ok', ['A10']],
  ['below a name that is empty', 'anak.kosong', {}, 'ok', 'ok', ['A10']],
  ['an alias of old to new', 'baik', { want: 'redirect', oldName: name('lama2') }, 'ok', 'ok', ['A25']],
  ['old kept', 'baik', { want: 'keep', oldName: name('lama1') }, 'ok', 'ok', ['A10']],
  ['mail left at old', 'baik', { oldName: name('lama5') }, 'ok', 'info', ['A30']],
  ['an empty name', 'kosong', {}, 'broken', 'critical', ['A12']],
  ['only text', 'teks', {}, 'broken', 'critical', ['A12']],
  ['no such name', 'tidak-ada', {}, 'broken', 'critical', ['A11']],
  ['an alias to nothing', 'putus', {}, 'broken', 'critical', ['A22']],
  ['an alias loop', 'putar', {}, 'broken', 'critical', ['A21']],
  ['a zone whose server is dead', 'baru.mati', {}, 'broken', 'critical', ['A01']],
  ['a zone whose server does not know it', 'baru.asing', {}, 'broken', 'critical', ['A01']],
  ['elsewhere', 'lain', {}, 'wrong', 'critical', ['A13']],
  ['a leftover', 'sisa', {}, 'wrong', 'warning', ['A14']],
  ['incomplete', 'baik', { records: { A: ['192.0.2.10', '192.0.2.11'] } }, 'wrong', 'warning', ['A15']],
  ['an AAAA too much', 'tambah', {}, 'wrong', 'warning', ['A17']],
  ['a wildcard that only looks alive', 'x.palsu', {}, 'wrong', 'critical', ['A16']],
  ['an inner address', 'dalam', {}, 'wrong', 'critical', ['A13', 'A18']],
  ['leaning on old', 'bersandar', { oldName: name('lama1') }, 'wrong', 'warning', ['A24']],
  ['old still served', 'baik', { oldName: name('lama1') }, 'stale', 'warning', ['A26']],
  ['old and its www still served', 'baik', { oldName: name('lama6') }, 'stale', 'warning', ['A26', 'A31']],
  ['old by wildcard', 'baik', { oldName: name('y.palsu') }, 'stale', 'warning', ['A29']],
  ['old missing though it should redirect', 'baik', { want: 'redirect' }, 'stale', 'warning', ['S08']],
  ['old open to takeover', 'baik', { want: 'keep', oldName: name('lama3') }, 'stale', 'critical', ['S02']],
  [
    'old dangling in our own zone',
    'baik',
    { want: 'keep', oldName: name('lama4') },
    'stale',
    'warning',
    ['S02'],
  ],
]
