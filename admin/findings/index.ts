/** The resource: what needs a person. */
import icon from '@mui/icons-material/TroubleshootOutlined'
import { lazy } from 'react'

export const findings = {
  name: 'findings',
  icon,
  list: lazy(() => import('./list.tsx')),
  show: lazy(() => import('./show.tsx')),
  recordRepresentation: 'name',
}
