/** The resource: the panel of recursive resolvers. */
import icon from '@mui/icons-material/TravelExploreOutlined'
import { lazy } from 'react'

export const resolvers = {
  name: 'resolvers',
  icon,
  list: lazy(() => import('./list.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'name',
}
