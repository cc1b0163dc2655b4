/** What can be done for all chosen requests at once: a bar above the table, with what each of them allows. */
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { useEffect, useRef, useState } from 'react'
import { useGetMany, useListContext, useStore, useTranslate } from 'react-admin'
import type { Action } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { useActor } from '../client.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { aside, backward, bulkActions } from './choices.ts'

/** What was chosen belongs to what the list was narrowed to then: another page keeps it, another filter or queue does not. */
function useChoiceWithinFilter() {
  const { filterValues, onSelect } = useListContext<RenameRequest>()
  // The choice itself is kept like this: it is still there when one comes back to the list, by whatever link.
  const [chosenIn, setChosenIn] = useStore('requests.chosenIn', '')
  const now = JSON.stringify(filterValues)
  useEffect(() => {
    if (chosenIn === now) return
    onSelect([])
    setChosenIn(now)
  }, [chosenIn, now, onSelect, setChosenIn])
}

export function BulkBar() {
  const t = useTranslate()
  const actor = useActor()
  useChoiceWithinFilter()
  const { selectedIds, onUnselectItems, onSelect } = useListContext<RenameRequest>()
  // What was chosen on another page counts too.
  const { data = [] } = useGetMany<RenameRequest>(
    'requests',
    { ids: selectedIds },
    { enabled: selectedIds.length > 0 },
  )
  const [open, setOpen] = useState<{ action: Action; requests: RenameRequest[] } | null>(null)
  const chosen = data.filter((request) => request && selectedIds.includes(request.id))
  const isRead = chosen.length === selectedIds.length
  const actions = actor && isRead ? bulkActions(chosen, actor) : []
  const isOpen = open !== null
  const isEmpty = selectedIds.length === 0
  const place = useRef<HTMLDivElement>(null)
  const hadAny = useRef(false)
  // With the last choice the bar goes, and what had the focus with it: the next Tab goes on from here.
  useEffect(() => {
    const at = place.current
    const isLost = at !== null && at.ownerDocument.activeElement === at.ownerDocument.body
    if (isEmpty && !isOpen && hadAny.current && isLost) at.focus()
    hadAny.current = !isEmpty
  }, [isEmpty, isOpen])
  const close = (done: readonly number[]) => {
    setOpen(null)
    onSelect(selectedIds.filter((id) => !done.includes(id)))
  }
  return (
    <Box ref={place} tabIndex={-1} sx={{ outline: 0 }}>
      {selectedIds.length > 0 && (
        <Box role="region" aria-label={t('alih.bulk.title')} sx={bar}>
          <IconButton size="small" aria-label={t('ra.action.unselect')} onClick={() => onUnselectItems()}>
            <CloseIcon fontSize="small" />
          </IconButton>
          <Box component="span" role="status" sx={{ fontWeight: 600, mr: 1 }}>
            {t('alih.bulk.chosen', { smart_count: selectedIds.length })}
          </Box>
          {actions.map((action) => (
            <Button
              key={action}
              size="small"
              variant={aside.includes(action) ? 'outlined' : 'contained'}
              color={backward.includes(action) ? 'error' : 'primary'}
              onClick={() => setOpen({ action, requests: chosen })}
            >
              {t(`alih.actions.${action}`)}
            </Button>
          ))}
          {actor && isRead && actions.length === 0 && <span>{t('alih.bulk.nothing')}</span>}
        </Box>
      )}
      {open && <BulkDialog {...open} onClose={close} />}
    </Box>
  )
}

const bar = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
  px: 2,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
  backgroundColor: 'action.selected',
} as const
