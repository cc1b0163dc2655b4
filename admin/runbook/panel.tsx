/** The runbook of step 4: the plan with its waiting times, the items with what to paste, and who ticked what. */
import PrintIcon from '@mui/icons-material/PrintOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import GlobalStyles from '@mui/material/GlobalStyles'
import { useEffect, useState } from 'react'
import { useLocaleState, useNotify, useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import type { RunbookItem, RunbookTick } from '../../server/core/runbook.ts'
import { inLanguage } from '../checks/findings.tsx'
import { useActor, useRunbook, useTick } from '../client.ts'
import { When } from '../fields.tsx'
import { Fault, Panel, Waiting } from '../page.tsx'
import type { ShownRunbook } from '../providers/data.ts'
import { Tag } from '../tag.tsx'
import { formatInstant } from '../time.ts'
import { Block } from './block.tsx'

export function RunbookPanel({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useRunbook(request.id)
  const [open, setOpen] = useState<boolean | null>(null)
  const [prints, setPrints] = useState(false)
  const print = () => {
    setOpen(true)
    setPrints(true)
  }
  // The window prints what is on the page at that moment: everything must be open first, and nothing else there.
  useEffect(() => {
    if (!prints) return
    window.addEventListener('afterprint', () => setPrints(false), { once: true })
    window.print()
  }, [prints])
  const done = data?.items.filter((item) => data.ticks.some((tick) => tick.item === item.id)).length ?? 0
  return (
    <Box id="alih-runbook" sx={{ minWidth: 0 }}>
      {prints && <GlobalStyles styles={printed} />}
      <Panel
        flush
        title={t('alih.execution.runbook')}
        aside={
          data && (
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Tag
                tone={done === data.items.length ? 'good' : 'brand'}
                label={t('alih.execution.done_of', { done, all: data.items.length })}
              />
              <Button size="small" variant="outlined" startIcon={<PrintIcon />} onClick={print} sx={noPrint}>
                {t('alih.execution.print')}
              </Button>
            </Box>
          )
        }
      >
        {isPending && (
          <Box sx={{ px: 2.5 }}>
            <Waiting lines={5} />
          </Box>
        )}
        {error && <Fault error={error} retry={refetch} />}
        {data && <Content runbook={data} request={request} open={open} />}
      </Panel>
    </Box>
  )
}

type ContentProps = { runbook: ShownRunbook; request: RenameRequest; open: boolean | null }

function Content({ runbook, request, open }: ContentProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const actor = useActor()
  const mayTick =
    actor?.role === 'operator' && request.state === 'assigned' && request.assigneeIds.includes(actor.id)
  return (
    <>
      <Box sx={{ px: 2.5, pb: 1.5, display: 'grid', gap: 1 }}>
        <Box sx={{ fontSize: '.85rem', color: 'text.secondary' }}>
          {runbook.measuredAt
            ? t('alih.execution.measured', { time: formatInstant(runbook.measuredAt, locale) })
            : t('alih.execution.not_measured')}
        </Box>
        {runbook.warnings.map((warning) => (
          <Alert key={warning.id} severity="warning">
            {inLanguage(warning, locale)}
          </Alert>
        ))}
      </Box>
      <Moments runbook={runbook} />
      {runbook.items.map((item) => (
        <Item
          key={item.id}
          item={item}
          tick={runbook.ticks.find((one) => one.item === item.id)}
          id={request.id}
          mayTick={mayTick}
          open={open}
        />
      ))}
      {runbook.rollback.length > 0 && (
        <Box component="details" open={open ?? false} sx={row}>
          <Box component="summary" sx={summary}>
            {t('alih.execution.rollback')}
          </Box>
          {runbook.rollback.map((block) => (
            <Block key={block.title.id} block={block} />
          ))}
        </Box>
      )}
    </>
  )
}

function Moments({ runbook }: { runbook: ShownRunbook }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Box sx={row}>
      <Box sx={{ fontWeight: 650, mb: 1 }}>{t('alih.execution.plan')}</Box>
      <Box
        component="ol"
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25, fontSize: '.875rem' }}
      >
        {runbook.moments.map(({ id, at, title, because }) => (
          <Box
            component="li"
            key={id}
            sx={{
              display: 'grid',
              gap: { xs: 0.25, sm: 2 },
              gridTemplateColumns: { xs: '1fr', sm: '200px minmax(0, 1fr)' },
            }}
          >
            <Box sx={{ fontWeight: 600 }}>{formatInstant(at, locale)}</Box>
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ fontWeight: 550 }}>{inLanguage(title, locale)}</Box>
              <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {inLanguage(because, locale)}
              </Box>
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

type ItemProps = {
  item: RunbookItem
  tick: RunbookTick | undefined
  id: number
  mayTick: boolean
  open: boolean | null
}

function Item({ item, tick, id, mayTick, open }: ItemProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const notify = useNotify()
  const ticking = useTick(id)
  const title = inLanguage(item.title, locale)
  const change = (done: boolean) =>
    ticking.mutate({ item: item.id, done }, { onError: ({ message }) => notify(message, { type: 'error' }) })
  return (
    <Box sx={{ ...row, display: 'flex', gap: 0.5, alignItems: 'flex-start', pl: 1.25 }}>
      <Checkbox
        checked={tick !== undefined}
        disabled={!mayTick || ticking.isPending}
        onChange={(_, checked) => change(checked)}
        slotProps={{ input: { 'aria-label': title } }}
        sx={{ mt: -1 }}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box component="details" open={open ?? false}>
          <Box component="summary" sx={summary}>
            {title}
            {!item.required && (
              <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
                {' '}
                · {t('alih.execution.optional')}
              </Box>
            )}
          </Box>
          {item.notBefore && !tick && (
            <Box sx={{ fontSize: '.82rem', color: 'text.secondary', mt: 0.5 }}>
              {t('alih.execution.not_before', { time: formatInstant(item.notBefore, locale) })}
            </Box>
          )}
          {item.notes.map((note) => (
            <Box key={note.id} sx={{ mt: 0.75, fontSize: '.875rem', overflowWrap: 'anywhere' }}>
              {inLanguage(note, locale)}
            </Box>
          ))}
          {item.blocks.map((block) => (
            <Block key={`${block.kind} ${block.title.id}`} block={block} />
          ))}
        </Box>
        {tick && (
          <Box sx={{ fontSize: '.8rem', color: 'text.secondary', mt: 0.25 }}>
            {t('alih.execution.ticked_by', { name: tick.personName })} · <When at={tick.at} short />
          </Box>
        )}
      </Box>
    </Box>
  )
}

const row = { px: 2.5, py: 1.5, borderTop: 1, borderColor: 'divider' } as const
const summary = { cursor: 'pointer', fontWeight: 600, overflowWrap: 'anywhere' } as const
const noPrint = { '@media print': { display: 'none' } } as const
const printed = {
  '@media print': {
    'body *': { visibility: 'hidden' },
    '#alih-runbook, #alih-runbook *': { visibility: 'visible' },
    '#alih-runbook': { position: 'absolute', left: 0, top: 0, width: '100%' },
  },
} as const
