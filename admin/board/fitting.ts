/** How many items of a list fit into the height that there is for it: a screen on the wall is scrolled by nobody. */
import { useLayoutEffect, useState } from 'react'

/** A ref for the list, whose own height must be bounded, and how many of its items are seen whole; Infinity when all are. */
export function useFitting(): [(list: HTMLElement | null) => void, number] {
  const [list, setList] = useState<HTMLElement | null>(null)
  const [fits, setFits] = useState(Infinity)
  // After each render, for what is in the items may have become longer; and whenever the list is given other room.
  useLayoutEffect(() => {
    if (!list) return undefined
    const measure = () => {
      // Half a pixel is lost in rounding.
      const bottom = list.getBoundingClientRect().bottom + 0.5
      const cut = [...list.children].findIndex((item) => item.getBoundingClientRect().bottom > bottom)
      setFits(cut < 0 ? Infinity : cut)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(list)
    return () => observer.disconnect()
  })
  return [setList, fits]
}
