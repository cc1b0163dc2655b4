/** The one sentence that tells whether anything is wrong, in the tone of the worst. */
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate, type TranslateFunction } from 'react-admin'
import { ailingStatuses, checkerState, totalOf, worstOf, type Board } from '../../server/core/board.ts'
import { statusLooks } from '../fields.tsx'
import { toneOf, type Tone } from '../tag.tsx'
import { formatCount, formatList } from '../time.ts'

/** What is said, and by which status; null where there is nothing to speak of. */
export function sentenceOf({ counts }: Pick<Board, 'counts'>, t: TranslateFunction, locale: string): string {
  const total = totalOf(counts)
  const worst = worstOf(counts)
  const all = formatCount(total, locale)
  const said = (status: keyof typeof counts) =>
    `${formatCount(counts[status], locale)} ${t(`alih.statuses.${status}`).toLowerCase()}`
  if (worst === null) return t('alih.board.empty')
  if (worst === 'ok') return t('alih.board.all_well', { smart_count: total, count: all })
  const amiss = ailingStatuses.filter((status) => counts[status] > 0)
  if (amiss.length > 0)
    return t('alih.board.amiss', { parts: formatList(amiss.map(said), locale), total: all })
  const open = (['propagating', 'unknown'] as const).filter((status) => counts[status] > 0)
  return t('alih.board.none_amiss', { parts: formatList(open.map(said), locale), total: all })
}

/** The tone of a board; calm where nobody knows how things stand now. */
export function toneOfBoard({ counts, checker, at }: Board, isLost: boolean): Tone {
  const worst = worstOf(counts)
  if (worst === null || isLost || checkerState(checker, at) !== 'well') return 'calm'
  return statusLooks[worst].tone
}

type HeadlineProps = { board: Board; isLost: boolean; large?: boolean }

export function Headline({ board, isLost, large = false }: HeadlineProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const tone = toneOfBoard(board, isLost)
  const believed = !isLost && checkerState(board.checker, board.at) === 'well'
  const worst = worstOf(board.counts)
  const { icon: Icon } = statusLooks[believed && worst ? worst : 'unknown']
  const sentence = sentenceOf(board, t, locale)
  return (
    <Box
      role="status"
      sx={[
        (theme) => {
          const { ground, text, line } = toneOf(theme, tone)
          return { backgroundColor: ground, color: text, boxShadow: `inset 0 0 0 1px ${line}` }
        },
        {
          display: 'flex',
          alignItems: 'center',
          gap: large ? '1.2vw' : 1.5,
          borderRadius: 1,
          px: large ? '1.6vw' : 2.5,
          py: large ? '1.4vw' : 1.75,
          mb: large ? 0 : 2,
        },
      ]}
    >
      <Icon aria-hidden sx={{ fontSize: large ? 'clamp(2rem, 3.6vw, 6rem)' : 36, flexShrink: 0 }} />
      <Box
        component="strong"
        sx={{
          fontSize: large ? 'clamp(1.4rem, 2.8vw, 4.4rem)' : '1.3rem',
          fontWeight: 700,
          lineHeight: 1.2,
          letterSpacing: '-0.01em',
          overflowWrap: 'anywhere',
        }}
      >
        {believed || worst === null ? sentence : t('alih.board.last_known', { sentence })}
      </Box>
    </Box>
  )
}
