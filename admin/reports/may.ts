/** What the person signed in may do with reports: in their own role, or in that of whom they stand in for today. */
import { scopeOf, type Verb } from '../../server/core/access.ts'
import { hatsOf } from '../../server/core/acting.ts'
import { useActor } from '../client.ts'

export function useMay(verb: Verb): boolean {
  const actor = useActor()
  return actor !== undefined && hatsOf(actor).some(({ role }) => scopeOf(role, 'reports', verb) !== null)
}
