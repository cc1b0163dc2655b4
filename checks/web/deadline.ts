/** Deadlines that end with their parent: made of plain timers, ended by whoever began them. */

export type Deadline = { signal: AbortSignal; end: () => void }

/**
 * Aborts after `ms`, or with the parent. Not `AbortSignal.any` of `AbortSignal.timeout`: on Node 20 that signal may be
 * collected before it fires (nodejs/node#54614), and a look would wait for ever.
 */
export function deadline(ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, ms)
  if (parent?.aborted) abort()
  parent?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer)
      parent?.removeEventListener('abort', abort)
    },
  }
}
