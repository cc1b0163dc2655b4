/** Adds a month up, line by line, in whatever order they come, in room that does not grow with them. Pure. */
import { steps } from '../lifecycle.ts'
import {
  LISTED,
  type AgencyMonth,
  type Ailing,
  type Counts,
  type LateStep,
  type MonthReport,
  type RegisteredState,
  type Rename,
  type ReportLine,
  type SiteKind,
} from '../report.ts'
import { siteKinds } from '../site.ts'
import { addTo, noCounts, noTime, sharesOf } from './counts.ts'
import { watchOf, type Incident, type WatchedSite } from './health.ts'
import type { ReportWindow } from './month.ts'
import { countingRules } from './rules.ts'
import { createListing, createSample } from './sample.ts'

export type TallyAgency = { id: number; name: string; shortName: string }

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
// The worst first; where two are as late, by request and time, so that the order is one.
const worstFirst = (a: LateStep, b: LateStep) =>
  b.lateSeconds! - a.lateSeconds! || a.requestId - b.requestId || byText(a.startedAt, b.startedAt)
const inOrder = (a: Rename, b: Rename) => byText(a.executedAt, b.executedAt) || a.requestId - b.requestId
const longestFirst = (a: Ailing, b: Ailing) => byText(a.since, b.since) || a.siteId - b.siteId

type Agency = Omit<AgencyMonth, 'shares'>
const noStates = (): Record<RegisteredState, number> => ({
  returned: 0,
  submitted: 0,
  approved: 0,
  assigned: 0,
  executed: 0,
  reported: 0,
  archived: 0,
  rejected: 0,
  withdrawn: 0,
})

/** Begins a month. Agencies are those that there are; those without any part in it are left out. */
export function createTally(window: ReportWindow, agencies: readonly TallyAgency[]) {
  const totals = noCounts()
  const states = noStates()
  const kinds = new Map<SiteKind, Counts>(siteKinds.map((kind) => [kind, noCounts()]))
  const known = new Map(agencies.map((agency) => [agency.id, agency]))
  const byAgency = new Map<number, Agency>()
  const times = new Map(steps.map(({ step }) => [step, stepTally()]))
  const late = createListing(worstFirst, LISTED)
  const renames = createListing(inOrder, LISTED)
  const ailing = createListing(longestFirst, LISTED)
  const proof = { executions: 0, rightFirstTime: 0, overridden: 0, reopened: 0, rolledBack: 0 }
  const wrong = { wrongRenames: 0, wrongSeconds: 0 }
  const time = noTime()
  const repairs = createSample()
  const incidents = { openAtStart: 0, opened: 0, critical: 0, repaired: 0, openAtEnd: 0 }
  let names = 0

  function agencyOf({ agencyId, agency }: { agencyId: number; agency: string }): Agency {
    const shortName = known.get(agencyId)?.shortName ?? agency
    const row: Agency = byAgency.get(agencyId) ?? {
      agencyId,
      agency,
      shortName,
      ...noCounts(),
      late: 0,
      renames: 0,
      seconds: noTime(),
    }
    byAgency.set(agencyId, row)
    return row
  }

  return {
    addLine(line: ReportLine): void {
      const { counts, runs, rename, kind, state } = line
      const agency = agencyOf(line)
      for (const sum of [totals, agency, kinds.get(kind)!]) addTo<keyof Counts>(sum, counts)
      states[state] += 1
      addTo(proof, line.proof)
      for (const run of runs) {
        const tally = times.get(run.step)!
        if (run.endedAt === null) tally.running += 1
        else tally.sample.add(run.usedSeconds)
        if (!run.isLate) continue
        tally[run.endedAt === null ? 'overdue' : 'late'] += 1
        agency.late += 1
        late.add({ ...subjectOf(line), ...run })
      }
      if (!rename) return
      agency.renames += 1
      renames.add(rename)
      wrong.wrongSeconds += rename.wrongSeconds
      if (rename.wrongSeconds > 0) wrong.wrongRenames += 1
    },

    addSite(site: WatchedSite): void {
      const watch = watchOf(site, window)
      if (!watch) return
      names += 1
      addTo(time, watch.time)
      addTo(agencyOf(watch).seconds, watch.time)
      if (watch.ailing) ailing.add(watch.ailing)
    },

    addIncident({ level, openedAt, closedAt }: Incident): void {
      const { from, to } = window
      if (openedAt >= to || (closedAt !== null && closedAt < from)) return
      if (openedAt < from) incidents.openAtStart += 1
      else {
        incidents.opened += 1
        if (level === 'critical') incidents.critical += 1
      }
      if (closedAt === null || closedAt >= to) incidents.openAtEnd += 1
      else {
        incidents.repaired += 1
        repairs.add(Math.floor((Date.parse(closedAt) - Date.parse(openedAt)) / 1000))
      }
    },

    report(frame: Pick<MonthReport, 'letterhead' | 'signer' | 'lines'>): MonthReport {
      const repaired = repairs.figures()
      return {
        version: 1,
        ...window,
        ...frame,
        totals,
        states,
        agencies: [...byAgency.values()]
          .map((row) => ({ ...row, shares: sharesOf(row.seconds) }))
          .sort((a, b) => byText(a.agency, b.agency) || a.agencyId - b.agencyId),
        kinds: [...kinds].map(([kind, counts]) => ({ kind, ...counts })),
        steps: steps.map(({ step, allowance }) => {
          const { sample, late: tooLate, running, overdue } = times.get(step)!
          const { count: ended, median, p90, max } = sample.figures()
          const spans = { medianSeconds: median, p90Seconds: p90, maxSeconds: max }
          return { step, allowance, ended, ...spans, late: tooLate, running, overdue }
        }),
        late: late.listed(),
        renames: renames.listed(),
        proof: { ...proof, ...wrong, wrongHours: Math.round(wrong.wrongSeconds / 360) / 10 },
        dns: {
          names,
          seconds: time,
          shares: sharesOf(time),
          incidents: {
            ...incidents,
            repairMedianSeconds: repaired.median,
            repairP90Seconds: repaired.p90,
          },
          ailing: ailing.listed(),
        },
        rules: countingRules,
      }
    },
  }
}

const stepTally = () => ({ sample: createSample(), late: 0, running: 0, overdue: 0 })

/** The request that a line is about, without the rest. */
export const subjectOf = (line: ReportLine) => {
  const { requestId, number, agencyId, agency, kind, oldName, newName } = line
  return { requestId, number, agencyId, agency, kind, oldName, newName }
}
