/** The decisions that wait, as buttons beside a request in a list. Each opens the dialog of the request's own page. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Actor } from '../../server/core/access.ts'
import type { Action } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { backward, quickActions } from './choices.ts'
import { ActionDialog } from './dialog.tsx'

export function QuickActions({ request, actor }: { request: RenameRequest; actor: Actor }) {
  const t = useTranslate()
  const [open, setOpen] = useState<Action | null>(null)
  const actions = quickActions(request, actor)
  if (actions.length === 0) return null
  const name = request.newName
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.25 }}>
      {actions.includes('submit') && (
        <PageLink request={request} type="edit" label={`alih.home.${request.state}`} />
      )}
      {actions.includes('execute') && <PageLink request={request} type="show" label="alih.home.to_runbook" />}
      {actions
        // The runbook stands on the page, and is what the execution is about.
        .filter((action) => action !== 'execute')
        .map((action, at) => (
          <Button
            key={action}
            size="small"
            variant={at === 0 && action !== 'submit' ? 'contained' : 'outlined'}
            color={backward.includes(action) ? 'error' : 'primary'}
            aria-label={t('alih.home.act_on', { action: t(`alih.actions.${action}`), name })}
            onClick={() => setOpen(action)}
          >
            {t(`alih.actions.${action}`)}
          </Button>
        ))}
      {open && <ActionDialog action={open} request={request} onClose={() => setOpen(null)} />}
    </Box>
  )
}

type PageLinkProps = { request: RenameRequest; type: 'edit' | 'show'; label: string }

function PageLink({ request, type, label }: PageLinkProps) {
  const t = useTranslate()
  const createPath = useCreatePath()
  return (
    <Button
      component={Link}
      size="small"
      variant="contained"
      to={createPath({ resource: 'requests', id: request.id, type })}
      aria-label={t('alih.home.act_on', { action: t(label), name: request.newName })}
    >
      {t(label)}
    </Button>
  )
}
