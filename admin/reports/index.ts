/** The resource: monthly reports. */
import icon from '@mui/icons-material/SummarizeOutlined'
import { lazy } from 'react'

export const reports = {
  name: 'reports',
  icon,
  list: lazy(() => import('./list.tsx')),
  show: lazy(() => import('./show.tsx')),
  recordRepresentation: 'id',
}
