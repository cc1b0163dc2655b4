/** The keyboard in the grid: what each key does, and the two shortcuts of one letter, which can be switched off. */
import KeyboardIcon from '@mui/icons-material/KeyboardOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import Switch from '@mui/material/Switch'
import Tooltip from '@mui/material/Tooltip'
import { useEffect, useId, useRef, useState } from 'react'
import { useStore, useTranslate } from 'react-admin'
import { useActor } from '../client.ts'
import { keptKey } from '../store.ts'

/** WCAG 2.1.4: whoever speaks to the computer, or hits keys by mistake, can switch them off. */
const useShortcutsOn = () => useStore<boolean>(keptKey(useActor()?.id, 'shortcuts'), true)

// Nothing is typed into a box that is ticked; what is open above the page has keys of its own.
const FIELDS = 'input:not([type=checkbox]), textarea, select, [contenteditable]'
const ABOVE = '[role=dialog], [role=menu], [role=listbox]'

/** Does something when a key is pressed that is not meant for a field, a menu or a dialog. */
export function useShortcut(key: string, act: () => void) {
  const [on] = useShortcutsOn()
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent) => {
      const at = event.target
      const meant = at instanceof Element && (at.matches(FIELDS) || at.closest(ABOVE) !== null)
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || meant) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [key, on])
}

const rows = [
  ['Tab', 'alih.keys.tab'],
  ['Enter', 'alih.keys.enter'],
  ['Space', 'alih.keys.space'],
  ['Esc', 'alih.keys.escape'],
  ['/', 'alih.keys.search'],
  ['?', 'alih.keys.help'],
] as const

export function KeysHelp() {
  const t = useTranslate()
  const title = useId()
  const [open, setOpen] = useState(false)
  const [on, setOn] = useShortcutsOn()
  useShortcut('?', () => setOpen(true))
  return (
    <>
      <Tooltip title={t('alih.keys.title')}>
        <IconButton size="small" aria-label={t('alih.keys.title')} onClick={() => setOpen(true)}>
          <KeyboardIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Dialog open={open} onClose={() => setOpen(false)} maxWidth="xs" fullWidth aria-labelledby={title}>
        <DialogTitle id={title}>{t('alih.keys.title')}</DialogTitle>
        <DialogContent>
          <Box component="dl" sx={list}>
            {rows.map(([key, label]) => (
              <Box key={key} sx={{ display: 'contents' }}>
                <dt>
                  <kbd>{key === 'Space' ? t('alih.keys.space_key') : key}</kbd>
                </dt>
                <Box component="dd" sx={{ m: 0 }}>
                  {t(label)}
                </Box>
              </Box>
            ))}
          </Box>
          <FormControlLabel
            sx={{ mt: 1.5 }}
            label={t('alih.keys.on')}
            control={<Switch checked={on} onChange={(_, next) => setOn(next)} />}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button variant="contained" onClick={() => setOpen(false)}>
            {t('ra.action.close')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}

const list = {
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  columnGap: 2,
  rowGap: 1.25,
  m: 0,
  alignItems: 'baseline',
  '& kbd': {
    border: 1,
    borderColor: 'divider',
    borderRadius: 0.5,
    px: 0.75,
    py: 0.25,
    fontFamily: 'inherit',
    fontSize: '.8rem',
    backgroundColor: 'action.hover',
  },
} as const
