/** Asks one after another without waiting long for the slow ones; the first good answer wins. */

/** Null when none is good. `note` hears every answer that came before the winner, and the winner. */
export function firstGood<Target, Reply, Good>(
  targets: readonly Target[],
  ask: (target: Target) => Promise<Reply>,
  good: (reply: Reply) => Good | null,
  note: (reply: Reply) => void,
  staggerMs: number,
): Promise<Good | null> {
  return new Promise((resolve) => {
    let next = 0
    let open = 0
    let over = false
    let timer: NodeJS.Timeout | undefined
    const launch = () => {
      clearTimeout(timer)
      if (over) return
      if (next >= targets.length) {
        if (open === 0) resolve(null)
        return
      }
      const target = targets[next++]!
      open++
      timer = setTimeout(launch, staggerMs)
      void ask(target).then((reply) => {
        open--
        if (over) return
        note(reply)
        const winner = good(reply)
        if (winner === null) return launch()
        over = true
        clearTimeout(timer)
        resolve(winner)
      })
    }
    launch()
  })
}
