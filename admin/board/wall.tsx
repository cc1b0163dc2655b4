/** The board for a screen on the wall: dark, large, without a menu, and honest when it can no longer know. */
import ExitIcon from '@mui/icons-material/FullscreenExit'
import GoodIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import IconButton from '@mui/material/IconButton'
import { createTheme, ThemeProvider, type Theme } from '@mui/material/styles'
import { useEffect, useMemo } from 'react'
import { useLocaleState, useTranslate } from 'react-admin'
import { totalOf, type Board, type BoardSite } from '../../server/core/board.ts'
import { statuses } from '../../server/core/verdict.ts'
import { Name, statusLooks } from '../fields.tsx'
import { toneOf } from '../tag.tsx'
import { darkTheme } from '../theme.ts'
import { formatAgo, formatClock, formatCount, formatLongDay } from '../time.ts'
import { Bar, InWords } from './agencies.tsx'
import { Canary } from './checker.tsx'
import { useFitting } from './fitting.ts'
import { Headline } from './headline.tsx'
import { TimeLeft } from './propagating.tsx'
import { TileGrid } from './tile-grid.tsx'
import { Warnings } from './warnings.tsx'

const TITLE = 'wall-title'
const MOST_TILES = 12
const MOST_AGENCIES = 6

type WallProps = { board: Board; isLost: boolean; now: Date; onLeave: () => void }

export default function Wall(props: WallProps) {
  const { onLeave } = props
  const theme = useMemo(() => createTheme(darkTheme as Partial<Theme>), [])
  useEffect(() => {
    // The browser keeps Escape to itself while it shows one page alone: leaving that is leaving this.
    const left = () => {
      if (!document.fullscreenElement) onLeave()
    }
    document.addEventListener('fullscreenchange', left)
    return () => document.removeEventListener('fullscreenchange', left)
  }, [onLeave])
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else onLeave()
  }
  return (
    <ThemeProvider theme={theme}>
      <Dialog
        open
        fullScreen
        onClose={leave}
        transitionDuration={0}
        aria-labelledby={TITLE}
        slotProps={{ paper: { sx: { backgroundColor: 'background.default', color: 'text.primary' } } }}
      >
        <Screen {...props} onLeave={leave} />
      </Dialog>
    </ThemeProvider>
  )
}

function Screen({ board, isLost, now, onLeave }: WallProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        gap: '1.1vw',
        // A phone scrolls; a wall does not.
        minHeight: '100%',
        height: { md: '100%' },
        boxSizing: 'border-box',
        p: 'clamp(12px, 1.6vw, 40px)',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '1.5vw' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box
            component="h2"
            id={TITLE}
            sx={{ m: 0, fontSize: 'clamp(1.1rem, 1.7vw, 2.4rem)', fontWeight: 700 }}
          >
            {t('alih.board.title')}
          </Box>
          <Box sx={{ fontSize: 'clamp(.9rem, 1.15vw, 1.6rem)', color: 'text.secondary' }}>
            {t('alih.board.data_from', { time: formatClock(new Date(board.at), locale, true) })}
          </Box>
        </Box>
        <Box sx={{ textAlign: 'right' }}>
          <Box
            component="time"
            dateTime={now.toISOString()}
            sx={{
              display: 'block',
              fontSize: 'clamp(1.8rem, 3.4vw, 4.8rem)',
              fontWeight: 700,
              lineHeight: 1,
            }}
          >
            {formatClock(now, locale)}
          </Box>
          <Box sx={{ fontSize: 'clamp(.85rem, 1.15vw, 1.6rem)', color: 'text.secondary' }}>
            {formatLongDay(now, locale)}
          </Box>
        </Box>
        <IconButton onClick={onLeave} aria-label={t('alih.board.leave_wall')} color="inherit">
          <ExitIcon sx={{ fontSize: 'clamp(1.5rem, 2vw, 2.6rem)' }} />
        </IconButton>
      </Box>
      <Headline board={board} isLost={isLost} large />
      <Warnings board={board} isLost={isLost} large />
      <Numbers board={board} isLost={isLost} />
      <Box
        sx={{
          display: 'grid',
          flex: 1,
          gap: '1.6vw',
          minHeight: { md: '20vh' },
          alignContent: { xs: 'start', md: 'stretch' },
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 2.1fr) minmax(0, 1fr)' },
          gridTemplateRows: { md: 'minmax(0, 1fr)' },
        }}
      >
        <Names board={board} now={now} isLost={isLost} />
        <Side board={board} now={now} />
      </Box>
    </Box>
  )
}

type PartProps = { board: Board; isLost: boolean }

// What may be old is not shown in the colours of what is known.
const toneOn = (theme: Theme, site: BoardSite['status'], isLost: boolean) =>
  toneOf(theme, isLost ? 'calm' : statusLooks[site].tone)

