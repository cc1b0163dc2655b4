/** Says that an action is taken for somebody else, before it is taken. */
import ActingIcon from '@mui/icons-material/SupervisorAccountOutlined'
import Alert from '@mui/material/Alert'
import { useTranslate } from 'react-admin'
import { inRoleFor } from '../../server/core/advance.ts'
import type { Action } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { useActor } from '../client.ts'

export function ActingNote({ action, request }: { action: Action; request: RenameRequest }) {
  const t = useTranslate()
  const actor = useActor()
  if (!actor) return null
  const { role, onBehalfOf } = inRoleFor(request, actor, action)
  if (!onBehalfOf) return null
  const office = `${t(`alih.acting.titles.${onBehalfOf.title}`)} ${t(`alih.roles.${role}`)}`
  return (
    <Alert severity="info" icon={<ActingIcon />} sx={{ mb: 2 }}>
      {t('alih.acting.recorded', { office, name: onBehalfOf.name })}
    </Alert>
  )
}
