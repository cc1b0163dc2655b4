/** From a step of the procedure to the requests that stand there. */
import { useCreatePath } from 'react-admin'
import { steps, type Step } from '../../server/core/lifecycle.ts'

/** The address of the list, narrowed to a step, and to what is late there. */
export function useStepLink() {
  const createPath = useCreatePath()
  return (step: Step, late = false) => {
    const state = steps.find((one) => one.step === step)!.waitsIn
    const filter = JSON.stringify({ state, ...(late ? { late } : {}) })
    return {
      pathname: createPath({ resource: 'requests', type: 'list' }),
      search: `?${new URLSearchParams({ filter, page: '1' }).toString()}`,
    }
  }
}
