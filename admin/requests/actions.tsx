/** One button per action that the lifecycle allows this person now. Each opens the same dialog, filled from the tables. */
import EditIcon from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { EditButton, useTranslate } from 'react-admin'
import { useLocation } from 'react-router-dom'
import type { Action } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { useAllowedActions } from '../client.ts'
import { aside, backward } from './choices.ts'
import { ActionDialog } from './dialog.tsx'

export function RequestActions({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const allowed = useAllowedActions(request)
  // The form leads here to look everything over before it is sent.
  const { state } = useLocation() as { state: { act?: Action } | null }
  const [open, setOpen] = useState<Action | null>(state?.act ?? null)
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {allowed.includes('submit') && (
        <EditButton record={request} variant="outlined" size="medium" icon={<EditIcon />} />
      )}
      {allowed.map((action) => (
        <Button
          key={action}
          variant={aside.includes(action) ? 'outlined' : 'contained'}
          color={backward.includes(action) ? 'error' : 'primary'}
          onClick={() => setOpen(action)}
        >
          {t(`alih.actions.${action}`)}
        </Button>
      ))}
      {open && allowed.includes(open) && (
        <ActionDialog action={open} request={request} onClose={() => setOpen(null)} />
      )}
    </Box>
  )
}
