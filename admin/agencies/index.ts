/** The resource: agencies of the province. */
import icon from '@mui/icons-material/ApartmentOutlined'
import { lazy } from 'react'

export const agencies = {
  name: 'agencies',
  icon,
  list: lazy(() => import('./list.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'shortName',
}
