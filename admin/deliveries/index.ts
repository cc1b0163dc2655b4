/** The resource: who was told of what, and whether it reached them. */
import icon from '@mui/icons-material/ForwardToInboxOutlined'
import { lazy } from 'react'

export const deliveries = { name: 'deliveries', icon, list: lazy(() => import('./list.tsx')) }
