/** Reads a stream of server-sent events as a browser would, and waits for what it tells. */
import type { LiveNews } from '../../server/core/live.ts'

const WAIT_MS = 10_000

/** `ask` gives the response: from an app in this process, or over a socket. */
export async function listenTo(ask: () => Response | Promise<Response>) {
  const response = await ask()
  const heard: LiveNews[] = []
  let text = ''
  let waiting: (() => void)[] = []
  let isOver = false
  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve()
  }
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const reading = (async () => {
    let rest = ''
    for (;;) {
      const { done, value } = (await reader.read()) as { done: boolean; value?: string }
      if (done) break
      text += value
      rest += value
      const frames = rest.split('\n\n')
      rest = frames.pop()!
      for (const frame of frames)
        for (const line of frame.split('\n'))
          if (line.startsWith('data: ')) heard.push(JSON.parse(line.slice(6)) as LiveNews)
      wake()
    }
  })()
    .catch(() => {})
    .finally(() => {
      isOver = true
      wake()
    })

  /** Waits until what was heard so far satisfies. */
  async function until(satisfied: () => boolean): Promise<void> {
    const timeout = setTimeout(wake, WAIT_MS)
    const end = performance.now() + WAIT_MS
    while (!satisfied()) {
      if (isOver || performance.now() >= end)
        throw new Error(`${isOver ? 'the stream ended' : 'waited in vain'}; heard: ${JSON.stringify(heard)}`)
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    clearTimeout(timeout)
  }

  return {
    response,
    heard,
    text: () => text,
    until,
    /** The first news of a kind that fits, now or as soon as it comes. */
    async next<K extends LiveNews['kind']>(
      kind: K,
      fits: (news: Extract<LiveNews, { kind: K }>) => boolean = () => true,
    ): Promise<Extract<LiveNews, { kind: K }>> {
      const find = () =>
        heard.find(
          (news): news is Extract<LiveNews, { kind: K }> => news.kind === kind && fits(news as never),
        )
      await until(() => find() !== undefined)
      return find()!
    },
    /** Waits until the server ends it. */
    ended: () => reading,
    async hangUp() {
      await reader.cancel().catch(() => {})
    },
  }
}
