/** The DNS health board: whether anything is wrong, what, whose, since when, and whether the checker can be believed. */
import CloseIcon from '@mui/icons-material/Close'
import WallIcon from '@mui/icons-material/TvOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { lazy, Suspense, useCallback } from 'react'
import { Title, useLocaleState, useTranslate } from 'react-admin'
import type { Board } from '../../server/core/board.ts'
import { Fault, PageHead, Waiting } from '../page.tsx'
import { formatClock } from '../time.ts'
import { Agencies } from './agencies.tsx'
import { Ailing } from './ailing.tsx'
import { Checker } from './checker.tsx'
import { Counts } from './counts.tsx'
import { Headline } from './headline.tsx'
import { Propagating } from './propagating.tsx'
import { useChoice, useWatchedBoard } from './state.ts'
import { Tiles } from './tiles.tsx'
import { Trend } from './trend.tsx'
import { Warnings } from './warnings.tsx'

const Wall = lazy(() => import('./wall.tsx'))

export default function BoardPage() {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const choice = useChoice()
  const { status, agencyId, wall, setWall } = choice
  const { data, error, isPending, refetch, now, isLost } = useWatchedBoard({
    ...(status && { status }),
    ...(agencyId !== null && { agencyId }),
  })
  const leave = useCallback(() => setWall(false), [setWall])
  return (
    <>
      <Title title="alih.board.title" />
      <PageHead
        title={t('alih.board.title')}
        lead={
          data
            ? t('alih.board.data_from', { time: formatClock(new Date(data.at), locale, true) })
            : t('alih.board.lead')
        }
        actions={
          <Button
            variant="outlined"
            startIcon={<WallIcon />}
            onClick={({ currentTarget }) => {
              setWall(true)
              // Where the browser does not let us, the page fills its window at least.
              currentTarget.ownerDocument.documentElement.requestFullscreen?.().catch(() => {})
            }}
          >
            {t('alih.board.wall')}
          </Button>
        }
      />
      {isPending && <Waiting lines={8} />}
      {error && !data && <Fault error={error} retry={refetch} />}
      {data && <Parts board={data} isLost={isLost} choice={choice} />}
      {data && wall && (
        <Suspense>
          <Wall board={data} isLost={isLost} now={now} onLeave={leave} />
        </Suspense>
      )}
    </>
  )
}

type PartsProps = { board: Board; isLost: boolean; choice: ReturnType<typeof useChoice> }

function Parts({ board, isLost, choice }: PartsProps) {
  const { status, agencyId, days, pickStatus, pickAgency, pickDays } = choice
  const t = useTranslate()
  const isSmall = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const tiles = <Tiles key={`${status} ${agencyId}`} board={board} status={status} isFolded={isSmall} />
  const propagating = <Propagating sites={board.propagating} total={board.counts.propagating} />
  const agencies = <Agencies agencies={board.agencies} only={agencyId} />
  const agency = agencyId === null ? null : board.agencies.find(({ id }) => id === agencyId)
  return (
    <>
      <Warnings board={board} isLost={isLost} />
      {agencyId !== null && (
        <Button size="small" startIcon={<CloseIcon />} sx={{ mb: 1.5 }} onClick={() => pickAgency(null)}>
          {t('alih.board.only_agency', { name: agency?.name ?? '–' })}
        </Button>
      )}
      <Headline board={board} isLost={isLost} />
      <Counts
        counts={board.counts}
        only={status}
        onPick={(picked) => pickStatus(picked === status ? null : picked)}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {/* Who looks at it on a phone is there to do something about it. */}
        {isSmall ? (
          <>
            <Ailing board={board} />
            {propagating}
            {tiles}
            {agencies}
          </>
        ) : (
          <>
            <Box sx={columns}>
              {tiles}
              <Box sx={column}>
                {propagating}
                {agencies}
              </Box>
            </Box>
            <Ailing board={board} />
          </>
        )}
        <Box sx={columns}>
          <Trend days={days} agencyId={agencyId} onPick={pickDays} />
          <Checker board={board} />
        </Box>
      </Box>
    </>
  )
}

const column = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const
const columns = {
  ...column,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 2fr) minmax(0, 1fr)' },
} as const
