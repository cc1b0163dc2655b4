/** A value once nobody changes it any more: what is typed need not be asked for letter by letter. */
import { useEffect, useMemo, useState } from 'react'

/** The value as it was when it last stood still for so long. Equal by content. */
export function useSettled<T>(value: T, ms: number): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return useMemo(() => JSON.parse(settled) as T, [settled])
}
