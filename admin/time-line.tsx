/** A line of time: one moment below the other, each with what happened, by whom and when, and what there is to it. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** `mostHigh`: in so many pixels; the rest is scrolled to, by keyboard too. */
export const TimeLine = ({ mostHigh, children }: { mostHigh?: number; children: ReactNode }) => (
  <Box
    component="ol"
    sx={{ listStyle: 'none', m: 0, p: 0, ...(mostHigh && { maxHeight: mostHigh, overflowY: 'auto' }) }}
    {...(mostHigh && { tabIndex: 0 })}
  >
    {children}
  </Box>
)

type MomentProps = { said: ReactNode; aside: ReactNode; children?: ReactNode }

export const Moment = ({ said, aside, children }: MomentProps) => (
  <Box component="li" sx={place}>
    <Box sx={{ fontSize: '.9rem', lineHeight: 1.4 }}>{said}</Box>
    <Box sx={{ fontSize: '.78rem', color: 'text.secondary' }}>{aside}</Box>
    {children}
  </Box>
)

/** Somebody's own words. */
export const Quote = ({ children }: { children: ReactNode }) => (
  <Box component="blockquote" sx={quote}>
    {children}
  </Box>
)

const quote = {
  m: 0,
  mt: 0.75,
  px: 1.5,
  py: 1,
  borderRadius: 1,
  backgroundColor: 'background.default',
  fontSize: '.875rem',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
} as const
const place = {
  position: 'relative',
  pl: 2.5,
  pb: 2,
  borderLeft: 2,
  borderColor: 'divider',
  ml: 0.75,
  '&:last-child': { pb: 0 },
  '&::before': {
    content: '""',
    position: 'absolute',
    left: -7,
    top: 4,
    width: 12,
    height: 12,
    borderRadius: '50%',
    backgroundColor: 'primary.main',
    border: 2,
    borderColor: 'background.paper',
    boxSizing: 'border-box',
  },
} as const
