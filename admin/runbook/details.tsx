/** What a line of the history tells of the execution: the item ticked, what was red, what was changed by machine. */
import Box from '@mui/material/Box'
import { useTranslate } from 'react-admin'
import type { RedFinding } from '../../server/core/request.ts'
import type { UpdateRecord } from '../../server/core/update.ts'

export function ExecutionDetails({ details }: { details: Record<string, unknown> }) {
  const t = useTranslate()
  const item = details['item']
  const override = details['override'] as { red?: RedFinding[] } | undefined
  const red = (details['red'] as RedFinding[] | undefined) ?? override?.red ?? []
  const changes = (field: string, sign: string) =>
    ((details[field] as UpdateRecord[] | undefined) ?? []).map(
      ({ name, type, value }) => `${sign} ${name} ${type} ${value}`,
    )
  const lines = [
    ...red.map(({ condition, subject, server, seen }) =>
      [condition, subject, server, seen].filter(Boolean).join(' · '),
    ),
    ...changes('remove', '−'),
    ...changes('add', '+'),
  ]
  return (
    <>
      {typeof item === 'string' && (
        <Box sx={{ fontSize: '.85rem', mt: 0.5 }}>{t(`alih.runbook.${item}`, { _: item })}</Box>
      )}
      {lines.length > 0 && (
        <Box component="ul" sx={{ fontSize: '.82rem', m: 0, mt: 0.5, pl: 2, overflowWrap: 'anywhere' }}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </Box>
      )}
    </>
  )
}
