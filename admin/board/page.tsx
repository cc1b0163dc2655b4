/** The DNS health board: every name under care, the worst first, and how the checker itself does. */
import OfflineIcon from '@mui/icons-material/WifiOffOutlined'
import SitesIcon from '@mui/icons-material/LanguageOutlined'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import { Title, useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { statuses } from '../../server/core/verdict.ts'
import { useBoard } from '../client.ts'
import { When } from '../fields.tsx'
import { Blank, Fault, PageHead, Waiting } from '../page.tsx'
import type { Board } from '../providers/data.ts'
import { Counts } from './counts.tsx'
import { Tile } from './tile.tsx'

export default function BoardPage() {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useBoard()
  return (
    <>
      <Title title="alih.board.title" />
      <PageHead
        title={t('alih.board.title')}
        lead={t('alih.board.lead')}
        actions={data && <CheckerLine checker={data.checker} />}
      />
      {isPending && <Waiting lines={8} />}
      {error && !data && <Fault error={error} retry={refetch} />}
      {data && <Tiles board={data} />}
    </>
  )
}

function Tiles({ board }: { board: Board }) {
  const t = useTranslate()
  const [search, setSearch] = useSearchParams()
  const only = statuses.find((status) => status === search.get('status')) ?? null
  const sites = only ? board.sites.filter(({ status }) => status === only) : board.sites
  return (
    <>
      {board.checker.offline && (
        <Alert severity="warning" icon={<OfflineIcon />} sx={{ mb: 2 }}>
          <AlertTitle>{t('alih.board.offline')}</AlertTitle>
          {t('alih.board.offline_hint')}
        </Alert>
      )}
      <Counts
        counts={board.counts}
        only={only}
        onPick={(status) => setSearch(status === only ? {} : { status })}
      />
      {board.sites.length === 0 ? (
        <Blank icon={SitesIcon} title={t('alih.board.empty')} hint={t('alih.board.empty_hint')} />
      ) : sites.length === 0 ? (
        <Blank small icon={SitesIcon} title={t('alih.board.filtered_none')} />
      ) : (
        <Box
          component="ul"
          sx={{
            listStyle: 'none',
            m: 0,
            p: 0,
            display: 'grid',
            gap: 1.25,
            gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 232px), 1fr))',
          }}
        >
          {sites.map((site) => (
            <Tile key={site.id} site={site} />
          ))}
        </Box>
      )}
    </>
  )
}

function CheckerLine({ checker }: { checker: Board['checker'] }) {
  const t = useTranslate()
  return (
    <Box sx={{ fontSize: '.85rem', color: 'text.secondary', display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <span>
        {checker.lastSweepAt ? (
          <>
            {t('alih.board.last_sweep', { time: '' })} <When at={checker.lastSweepAt} ago />
          </>
        ) : (
          t('alih.board.no_sweep')
        )}
      </span>
      <span aria-hidden>·</span>
      <span>
        {checker.backlog > 0
          ? t('alih.board.backlog', { smart_count: checker.backlog })
          : t('alih.board.backlog_none')}
      </span>
      <span aria-hidden>·</span>
      <span>{t('alih.board.resolvers', { smart_count: checker.resolvers })}</span>
    </Box>
  )
}
