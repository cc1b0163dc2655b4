/** The menu's place: beside the page, or over it where the screen is narrow. */
import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { Sidebar, useSidebarState, type SidebarProps } from 'react-admin'
import { useEffect, useState } from 'react'

/**
 * react-admin keeps one flag for both places. A menu that stands open beside the page would, once the screen is turned,
 * lie over it as a drawer that nobody opened, with all else out of reach: there it is shut before it is drawn.
 */
export function TurningSidebar(props: SidebarProps) {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'), { noSsr: true })
  const [drawnNarrow, setDrawnNarrow] = useState(isNarrow)
  const [, setOpen] = useSidebarState()
  useEffect(() => {
    if (isNarrow === drawnNarrow) return
    setOpen(!isNarrow)
    // oxlint-disable-next-line react/set-state-in-effect -- the store is told and the width is noted in one step, between two drawings
    setDrawnNarrow(isNarrow)
  }, [isNarrow, drawnNarrow, setOpen])
  return isNarrow === drawnNarrow ? <Sidebar {...props} /> : null
}
