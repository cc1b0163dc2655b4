/** The resource: rename requests. */
import icon from '@mui/icons-material/DriveFileRenameOutlineOutlined'
import { createElement, lazy } from 'react'
import { Route } from 'react-router-dom'
import type { RenameRequest } from '../../server/core/request.ts'
import { BOARD } from './paths.ts'

const list = lazy(() => import('./list.tsx'))

export const requests = {
  name: 'requests',
  icon,
  list,
  show: lazy(() => import('./show.tsx')),
  create: lazy(() => import('./create.tsx')),
  edit: lazy(() => import('./edit.tsx')),
  recordRepresentation: ({ number, newName }: RenameRequest) => number ?? newName,
  children: createElement(Route, { path: BOARD, element: createElement(list, { view: 'board' }) }),
}
