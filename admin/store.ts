/** What the browser remembers. Signing out forgets it, but for how each person likes their lists. */
import { localStorageStore, type Store } from 'react-admin'

const KEPT = 'kept.'

/** The key of something that a person finds again after signing in anew, on this browser. */
export const keptKey = (personId: number | undefined, name: string) => `${KEPT}${personId ?? 0}.${name}`

export function createStore(): Store {
  const store = localStorageStore(undefined, 'alih')
  return {
    ...store,
    reset() {
      const kept = Object.entries(store.listItems?.(KEPT) ?? {})
      store.reset()
      for (const [key, value] of kept) store.setItem(key, value)
    },
  }
}
