/** The resource: programs that are told too. */
import icon from '@mui/icons-material/WebhookOutlined'
import { lazy } from 'react'

export const webhooks = {
  name: 'webhooks',
  icon,
  list: lazy(() => import('./list.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: 'name',
}
