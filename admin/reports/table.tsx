/** Tables of figures: with a caption, scrolling by themselves on a phone, and long ones a hundred rows at a time. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { SxProps, Theme } from '@mui/material/styles'
import { useState, type ReactNode } from 'react'
import { useLocaleState, useTranslate } from 'react-admin'
import { formatNumber } from '../figures.ts'

type FiguresProps = {
  caption: string
  heads: readonly string[]
  rows: readonly (readonly ReactNode[])[]
  /** Columns from here on are numbers; none when absent. */
  numbersFrom?: number
  foot?: readonly ReactNode[]
}

const AT_ONCE = 100
// From here on the columns stand closer, so that all of them are seen on a common screen.
const MANY = 9

export function Figures({ caption, heads, rows, numbersFrom = heads.length, foot }: FiguresProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const [shown, setShown] = useState(AT_ONCE)
  const align = (at: number) => (at >= numbersFrom ? 'right' : 'left')
  const left = rows.length - shown
  return (
    <>
      {/* What scrolls must be reached by the keyboard. */}
      <Box tabIndex={0} role="region" aria-label={caption} sx={scrolling}>
        <Table size="small" sx={heads.length < MANY ? look : { ...look, ...close }}>
          <caption>{caption}</caption>
          <TableHead>
            <TableRow>
              {heads.map((head, at) => (
                <TableCell key={head} align={align(at)}>
                  {head}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.slice(0, shown).map((row, index) => (
              <Row key={index} cells={row} align={align} />
            ))}
            {foot && <Row cells={foot} align={align} isSum />}
          </TableBody>
        </Table>
      </Box>
      {left > 0 && (
        <Button onClick={() => setShown(shown + AT_ONCE)}>
          {t('alih.reports.more', { count: formatNumber(Math.min(left, AT_ONCE), locale) })}
        </Button>
      )}
    </>
  )
}

type RowProps = { cells: readonly ReactNode[]; align: (at: number) => 'left' | 'right'; isSum?: boolean }

const Row = ({ cells, align, isSum = false }: RowProps) => (
  <TableRow sx={isSum ? { '& > *': { fontWeight: 650, borderTop: 2, borderTopColor: 'divider' } } : {}}>
    {cells.map((cell, at) =>
      at === 0 ? (
        <TableCell key={at} component="th" scope="row" align={align(at)} sx={{ fontWeight: 'inherit' }}>
          {cell}
        </TableCell>
      ) : (
        <TableCell key={at} align={align(at)}>
          {cell}
        </TableCell>
      ),
    )}
  </TableRow>
)

// A shadow lies at the side at which there is more; what comes to its end takes its own cover along, and hides it.
const cover = (side: 'left' | 'right') => `linear-gradient(to ${side}, transparent, var(--cover) 70%) ${side}`
const shadow = (side: 'left' | 'right') =>
  `radial-gradient(farthest-side at ${side === 'left' ? 0 : '100%'} 50%, rgba(100, 116, 126, .55), transparent) ${side}`
const scrolling: SxProps<Theme> = ({ palette }) => ({
  '--cover': palette.background.paper,
  overflowX: 'auto',
  background: [
    `${cover('left')} / 40px 100% no-repeat local`,
    `${cover('right')} / 40px 100% no-repeat local`,
    `${shadow('left')} / 14px 100% no-repeat scroll`,
    `${shadow('right')} / 14px 100% no-repeat scroll`,
  ].join(', '),
  '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
})
const look = {
  '& caption': {
    captionSide: 'top',
    px: 2.5,
    pt: 1,
    pb: 0.75,
    color: 'text.primary',
    fontWeight: 600,
    fontSize: '.9rem',
  },
  '& th:first-of-type, & td:first-of-type': { pl: 2.5 },
  '& th:last-of-type, & td:last-of-type': { pr: 2.5 },
  '& td, & th': { fontVariantNumeric: 'tabular-nums', px: { xs: 1, sm: 2 } },
} as const
const close = {
  '& td, & th': { fontVariantNumeric: 'tabular-nums', px: 0.75 },
  '& thead th': { fontSize: '.8rem', lineHeight: 1.25, verticalAlign: 'bottom' },
} as const
