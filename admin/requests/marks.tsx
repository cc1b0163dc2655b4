/** What must be corrected of a returned request: marked by the head, shown to the agency until it is sent again. */
import MarkIcon from '@mui/icons-material/OutlinedFlag'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import MuiTextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { useInput, useRecordContext, useTranslate, ValidationError } from 'react-admin'
import { markable, type Mark, type Markable, type RenameRequest } from '../../server/core/request.ts'
import { useEvents } from '../client.ts'
import { Tag } from '../tag.tsx'

/** A box for each thing that can be marked, with room for a note once it is ticked. */
export function MarksInput() {
  const t = useTranslate()
  const { field, fieldState } = useInput<Mark[] | undefined>({ source: 'fields', defaultValue: [] })
  const marks: Mark[] = field.value ?? []
  const toggle = (name: Markable, on: boolean) =>
    field.onChange(on ? [...marks, { field: name }] : marks.filter((mark) => mark.field !== name))
  const write = (name: Markable, note: string) =>
    field.onChange(
      marks.map((mark) => (mark.field === name ? { field: name, ...(note ? { note } : {}) } : mark)),
    )
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, mb: 2, p: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, fontSize: '.9rem', fontWeight: 600 }}>
        {t('alih.marks.choose')}
      </Box>
      <FormHelperText sx={{ mx: 0 }}>{t('alih.marks.choose_help')}</FormHelperText>
      {markable.map((name) => {
        const mark = marks.find((one) => one.field === name)
        return (
          <Box key={name}>
            <FormControlLabel
              label={t(`resources.requests.fields.${name}`)}
              control={
                <Checkbox size="small" checked={mark !== undefined} onChange={(_, on) => toggle(name, on)} />
              }
            />
            {mark && (
              <MuiTextField
                fullWidth
                size="small"
                multiline
                label={t('alih.marks.note', { field: t(`resources.requests.fields.${name}`) })}
                value={mark.note ?? ''}
                onChange={({ target }) => write(name, target.value)}
                sx={{ ml: 3.5, mb: 1, width: 'calc(100% - 28px)' }}
                slotProps={{ htmlInput: { maxLength: 500 } }}
              />
            )}
          </Box>
        )
      })}
      {fieldState.error?.message && (
        <FormHelperText error>
          <ValidationError error={fieldState.error.message} />
        </FormHelperText>
      )}
    </Box>
  )
}

/** Why the request was returned, and what is marked: above the form, and on the request's page. */
export function ReturnedNote({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data = [] } = useEvents(request.id)
  if (request.state !== 'returned') return null
  const event = data.findLast(({ action }) => action === 'return')
  const code = event?.details['reasonCode']
  return (
    <Alert severity="warning" icon={<MarkIcon />} sx={{ mb: 2, overflowWrap: 'anywhere' }}>
      <AlertTitle>
        {t('alih.marks.returned')}
        {typeof code === 'string' && `: ${t(`alih.reason_codes.${code}`, { _: code })}`}
      </AlertTitle>
      {typeof event?.details['disposition'] === 'string' && (
        <Box sx={{ whiteSpace: 'pre-wrap' }}>{event.details['disposition']}</Box>
      )}
      <MarkList marks={request.marks} />
    </Alert>
  )
}

export function MarkList({ marks }: { marks: readonly Mark[] }) {
  const t = useTranslate()
  if (marks.length === 0) return null
  return (
    <Box component="ul" sx={{ m: 0, mt: 0.75, pl: 2.5 }}>
      {marks.map(({ field, note }) => (
        <li key={field}>
          <strong>{t(`resources.requests.fields.${field}`)}</strong>
          {note && `: ${note}`}
        </li>
      ))}
    </Box>
  )
}

function MarkTag({ mark }: { mark: Mark }) {
  const t = useTranslate()
  return <Tag tone="warn" icon={MarkIcon} wrap label={mark.note ?? t('alih.marks.correct')} />
}

/** The mark on the letter, where letters are uploaded. */
export function LetterMark({ request }: { request: RenameRequest }) {
  const mark = request.marks.find(({ field }) => field === 'letter')
  return mark ? <MarkTag mark={mark} /> : null
}

/** An input of the request with the mark that is on it, if any. */
export function Marked({ field, children }: { field: Markable; children: ReactNode }) {
  const t = useTranslate()
  const request = useRecordContext<RenameRequest>()
  const mark = request?.marks?.find((one) => one.field === field)
  if (!mark) return <>{children}</>
  return (
    <Box
      role="group"
      aria-label={t('alih.marks.marked', { field: t(`resources.requests.fields.${field}`) })}
      sx={{ borderLeft: 3, borderColor: 'warning.main', pl: 1.5, minWidth: 0, width: '100%', mb: 1 }}
    >
      <MarkTag mark={mark} />
      {children}
    </Box>
  )
}
