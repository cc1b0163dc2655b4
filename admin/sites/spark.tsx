/** How a name stood of late, as a small picture: the worse, the lower. It says the same in words. */
import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { useLocaleState, useTranslate } from 'react-admin'
import type { Span } from '../../server/core/site-history.ts'
import type { Status } from '../../server/core/verdict.ts'
import { useSiteHistory } from '../client.ts'
import { statusLooks } from '../fields.tsx'
import { Panel, Waiting } from '../page.tsx'
import { toneOf } from '../tag.tsx'
import { formatShare, formatShort } from '../time.ts'

const WIDTH = 300
const HEIGHT = 44
const STROKE = 6

// From the top: where the line of each runs. Not by colour alone.
const levels: Record<Status, number> = { ok: 0, propagating: 1, unknown: 2, stale: 3, wrong: 4, broken: 5 }
const yOf = (status: Status) => STROKE / 2 + (levels[status] / 5) * (HEIGHT - STROKE)

export function SparkPanel({ id }: { id: number }) {
  const t = useTranslate()
  const { data, isPending } = useSiteHistory(id)
  return (
    <Panel title={t('alih.spark.title')}>
      {isPending && <Waiting lines={1} />}
      {data && (data.spans.length === 0 ? t('alih.spark.none') : <Spark spans={data.spans} />)}
    </Panel>
  )
}

/** The share of each status in the whole time, the largest first. */
export function sharesOf(spans: readonly Span[]): { status: Status; share: number }[] {
  const lengths = new Map<Status, number>()
  for (const { status, from, to } of spans)
    lengths.set(status, (lengths.get(status) ?? 0) + Date.parse(to) - Date.parse(from))
  const whole = [...lengths.values()].reduce((sum, length) => sum + length, 0)
  return [...lengths]
    .map(([status, length]) => ({ status, share: whole === 0 ? 1 : length / whole }))
    .sort((a, b) => b.share - a.share)
}

function Spark({ spans }: { spans: readonly Span[] }) {
  const t = useTranslate()
  const theme = useTheme()
  const [locale] = useLocaleState()
  const [from, to] = [spans[0]!.from, spans.at(-1)!.to]
  const length = Math.max(Date.parse(to) - Date.parse(from), 1)
  const xOf = (at: string) => ((Date.parse(at) - Date.parse(from)) / length) * WIDTH
  const shares = sharesOf(spans).map(({ status, share }) =>
    t('alih.spark.share', {
      status: t(`alih.statuses.${status}`),
      share: formatShare(share, locale),
    }),
  )
  const label = t('alih.spark.label', {
    from: formatShort(from, locale),
    to: formatShort(to, locale),
    shares: shares.join(', '),
    changes: spans.length - 1,
  })
  return (
    <>
      <Box
        component="svg"
        role="img"
        aria-label={label}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        sx={{ display: 'block', width: '100%', height: HEIGHT }}
      >
        {spans.map(({ status, from: begin, to: end }) => (
          <rect
            key={begin}
            x={xOf(begin)}
            y={yOf(status) - STROKE / 2}
            // What lasted minutes of ninety days is still to be seen.
            width={Math.max(xOf(end) - xOf(begin), 2)}
            height={STROKE}
            fill={toneOf(theme, statusLooks[status].tone).text}
          />
        ))}
      </Box>
      <Box
        aria-hidden
        sx={{ display: 'flex', justifyContent: 'space-between', fontSize: '.75rem', color: 'text.secondary' }}
      >
        <span>{formatShort(from, locale)}</span>
        <span>{formatShort(to, locale)}</span>
      </Box>
      <Box aria-hidden sx={{ fontSize: '.8rem', mt: 0.5 }}>
        {shares.join(' · ')}
      </Box>
    </>
  )
}
