/** The resource: rename requests. */
import icon from '@mui/icons-material/DriveFileRenameOutlineOutlined'
import { lazy } from 'react'
import type { RenameRequest } from '../../server/core/request.ts'

export const requests = {
  name: 'requests',
  icon,
  list: lazy(() => import('./list.tsx')),
  show: lazy(() => import('./show.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: ({ number, newName }: RenameRequest) => number ?? newName,
}
