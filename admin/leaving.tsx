/** Signing out: first nothing of the pages stands any more, then the session ends, so that nothing is asked without one. */
import LogoutIcon from '@mui/icons-material/PowerSettingsNew'
import LockOpenIcon from '@mui/icons-material/LockOpen'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import MenuItem from '@mui/material/MenuItem'
import { useIsFetching } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { useLogout, useTranslate } from 'react-admin'
import { Blank } from './page.tsx'

/** Puts `Leaving` in the place of everything. */
export const Leave = createContext<() => void>(() => undefined)

// An answer that does not come keeps nobody signed in.
const PATIENCE_MS = 3000

export function Leaving() {
  const t = useTranslate()
  const logout = useLogout()
  const isQuiet = useIsFetching() === 0
  const [patient, setPatient] = useState(true)
  const begun = useRef(false)
  const [error, setError] = useState<Error | null>(null)
  const end = useCallback(() => {
    setError(null)
    logout({}, undefined, false).catch(setError)
  }, [logout])
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (begun.current || (!isQuiet && patient)) return
    begun.current = true
    end()
  }, [isQuiet, patient, end])
  if (error)
    return (
      <Box role="alert">
        <Blank
          icon={LockOpenIcon}
          title={t('alih.still_in')}
          hint={t(error.message, { _: error.message })}
          action={
            <Button variant="outlined" onClick={end}>
              {t('alih.errors.retry')}
            </Button>
          }
        />
      </Box>
    )
  return (
    <Box role="status" sx={{ p: 6, textAlign: 'center', color: 'text.secondary' }}>
      {t('alih.leaving')}
    </Box>
  )
}

export function LeaveItem() {
  const t = useTranslate()
  const leave = useContext(Leave)
  return (
    <MenuItem onClick={leave}>
      <ListItemIcon>
        <LogoutIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{t('ra.auth.logout')}</ListItemText>
    </MenuItem>
  )
}
