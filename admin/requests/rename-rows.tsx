/** The names of a letter, one rename a row, each with what is known of it while it is written. */
import AddIcon from '@mui/icons-material/Add'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { ArrayInputBase, required, TextInput, useArrayInput, useTranslate } from 'react-admin'
import { parseHostname } from '../../server/core/hostname.ts'
import { recordTypes, type ExpectedRecords } from '../../server/core/records.ts'
import { MAX_NAMES, type NamePreflight, type PreflightAnswer } from '../../server/core/submission.ts'
import { RecordsInput } from '../records-input.tsx'
import { Marked } from './marks.tsx'
import { FieldFindings, Known } from './typed.tsx'

type Names = { oldName: string; newName: string }[]
type Props = { names: Names; answer: PreflightAnswer | undefined; asking: boolean; many: boolean }

export const RenameRows = (props: Props) => (
  <ArrayInputBase source="requests" defaultValue={[{}]}>
    <Rows {...props} />
  </ArrayInputBase>
)

function Rows({ names, answer, asking, many }: Props) {
  const t = useTranslate()
  const { fields, append, remove } = useArrayInput()
  const alone = fields.length < 2
  const pair = wwwPairOf(names)
  return (
    <>
      {fields.map((field, index) => (
        <Box
          key={field.id}
          component="section"
          aria-label={t('alih.intake.row', { number: index + 1 })}
          sx={alone ? {} : card}
        >
          {!alone && (
            <Box sx={{ display: 'flex', alignItems: 'center', mb: 1 }}>
              <Box component="h4" sx={{ m: 0, flex: 1, fontSize: '.95rem', fontWeight: 650 }}>
                {t('alih.intake.row', { number: index + 1 })}
              </Box>
              <IconButton
                size="small"
                aria-label={t('alih.intake.remove_row', { number: index + 1 })}
                onClick={() => remove(index)}
              >
                <DeleteIcon fontSize="small" />
              </IconButton>
            </Box>
          )}
          <Row index={index} known={answer?.names[index]} asking={asking} names={names} />
        </Box>
      ))}
      {many && fields.length < MAX_NAMES && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
          <Button variant="outlined" size="small" startIcon={<AddIcon />} onClick={() => append({})}>
            {t('alih.intake.add_row')}
          </Button>
          {pair && (
            <Button variant="text" size="small" startIcon={<AddIcon />} onClick={() => append(pair)}>
              {t('alih.intake.add_www')}
            </Button>
          )}
        </Box>
      )}
    </>
  )
}

type RowProps = { index: number; known: NamePreflight | undefined; asking: boolean; names: Names }

function Row({ index, known, asking, names }: RowProps) {
  const findings = known?.findings ?? []
  return (
    <>
      <Box sx={twoColumns}>
        {(['oldName', 'newName'] as const).map((field) => (
          <Box key={field} sx={{ minWidth: 0 }}>
            <Marked field={field}>
              <TextInput
                source={`${index}.${field}`}
                label={`resources.requests.fields.${field}`}
                validate={
                  field === 'oldName' ? [required(), aHostname] : [required(), aHostname, anotherName(index)]
                }
                helperText={
                  field === 'oldName' ? 'alih.requests.old_name_help' : 'alih.requests.new_name_help'
                }
                slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none', inputMode: 'url' } }}
                fullWidth
              />
            </Marked>
            <FieldFindings findings={findings.filter((finding) => finding.field === field)} />
          </Box>
        ))}
      </Box>
      <Known
        known={known}
        asking={asking}
        complete={names[index]?.oldName !== '' && names[index]?.newName !== ''}
      />
      <Heading />
      <Marked field="records">
        <RecordsInput source={`${index}.records`} suggested={suggestedFor(known, names)} />
      </Marked>
    </>
  )
}

function Heading() {
  const t = useTranslate()
  return (
    <Box sx={{ mt: 1.5, mb: 1.25 }}>
      <Box sx={{ fontWeight: 600, fontSize: '.9rem' }}>{t('alih.requests.section_records')}</Box>
      <Box sx={{ fontSize: '.85rem', color: 'text.secondary' }}>{t('alih.requests.records_help')}</Box>
    </Box>
  )
}

/** Where the old name leads today; what leads to another old name of the letter will lead to its new one. */
function suggestedFor(known: NamePreflight | undefined, names: Names): ExpectedRecords | undefined {
  if (!known || known.today.length === 0) return undefined
  const records: ExpectedRecords = {}
  for (const { type, values } of known.today) {
    const ours = recordTypes.find((one) => one === type)
    if (!ours) continue
    records[ours] =
      ours === 'CNAME'
        ? values.map((value) => names.find(({ oldName }) => oldName === value)?.newName || value)
        : values
  }
  if (records.CNAME) return { CNAME: records.CNAME }
  return records
}

/** The www pair of the last name, where it is complete and not there yet. */
function wwwPairOf(names: Names): Names[number] | null {
  const last = names.at(-1)
  if (!last?.oldName || !last.newName || last.oldName.startsWith('www.')) return null
  const pair = { oldName: `www.${last.oldName}`, newName: `www.${last.newName}` }
  return names.some(({ oldName }) => oldName === pair.oldName) ? null : pair
}

const aHostname = (value?: string) => {
  const parsed = value ? parseHostname(value) : null
  return parsed && !parsed.ok ? `alih.hostname.${parsed.problem}` : undefined
}
const anotherName =
  (index: number) =>
  (value?: string, { requests }: { requests?: { oldName?: string }[] } = {}) => {
    const oldName = requests?.[index]?.oldName
    return value && oldName && value.trim().toLowerCase() === oldName.trim().toLowerCase()
      ? 'alih.requests.same_name'
      : undefined
  }

const twoColumns = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(0, 1fr)' },
  columnGap: 2,
  rowGap: { xs: 1, sm: 0 },
} as const
const card = {
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  px: { xs: 1.5, sm: 2 },
  py: 1.5,
  mb: 1.5,
} as const
