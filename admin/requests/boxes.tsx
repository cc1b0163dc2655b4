/** The boxes by which requests are chosen for an action, each with a name of its own. */
import Checkbox from '@mui/material/Checkbox'
import { useListContext, useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { useActor } from '../client.ts'
import { bulkActions } from './choices.ts'

/** Whether anything can be done with a request among several. */
function useChoosable() {
  const actor = useActor()
  return (request: RenameRequest) => actor !== undefined && bulkActions([request], actor).length > 0
}

export function RowBox({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { selectedIds, onToggleItem } = useListContext<RenameRequest>()
  const choosable = useChoosable()
  return (
    <Checkbox
      size="small"
      checked={selectedIds.includes(request.id)}
      disabled={!choosable(request)}
      // A click on the row would open it.
      onClick={(event) => event.stopPropagation()}
      onChange={() => onToggleItem(request.id)}
      slotProps={{ input: { 'aria-label': t('alih.bulk.choose', { name: request.newName }) } }}
    />
  )
}

/** All of the page, or none of it. */
export function PageBox() {
  const t = useTranslate()
  const { data = [], selectedIds, onSelect } = useListContext<RenameRequest>()
  const choosable = useChoosable()
  const ids = data.filter(choosable).map(({ id }) => id)
  const chosen = ids.filter((id) => selectedIds.includes(id))
  const others = selectedIds.filter((id) => !ids.includes(id))
  return (
    <Checkbox
      size="small"
      checked={ids.length > 0 && chosen.length === ids.length}
      indeterminate={chosen.length > 0 && chosen.length < ids.length}
      disabled={ids.length === 0}
      onChange={(_, on) => onSelect(on ? [...others, ...ids] : others)}
      slotProps={{ input: { 'aria-label': t('ra.action.select_all') } }}
    />
  )
}
