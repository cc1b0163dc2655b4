/** Many whole seconds in little room, and where the middle and the end of them lie. Pure. */

/** The position of a percentile by nearest rank in `count` values in order, from 0 (rule `percentiles`). */
const rankOf = (count: number, percent: number) => Math.max(1, Math.ceil((count * percent) / 100)) - 1

/** Four bytes a value: a hundred thousand runs of six steps take some two megabytes. */
export function createSample() {
  let values = new Uint32Array(64)
  let count = 0
  return {
    add(seconds: number) {
      if (count === values.length) {
        const wider = new Uint32Array(count * 2)
        wider.set(values)
        values = wider
      }
      values[count++] = seconds
    },
    /** Nulls where there is nothing. */
    figures(): { count: number; median: number | null; p90: number | null; max: number | null } {
      // By number, and in place: typed arrays sort so.
      const ordered = values.subarray(0, count).sort()
      const at = (index: number) => ordered[index] ?? null
      return { count, median: at(rankOf(count, 50)), p90: at(rankOf(count, 90)), max: at(count - 1) }
    },
  }
}

/** The first of many by an order, without keeping them all. */
export function createListing<T>(order: (a: T, b: T) => number, most: number) {
  let rows: T[] = []
  let total = 0
  const cut = () => {
    rows = rows.sort(order).slice(0, most)
  }
  return {
    add(row: T) {
      total += 1
      rows.push(row)
      if (rows.length >= most * 2) cut()
    },
    listed() {
      cut()
      return { total, rows }
    },
  }
}
