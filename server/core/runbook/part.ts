/** What every part of a runbook is made of. Pure. */
import type { RunbookBlock, RunbookItem } from '../runbook.ts'
import type { Text } from '../verdict.ts'
import { nsupdateScript, type Changes } from './lines.ts'
import type { MomentId } from './moments.ts'

/** What an item says; its id and whether it is required are added outside. */
export type Part = Pick<RunbookItem, 'title' | 'notes' | 'blocks'> & { after?: MomentId }

export const zoneTitle: Text = { id: 'Baris berkas zona', en: 'Zone file lines' }
export const panelTitle: Text = { id: 'Langkah di Control Web Panel', en: 'Steps in Control Web Panel' }
const updateTitle: Text = { id: 'Perintah nsupdate', en: 'nsupdate commands' }

/** The same as a script, where the zone is one of ours. */
export const updateBlock = (zone: string | null, changes: Omit<Changes, 'zone'>): RunbookBlock[] =>
  zone === null ? [] : [{ kind: 'nsupdate', title: updateTitle, code: nsupdateScript({ zone, ...changes }) }]
