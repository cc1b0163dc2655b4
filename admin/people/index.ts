/** The resource: people and their roles. */
import icon from '@mui/icons-material/PeopleAltOutlined'
import { lazy } from 'react'

export const people = {
  name: 'people',
  icon,
  list: lazy(() => import('./list.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'name',
}
