/** Histories of requests, written down by hand: actions at wall times in WITA. */
import { parseInstant } from '../../server/core/worktime.ts'
import type { ReportEvent, RequestHistory } from '../../server/core/report/line.ts'
import type { SiteKind } from '../../server/core/report.ts'

/** `11-02 09:00` of 2026, or with its year, in WITA, as an instant. */
export const wita = (text: string) =>
  parseInstant(/^\d{4}-/.test(text) ? text : `2026-${text}`)!.toISOString()

export type Told = [action: ReportEvent['action'], at: string, details?: object]

export function historyOf(
  id: number,
  agencyId: number,
  kind: SiteKind,
  told: Told[],
  looks: RequestHistory['looks'] = [],
): RequestHistory {
  const names = { kind, oldName: `lama${id}.kaltim.example`, newName: `baru${id}.kaltim.example` }
  const events = told.map(([action, at, details = {}], index) => ({
    seq: index + 1,
    action,
    at: wita(at),
    details: { ...(action === 'create' || action === 'edit' ? names : {}), ...details },
  }))
  return {
    id,
    number: `2026/${String(id).padStart(4, '0')}`,
    agencyId,
    agency: agencyId === 1 ? 'Dinas Kesehatan' : 'Dinas Pendidikan',
    letter: `surat-${id}.pdf`,
    events,
    looks,
  }
}
