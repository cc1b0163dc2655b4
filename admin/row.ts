/** Where a click on a row leads: to the form for those who may change it, nowhere for the others. */
import { useCanAccess } from 'react-admin'
import type { Resource } from '../server/core/access.ts'

export function useRowClick(resource: Resource): 'edit' | false {
  const { canAccess } = useCanAccess({ resource, action: 'edit' })
  return canAccess ? 'edit' : false
}
