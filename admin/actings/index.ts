/** The resource: acting officers, who stand in for others from day to day. */
import icon from '@mui/icons-material/SupervisorAccountOutlined'
import { lazy } from 'react'

export const actings = {
  name: 'actings',
  icon,
  list: lazy(() => import('./list.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'note',
}
