/** The grid that tiles lie in: as many beside each other as are at least so wide. */
import Box from '@mui/material/Box'
import type { ReactNode, Ref } from 'react'

type TileGridProps = {
  least: string
  gap: number | string
  /** Where its height is bounded, what is beyond is cut off. */
  list?: Ref<HTMLUListElement>
  children: ReactNode
}

export const TileGrid = ({ least, gap, list, children }: TileGridProps) => (
  <Box
    component="ul"
    ref={list}
    sx={{
      listStyle: 'none',
      m: 0,
      p: 0,
      display: 'grid',
      gap,
      minHeight: 0,
      overflow: list ? 'hidden' : 'visible',
      gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${least}), 1fr))`,
    }}
  >
    {children}
  </Box>
)