function Numbers({ board: { counts }, isLost }: PartProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Box
      component="ul"
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        gap: '1vw',
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(6, minmax(0, 1fr))' },
      }}
    >
      {statuses.map((status) => (
        <Box
          component="li"
          key={status}
          sx={[
            (theme) => {
              const { ground, text, line } = toneOn(theme, counts[status] > 0 ? status : 'unknown', isLost)
              const any = counts[status] > 0
              return {
                backgroundColor: any ? ground : 'transparent',
                color: text,
                boxShadow: `inset 0 0 0 1px ${line}`,
              }
            },
            { borderRadius: 1, px: '1.2vw', py: '.8vw' },
          ]}
        >
          <Box sx={{ fontSize: 'clamp(1.6rem, 4vw, 5.4rem)', fontWeight: 700, lineHeight: 1 }}>
            {formatCount(counts[status], locale)}
          </Box>
          <Box sx={{ fontSize: 'clamp(.9rem, 1.35vw, 1.9rem)', fontWeight: 600 }}>
            {t(`alih.statuses.${status}`)}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function Names({ board, now, isLost }: PartProps & { now: Date }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const [list, fits] = useFitting()
  const amiss = board.sites.filter(({ status }) => status !== 'ok').slice(0, MOST_TILES)
  const total = totalOf(board.counts) - board.counts.ok
  const rest = total - Math.min(amiss.length, fits)
  if (amiss.length === 0)
    return totalOf(board.counts) > 0 && !isLost ? (
      <Box sx={{ textAlign: 'center', alignSelf: 'center', color: 'success.main', py: '4vw' }}>
        <GoodIcon aria-hidden sx={{ fontSize: 'clamp(4rem, 11vw, 14rem)' }} />
        <Box sx={{ fontSize: 'clamp(1.1rem, 2vw, 2.8rem)', fontWeight: 600 }}>
          {t('alih.board.nothing_to_do')}
        </Box>
      </Box>
    ) : (
      <span />
    )
  return (
    <Box sx={bounded}>
      <TileGrid least="max(260px, 18.5vw)" gap=".9vw" list={list}>
        {amiss.map((site, at) => (
          <WallTile key={site.id} site={site} now={now} isLost={isLost} isHidden={at >= fits} />
        ))}
      </TileGrid>
      {rest > 0 && (
        <Box sx={{ mt: '.8vw', fontSize: 'clamp(1rem, 1.4vw, 2rem)', color: 'text.secondary' }}>
          {t('alih.board.more_amiss', { count: formatCount(rest, locale) })}
        </Box>
      )}
    </Box>
  )
}

type WallTileProps = { site: BoardSite; now: Date; isLost: boolean; isHidden: boolean }

function WallTile({ site, now, isLost, isHidden }: WallTileProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { icon: Icon } = statusLooks[site.status]
  return (
    <Box
      component="li"
      sx={[
        (theme) => {
          const { text, line } = toneOn(theme, site.status, isLost)
          return { borderLeft: `.5vw solid ${text}`, boxShadow: `inset 0 0 0 1px ${line}` }
        },
        { backgroundColor: 'background.paper', borderRadius: 1, px: '1vw', py: '.8vw', minWidth: 0 },
        isHidden && unseen,
      ]}
    >
      <Box sx={{ fontSize: 'clamp(1rem, 1.35vw, 1.9rem)', lineHeight: 1.25 }}>
        <Name strong zone="cut">
          {site.hostname}
        </Name>
      </Box>
      <Box
        sx={[
          (theme) => ({ color: toneOn(theme, site.status, isLost).text }),
          {
            display: 'flex',
            alignItems: 'center',
            gap: '.4vw',
            mt: '.3vw',
            fontSize: 'clamp(.95rem, 1.2vw, 1.7rem)',
            fontWeight: 700,
          },
        ]}
      >
        <Icon aria-hidden sx={{ fontSize: '1.2em' }} />
        {t(`alih.statuses.${site.status}`)}
      </Box>
      <Box sx={{ fontSize: 'clamp(.85rem, 1.05vw, 1.5rem)', color: 'text.secondary' }}>
        {site.status === 'propagating' ? (
          <TimeLeft until={site.forecastUntil} />
        ) : (
          site.statusSince && t('alih.board.since', { time: formatAgo(site.statusSince, now, locale) })
        )}
      </Box>
    </Box>
  )
}

function Side({ board, now }: { board: Board; now: Date }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { lastSweepAt, backlog } = board.checker
  const [list, fits] = useFitting()
  const most = board.agencies.slice(0, MOST_AGENCIES)
  const rest = board.agencies.length - Math.min(most.length, fits)
  return (
    <Box sx={{ ...bounded, gap: '1.2vw', fontSize: 'clamp(.95rem, 1.25vw, 1.8rem)' }}>
      <Box
        component="ul"
        ref={list}
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: '.9vw', minHeight: 0, overflow: 'hidden' }}
      >
        {most.map(({ id, shortName, counts }, at) => (
          <Box component="li" key={id} sx={{ minWidth: 0, ...(at >= fits && unseen) }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: '1vw', alignItems: 'baseline' }}>
              <Box component="span" sx={{ fontWeight: 700, flex: 1 }}>
                {shortName}
              </Box>
              <InWords counts={counts} />
            </Box>
            <Bar counts={counts} height="max(6px, .5vw)" />
          </Box>
        ))}
      </Box>
      {rest > 0 && (
        <Box sx={{ color: 'text.secondary', flexShrink: 0 }}>
          {t('alih.board.agencies_left', { count: rest })}
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '.8vw', alignItems: 'center', flexShrink: 0 }}>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t('alih.board.checker')}
        </Box>
        <Box sx={{ '& > span': { fontSize: 'inherit' } }}>
          <Canary checker={board.checker} at={board.at} />
        </Box>
      </Box>
      <Box sx={{ color: 'text.secondary', flexShrink: 0 }}>
        {t('alih.board.last_sweep')}:{' '}
        {lastSweepAt ? formatAgo(lastSweepAt, now, locale) : t('alih.time.never')}
        {backlog > 0 &&
          ` · ${t('alih.board.backlog_names', { smart_count: backlog, count: formatCount(backlog, locale) })}`}
      </Box>
    </Box>
  )
}

const bounded = { display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0 } as const
// Neither seen nor read aloud; its room is kept, so that it is known when it fits again.
const unseen = { visibility: 'hidden' } as const
