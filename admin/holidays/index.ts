/** The resource: days on which no clock runs. */
import icon from '@mui/icons-material/EventBusyOutlined'
import { lazy } from 'react'

export const holidays = {
  name: 'holidays',
  icon,
  list: lazy(() => import('./list.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'name',
}
