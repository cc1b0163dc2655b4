/** The resource: what the administrator sets. */
import icon from '@mui/icons-material/TuneOutlined'
import { lazy } from 'react'

export const settings = { name: 'settings', icon, list: lazy(() => import('./list.tsx')) }
