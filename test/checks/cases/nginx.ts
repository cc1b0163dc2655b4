/** Labelled sites before nginx: the new name, the old one, and what a look at them must say. */
import type { ConditionId } from '../../../server/core/conditions/index.ts'
import type { Status } from '../../../server/core/verdict.ts'

export const nginxCases: [
  title: string,
  newName: string,
  oldName: string | null,
  status: Status,
  has: ConditionId[],
][] = [
  ['a good pair', 'baru.lab.test', 'lama.lab.test', 'ok', ['H06']],
  ['a temporary redirect', 'baru.lab.test', 'sementara.lab.test', 'ok', ['H07']],
  ['a redirect to the home page only', 'baru.lab.test', 'tanpa-jalur.lab.test', 'stale', ['H08']],
  ['an old site that lives on', 'baru.lab.test', 'hidup.lab.test', 'stale', ['H18']],
  ['the welcome page', 'bawaan.lab.test', 'lama.lab.test', 'wrong', ['H02']],
  ['no virtual host: no handshake, no answer', 'takada.lab.test', 'lama.lab.test', 'broken', ['H01']],
  ['an empty document root', 'kosong.lab.test', null, 'unknown', ['H16']],
  ['no application behind', 'rusak.lab.test', 'lama.lab.test', 'broken', ['H04']],
]
