/** One action for several requests, one after the other: the server decides each, and each answer is kept. */
import { useRef, useState } from 'react'
import { HttpError } from 'react-admin'
import type { Action } from '../../server/core/lifecycle.ts'
import type { ActionInput, RenameRequest } from '../../server/core/request.ts'
import { useApi, useForget } from '../client.ts'

/** `unsure`: it was sent, and no answer came. `untried`: it was not sent. */
export type Outcome = {
  state: 'waiting' | 'running' | 'done' | 'refused' | 'unsure' | 'untried'
  why?: string
}
export type Outcomes = ReadonlyMap<number, Outcome>

export function useBulkRun(action: Action, requests: readonly RenameRequest[]) {
  const api = useApi()
  const forget = useForget()
  const stopping = useRef(false)
  const [phase, setPhase] = useState<'asking' | 'running' | 'over'>('asking')
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map())
  const note = (id: number, outcome: Outcome) => setOutcomes((before) => new Map(before).set(id, outcome))

  const run = async (inputOf: (request: RenameRequest) => ActionInput) => {
    setPhase('running')
    setOutcomes(new Map(requests.map(({ id }) => [id, { state: 'waiting' }])))
    for (const request of requests) {
      if (stopping.current) {
        note(request.id, { state: 'untried' })
        continue
      }
      note(request.id, { state: 'running' })
      try {
        await api.act('requests', request.id, action, inputOf(request))
        note(request.id, { state: 'done' })
      } catch (error) {
        const { status = 0, message } = error as HttpError
        // Nothing was decided where nobody answered, and the next ones would fare no better.
        const isAnswer = status >= 400 && status < 500
        note(request.id, { state: isAnswer ? 'refused' : 'unsure', why: told(error) ?? message })
        if (!isAnswer || status === 401 || status === 429) stopping.current = true
      }
    }
    setPhase('over')
    await forget('requests', 'sites', 'findings', 'documents')
  }
  const stop = () => {
    stopping.current = true
  }
  return { phase, outcomes, run, stop }
}

/** What the server says of each field, where it does. */
function told(error: unknown): string | null {
  const errors = error instanceof HttpError ? Object.values((error.body?.errors ?? {}) as object) : []
  return errors.length > 0 ? errors.join(' ') : null
}
