/** The work queues as tabs, each with how many requests stand in it. */
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useListContext, useTranslate } from 'react-admin'
import { queues, type Queue, type QueueCounts } from '../../server/core/queue.ts'
import { useActor, useQueues } from '../client.ts'

export function QueueTabs() {
  const t = useTranslate()
  const actor = useActor()
  const { data: counts } = useQueues()
  const { filterValues, setFilters } = useListContext()
  const { queue, mine, ...rest } = filterValues as { queue?: unknown; mine?: boolean }
  const chosen = queues.find((one) => one === queue) ?? 'all'
  // Nothing ever waits for the administrator.
  const shown = queues.filter((one) => one !== 'mine' || actor?.role !== 'admin')
  const choose = (next: Queue) =>
    setFilters({
      ...rest,
      ...(next === 'all' ? {} : { queue: next }),
      ...(mine && next !== 'mine' ? { mine } : {}),
    })
  // Its own width asks for nothing: however many tabs there are, they scroll, and the page stays as wide as the screen.
  return (
    <Box sx={{ width: 0, minWidth: '100%' }}>
      <Tabs
        value={shown.includes(chosen) ? chosen : 'all'}
        onChange={(_, next: Queue) => choose(next)}
        variant="scrollable"
        allowScrollButtonsMobile
        aria-label={t('alih.queues.title')}
        sx={{ px: 1, borderBottom: 1, borderColor: 'divider' }}
      >
        {shown.map((one) => (
          <Tab
            key={one}
            value={one}
            label={
              <Box component="span">
                {t(`alih.queues.${one}`)}{' '}
                {counts && <Count queue={one} counts={counts} mine={mine === true} />}
              </Box>
            }
          />
        ))}
      </Tabs>
    </Box>
  )
}

function Count({ queue, counts, mine }: { queue: Queue; counts: QueueCounts; mine: boolean }) {
  const count = queue === 'mine' ? counts.mine.all : (mine ? counts.mine : counts.all)[queue]
  return (
    <Box
      component="span"
      sx={{
        ml: 0.25,
        fontVariantNumeric: 'tabular-nums',
        fontWeight: 500,
        color: queue === 'late' && count > 0 ? 'error.main' : 'text.secondary',
      }}
    >
      {count}
    </Box>
  )
}
