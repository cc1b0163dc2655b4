/** The resource: DNS zones under care. */
import icon from '@mui/icons-material/DnsOutlined'
import { lazy } from 'react'

export const zones = {
  name: 'zones',
  icon,
  list: lazy(() => import('./list.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'name',
}
