/** The resource: the register of host names. */
import icon from '@mui/icons-material/LanguageOutlined'
import { lazy } from 'react'

export const sites = {
  name: 'sites',
  icon,
  list: lazy(() => import('./list.tsx')),
  show: lazy(() => import('./show.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'hostname',
}
