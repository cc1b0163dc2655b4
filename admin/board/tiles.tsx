/** A tile for each name, the worst first; as many as one takes in, the others by a click. */
import SitesIcon from '@mui/icons-material/LanguageOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCreatePath, useLocaleState, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { totalOf, type Board } from '../../server/core/board.ts'
import type { Status } from '../../server/core/verdict.ts'
import { Blank, Panel } from '../page.tsx'
import { formatCount } from '../time.ts'
import { Tile } from './tile.tsx'
import { TileGrid } from './tile-grid.tsx'

const AT_FIRST = 36

type TilesProps = {
  board: Board
  status: Status | null
  /** Whether the good ones wait to be asked for. */
  isFolded: boolean
}

export function Tiles({ board, status, isFolded }: TilesProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const createPath = useCreatePath()
  const [whole, setWhole] = useState(false)
  const { sites, matching, agencyId } = board
  const first = isFolded && status === null ? sites.filter((site) => site.status !== 'ok') : sites
  const shown = whole ? sites : first.slice(0, AT_FIRST)
  const areGood = shown.length === first.length && first.length < sites.length
  const filter = JSON.stringify({ ...(status && { status }), ...(agencyId !== null && { agencyId }) })
  return (
    <Panel title={t('alih.board.names')}>
      {totalOf(board.counts) === 0 ? (
        <Blank icon={SitesIcon} title={t('alih.board.empty')} hint={t('alih.board.empty_hint')} />
      ) : sites.length === 0 ? (
        <Blank small icon={SitesIcon} title={t('alih.board.filtered_none')} />
      ) : (
        <TileGrid least="232px" gap={1.25}>
          {shown.map((site) => (
            <Tile key={site.id} site={site} />
          ))}
        </TileGrid>
      )}
      {(shown.length < sites.length || sites.length < matching) && (
        <Box sx={{ mt: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {shown.length < sites.length && (
            <Button size="small" onClick={() => setWhole(true)}>
              {t(areGood ? 'alih.board.good_tiles' : 'alih.board.more_tiles', {
                count: formatCount(sites.length - shown.length, locale),
              })}
            </Button>
          )}
          {sites.length < matching && (
            <Button
              size="small"
              component={Link}
              to={`${createPath({ resource: 'sites', type: 'list' })}?filter=${encodeURIComponent(filter)}`}
            >
              {t('alih.board.rest_in_register', { count: formatCount(matching, locale) })}
            </Button>
          )}
        </Box>
      )}
    </Panel>
  )
}
