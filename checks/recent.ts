/** A map that holds no more than so much, and forgets what was not used for the longest time. Pure. */

export type Recent<Value> = {
  get: (key: string) => Value | undefined
  set: (key: string, value: Value) => void
}

export function createRecent<Value>(most: number): Recent<Value> {
  const kept = new Map<string, Value>()
  const put = (key: string, value: Value) => {
    // A map keeps the order in which keys came: the last used stands at its end.
    kept.delete(key)
    kept.set(key, value)
  }
  return {
    get(key) {
      const value = kept.get(key)
      if (value !== undefined) put(key, value)
      return value
    },
    set(key, value) {
      put(key, value)
      if (kept.size > most) kept.delete(kept.keys().next().value!)
    },
  }
}
