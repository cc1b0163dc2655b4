/** Expected records as rows of type and value; the value of the field stays `{A, AAAA, CNAME}`. */
import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormHelperText from '@mui/material/FormHelperText'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useEffect, useRef, useState } from 'react'
import { useInput, useTranslate, ValidationError } from 'react-admin'
import { canonicalValue, recordTypes, type ExpectedRecords, type RecordType } from '../server/core/records.ts'

type Row = { type: RecordType; value: string }

const examples: Record<RecordType, string> = {
  A: '203.0.113.10',
  AAAA: '2001:db8::10',
  CNAME: 'portal.kaltimprov.go.id',
}

const rowsOf = (records: ExpectedRecords | undefined): Row[] => {
  const rows = recordTypes.flatMap((type) => (records?.[type] ?? []).map((value) => ({ type, value })))
  return rows.length > 0 ? rows : [{ type: 'A', value: '' }]
}

const recordsOf = (rows: readonly Row[]): ExpectedRecords => {
  const records: ExpectedRecords = {}
  for (const { type, value } of rows) if (value.trim()) (records[type] ??= []).push(value.trim())
  return records
}

/** The first problem of the whole, as a message key; undefined when there is none. */
export function problemOf(records: ExpectedRecords | undefined): string | undefined {
  const filled = recordTypes.filter((type) => records?.[type]?.length)
  if (filled.length === 0) return 'alih.records.none'
  if (!filled.every((type) => records![type]!.every((value) => canonicalValue(type, value) !== null)))
    return 'alih.records.not_a_value'
  if (filled.includes('CNAME') && filled.length > 1) return 'alih.records.cname_and_other'
  if ((records!.CNAME?.length ?? 0) > 1) return 'alih.records.one_cname'
  return undefined
}

type RecordsProps = {
  source: string
  /** Where the old name leads now: filled in until a person writes something. */
  suggested?: ExpectedRecords | undefined
}

export function RecordsInput({ source, suggested }: RecordsProps) {
  const t = useTranslate()
  const { field, fieldState } = useInput<ExpectedRecords | undefined>({
    source,
    validate: (value: ExpectedRecords | undefined) => problemOf(value),
    defaultValue: {},
  })
  const [rows, setRows] = useState(() => rowsOf(field.value))
  const written = useRef(Object.keys(field.value ?? {}).length > 0)
  const [filled, setFilled] = useState(false)
  const put = (next: Row[]) => {
    setRows(next)
    field.onChange(recordsOf(next))
  }
  const change = (next: Row[]) => {
    written.current = true
    setFilled(false)
    put(next)
  }
  const suggestion = JSON.stringify(suggested ?? {})
  useEffect(() => {
    if (written.current || suggestion === '{}') return
    put(rowsOf(JSON.parse(suggestion)))
    setFilled(true)
    // What is filled in follows the suggestion, and nothing else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [suggestion])
  const set = (index: number, row: Partial<Row>) =>
    change(rows.map((old, at) => (at === index ? { ...old, ...row } : old)))
  const message = messageOf(fieldState.error)
  return (
    <Box sx={{ width: '100%' }} role="group" aria-label={t('resources.requests.fields.records')}>
      {rows.map((row, index) => (
        <RecordRow
          key={index}
          row={row}
          marked={message !== undefined}
          onChange={(change) => set(index, change)}
          onBlur={field.onBlur}
          onRemove={rows.length > 1 ? () => change(rows.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      {message && (
        <FormHelperText error>
          <ValidationError error={message} />
        </FormHelperText>
      )}
      {filled && <FormHelperText>{t('alih.intake.filled')}</FormHelperText>}
      <Button
        size="small"
        startIcon={<AddIcon />}
        onClick={() => change([...rows, { type: rows.at(-1)?.type ?? 'A', value: '' }])}
      >
        {t('alih.requests.add_record')}
      </Button>
    </Box>
  )
}

type RecordRowProps = {
  row: Row
  marked: boolean
  onChange: (change: Partial<Row>) => void
  onBlur: () => void
  onRemove: (() => void) | undefined
}

function RecordRow({ row, marked, onChange, onBlur, onRemove }: RecordRowProps) {
  const t = useTranslate()
  const wrong = marked && (row.value === '' || canonicalValue(row.type, row.value) === null)
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <TextField
        select
        label={t('alih.requests.record_type')}
        value={row.type}
        onChange={({ target }) => onChange({ type: target.value as RecordType })}
        sx={{ flex: '0 0 104px', width: 'auto' }}
      >
        {recordTypes.map((type) => (
          <MenuItem key={type} value={type}>
            {type}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={t('alih.requests.record_value')}
        value={row.value}
        placeholder={examples[row.type]}
        error={wrong}
        onBlur={onBlur}
        onChange={({ target }) => onChange({ value: target.value })}
        sx={{ flex: 1, minWidth: 0 }}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
      />
      <IconButton
        aria-label={t('alih.requests.remove_record')}
        onClick={onRemove}
        disabled={!onRemove}
        size="small"
      >
        <DeleteIcon fontSize="small" />
      </IconButton>
    </Box>
  )
}

/** The server may blame the whole, one type or one value: the first text found is shown. */
function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { message } = error as { message?: unknown }
  if (typeof message === 'string' && message) return message
  for (const inner of Object.values(error)) {
    const found = messageOf(inner)
    if (found) return found
  }
  return undefined
}
