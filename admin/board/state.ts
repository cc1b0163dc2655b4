/** What the board's address says, and whether what it shows can still be believed. */
import { useSearchParams } from 'react-router-dom'
import { trendDays, type TrendDays } from '../../server/core/board.ts'
import { statuses, type Status } from '../../server/core/verdict.ts'
import { useBoard } from './client.ts'
import { useNow } from '../fields.tsx'

/** Everything that is chosen is in the address: a link shows the same to whoever opens it. */
export function useChoice() {
  const [search, setSearch] = useSearchParams()
  const agency = Number(search.get('instansi'))
  const days = Number(search.get('hari'))
  const set = (key: 'status' | 'instansi' | 'hari' | 'layar', value: string | null) =>
    setSearch((before) => {
      const after = new URLSearchParams(before)
      if (value === null) after.delete(key)
      else after.set(key, value)
      return after
    })
  return {
    status: statuses.find((status) => status === search.get('status')) ?? null,
    agencyId: Number.isInteger(agency) && agency > 0 ? agency : null,
    days: trendDays.find((one) => one === days) ?? trendDays[0],
    wall: search.get('layar') === '1',
    pickStatus: (status: Status | null) => set('status', status),
    pickAgency: (id: number | null) => set('instansi', id === null ? null : String(id)),
    pickDays: (days: TrendDays) => set('hari', String(days)),
    setWall: (on: boolean) => set('layar', on ? '1' : null),
  }
}

// Asked every half minute: after this long an answer has failed to come more than once.
const OLD_MS = 100_000

/** The board, and whether the server has stopped answering: what is shown then is of `data.at`, and may be old. */
export function useWatchedBoard(filter: Parameters<typeof useBoard>[0]) {
  const query = useBoard(filter)
  const { data, error, dataUpdatedAt } = query
  const now = useNow(data?.at ?? null)
  const isOld = dataUpdatedAt > 0 && now.getTime() - dataUpdatedAt > OLD_MS
  return { ...query, now, isLost: data !== undefined && (error !== null || isOld) }
}
