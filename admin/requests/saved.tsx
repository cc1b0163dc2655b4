/** Filters that somebody gave a name, with their order: chosen again with one click, and kept for the next visit. */
import BookmarkIcon from '@mui/icons-material/BookmarkBorderOutlined'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type FormEvent } from 'react'
import { useListContext, useStore, useTranslate } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { useActor } from '../client.ts'
import { keptKey } from '../store.ts'

type Saved = { name: string; filter: Record<string, unknown>; sort: string; order: 'ASC' | 'DESC' }

/** The address of a list, below whichever view shows it. */
export const searchOf = ({ filter, sort, order }: Omit<Saved, 'name'>) =>
  `?${new URLSearchParams({ filter: JSON.stringify(filter), sort, order, page: '1' })}`

export function SavedFilters() {
  const t = useTranslate()
  const navigate = useNavigate()
  const { filterValues, sort } = useListContext()
  const [saved, setSaved] = useStore<Saved[]>(keptKey(useActor()?.id, 'requests.saved'), [])
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [name, setName] = useState('')
  const close = () => setAnchor(null)
  const apply = (one: Saved) => {
    close()
    void navigate({ search: searchOf(one) })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const called = name.trim()
    if (called === '') return
    const others = saved.filter((one) => one.name !== called)
    setSaved([...others, { name: called, filter: filterValues, sort: sort.field, order: sort.order }])
    setName('')
  }
  const now = JSON.stringify([filterValues, sort.field, sort.order])
  const isNow = ({ filter, sort: field, order }: Saved) => JSON.stringify([filter, field, order]) === now
  return (
    <>
      <Button
        size="small"
        startIcon={<BookmarkIcon />}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('alih.saved.title')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('alih.saved.title') } }}
      >
        <Box sx={{ p: 2, width: 320, maxWidth: '100%' }}>
          {saved.length === 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('alih.saved.none')}
            </Typography>
          )}
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {saved.map((one) => (
              <Box component="li" key={one.name} sx={{ display: 'flex', alignItems: 'center' }}>
                <Button
                  onClick={() => apply(one)}
                  {...(isNow(one) ? { 'aria-current': 'true' } : {})}
                  sx={choice}
                >
                  {one.name}
                </Button>
                <IconButton
                  size="small"
                  aria-label={t('alih.saved.remove', { name: one.name })}
                  onClick={() => setSaved(saved.filter(({ name: other }) => other !== one.name))}
                >
                  <DeleteIcon fontSize="small" />
                </IconButton>
              </Box>
            ))}
          </Box>
          <Box
            component="form"
            onSubmit={save}
            sx={{ display: 'flex', gap: 1, mt: 1.5, alignItems: 'center' }}
          >
            <TextField
              required
              label={t('alih.saved.name')}
              value={name}
              onChange={({ target }) => setName(target.value)}
              slotProps={{ htmlInput: { maxLength: 60 } }}
            />
            {/* Never disabled: a button that is takes the keyboard's focus with it. */}
            <Button type="submit" variant="contained">
              {t('ra.action.save')}
            </Button>
          </Box>
        </Box>
      </Popover>
    </>
  )
}

const choice = {
  flex: 1,
  minWidth: 0,
  justifyContent: 'flex-start',
  textAlign: 'left',
  overflowWrap: 'anywhere',
  '&[aria-current]': { backgroundColor: 'action.selected' },
} as const
