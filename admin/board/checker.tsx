/** How the checker itself does: whether it sees the network, when it last looked, what waits, and what each resolver said. */
import GoodIcon from '@mui/icons-material/CheckCircleOutlined'
import OfflineIcon from '@mui/icons-material/WifiOffOutlined'
import SilentIcon from '@mui/icons-material/HelpOutlined'
import DiffersIcon from '@mui/icons-material/CompareArrows'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import { checkerState, type Board, type ResolverHealth } from '../../server/core/board.ts'
import type { ResolverSeen } from '../../server/core/pulse.ts'
import { inLanguage } from '../checks/findings.tsx'
import { LevelTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Facts, Panel } from '../page.tsx'
import { Tag, type Tone } from '../tag.tsx'
import { formatCount } from '../time.ts'

export function Checker({ board: { checker, at } }: { board: Board }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { lastSweepAt, lastLookAt, backlog, resolvers, conditions } = checker
  return (
    <Panel title={t('alih.board.checker')}>
      <Facts
        columns={2}
        facts={[
          { label: t('alih.board.canary'), value: <Canary checker={checker} at={at} /> },
          {
            label: t('alih.board.backlog'),
            value:
              backlog > 0
                ? t('alih.board.backlog_names', { smart_count: backlog, count: formatCount(backlog, locale) })
                : t('alih.board.backlog_none'),
          },
          { label: t('alih.board.last_sweep'), value: <When at={lastSweepAt} ago /> },
          { label: t('alih.board.last_look'), value: <When at={lastLookAt} ago /> },
        ]}
      />
      {resolvers && <Resolvers resolvers={resolvers} />}
      {conditions.total > 0 && (
        <Box sx={{ mt: 2 }}>
          <Small>{t('alih.board.conditions', { smart_count: conditions.total })}</Small>
          <Lines>
            {conditions.rows.map(({ id, level, message }) => (
              <Box component="li" key={id} sx={{ fontSize: '.85rem' }}>
                <LevelTag level={level} />{' '}
                <RecordLink resource="findings" id={id}>
                  {inLanguage(message, locale)}
                </RecordLink>
              </Box>
            ))}
          </Lines>
        </Box>
      )}
    </Panel>
  )
}

const looks = {
  well: { tone: 'good', icon: GoodIcon },
  offline: { tone: 'bad', icon: OfflineIcon },
  silent: { tone: 'warn', icon: SilentIcon },
  new: { tone: 'calm', icon: SilentIcon },
} as const

/** Whether it sees what must always be there. */
export function Canary({ checker, at }: Pick<Board, 'checker' | 'at'>) {
  const t = useTranslate()
  const state = checkerState(checker, at)
  return <Tag {...looks[state]} wrap label={t(`alih.board.canary_states.${state}`)} />
}

const votes: Record<ResolverSeen['vote'], { tone: Tone; icon: typeof GoodIcon }> = {
  agrees: { tone: 'good', icon: GoodIcon },
  differs: { tone: 'warn', icon: DiffersIcon },
  silent: { tone: 'bad', icon: OfflineIcon },
}

function Resolvers({ resolvers }: { resolvers: ResolverHealth[] }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Box sx={{ mt: 2 }}>
      <Small>{t('alih.board.resolvers')}</Small>
      {resolvers.length === 0 && <Box sx={{ fontSize: '.85rem' }}>{t('alih.board.no_resolvers')}</Box>}
      <Lines>
        {resolvers.map(({ name, address, seen }) => (
          <Box component="li" key={address} sx={{ fontSize: '.85rem' }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
              <Box component="span" sx={{ fontWeight: 600 }}>
                {name ?? t('alih.board.own_resolver')}
              </Box>
              <Box component="span" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {address}
              </Box>
            </Box>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center', mt: 0.25 }}>
              {seen ? (
                <>
                  <Tag {...votes[seen.vote]} label={t(`alih.board.votes.${seen.vote}`)} />
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    <When at={seen.at} ago />
                    {seen.elapsedMs !== null &&
                      ` · ${t('alih.board.ms', { count: formatCount(Math.round(seen.elapsedMs), locale) })}`}
                    {seen.condition !== null && ` · ${seen.condition}`}
                  </Box>
                </>
              ) : (
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {t('alih.board.not_asked')}
                </Box>
              )}
            </Box>
          </Box>
        ))}
      </Lines>
    </Box>
  )
}

const Small = ({ children }: { children: string }) => (
  <Box component="h4" sx={{ m: 0, mb: 0.75, fontSize: '.78rem', fontWeight: 600, color: 'text.secondary' }}>
    {children}
  </Box>
)

const Lines = ({ children }: { children: React.ReactNode }) => (
  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
    {children}
  </Box>
)
