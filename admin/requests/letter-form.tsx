/** One letter, one page: the names, what becomes of the old ones, why, and the signed paper. Shared by writing and correcting. */
import ScheduleIcon from '@mui/icons-material/ScheduleOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useState, type BaseSyntheticEvent } from 'react'
import {
  DateInput,
  FileField,
  FileInput,
  Form,
  FormDataConsumer,
  HttpError,
  maxLength,
  RadioButtonGroupInput,
  required,
  TextInput,
  useCreatePath,
  useLocaleState,
  useNotify,
  useTranslate,
} from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { wants } from '../../server/core/expectation.ts'
import type { RequestInput } from '../../server/core/request.ts'
import { siteKinds } from '../../server/core/site.ts'
import type { ExecutionWindow } from '../../server/core/submission.ts'
import { useApi, useForget, useTyped } from '../client.ts'
import { LETTER_TYPES, MAX_LETTER_BYTES } from '../documents/letter.ts'
import { Section } from '../section.tsx'
import { formatInstant } from '../time.ts'
import { errorsOf, toInputs, type LetterValues } from './letter-values.ts'
import { Marked } from './marks.tsx'
import { RenameRows } from './rename-rows.tsx'
import { Want } from './want.tsx'

type Props = {
  values: Partial<LetterValues>
  /** Writes the requests, and gives the number of the first. */
  save: (requests: RequestInput[], ids: (number | null)[]) => Promise<number>
  /** False for a request that goes its own way already. */
  many?: boolean
  /** The letter that is there. */
  letterName?: string | undefined
}

export function LetterForm({ values, save, many = true, letterName }: Props) {
  const t = useTranslate()
  const { busy, submit } = useSave(save)
  return (
    <Card sx={{ maxWidth: 900 }}>
      <Form
        defaultValues={values}
        onSubmit={submit as (given: object, event?: BaseSyntheticEvent) => unknown}
        mode="onBlur"
      >
        <Box sx={{ px: { xs: 2, sm: 3 }, py: 3 }}>
          <Section title="alih.requests.section_names" lead="alih.intake.lead">
            <Marked field="kind">
              <RadioButtonGroupInput
                source="kind"
                validate={required()}
                defaultValue="application"
                choices={siteKinds.map((id) => ({ id, name: `alih.kinds.${id}` }))}
              />
            </Marked>
            <FormDataConsumer<LetterValues>>
              {({ formData }) => <Names values={formData} many={many} />}
            </FormDataConsumer>
          </Section>
          <Section title="alih.requests.section_old">
            <Marked field="want">
              <RadioButtonGroupInput
                source="want"
                label={false}
                row={false}
                defaultValue="redirect"
                validate={required()}
                choices={wants.map((id) => ({ id }))}
                optionText={<Want />}
              />
            </Marked>
            <FormDataConsumer<LetterValues>>
              {({ formData }) =>
                (formData.want ?? 'redirect') === 'redirect' && (
                  <Marked field="redirectUntil">
                    <DateInput
                      source="redirectUntil"
                      helperText="alih.requests.redirect_until_help"
                      sx={{ maxWidth: { sm: 320 } }}
                    />
                  </Marked>
                )
              }
            </FormDataConsumer>
          </Section>
          <Section title="alih.requests.section_reason">
            <Marked field="reason">
              <TextInput
                source="reason"
                multiline
                minRows={3}
                validate={[required(), maxLength(2000)]}
                helperText="alih.requests.reason_help"
              />
            </Marked>
            {letterName && (
              <Alert severity="success" sx={{ mb: 1 }}>
                {t('alih.intake.letter_now', { name: letterName })}
              </Alert>
            )}
            <FileInput
              source="letter"
              accept={LETTER_TYPES}
              maxSize={MAX_LETTER_BYTES}
              helperText="alih.requests.letter_help"
              inputProps={{ 'aria-label': t('resources.requests.fields.letter') }}
            >
              <FileField source="src" title="title" />
            </FileInput>
          </Section>
        </Box>
        <Box sx={bar}>
          <Button
            type="submit"
            variant="contained"
            value="review"
            loading={busy === 'review'}
            disabled={busy !== null}
          >
            {t('alih.intake.save_review')}
          </Button>
          <Button
            type="submit"
            variant="outlined"
            value="draft"
            loading={busy === 'draft'}
            disabled={busy !== null}
          >
            {t('alih.requests.save_draft')}
          </Button>
        </Box>
      </Form>
    </Card>
  )
}

function Names({ values, many }: { values: Partial<LetterValues>; many: boolean }) {
  const names = (values.requests ?? [{}]).map(({ oldName, newName }) => ({
    oldName: oldName?.trim() ?? '',
    newName: newName?.trim() ?? '',
  }))
  const { answer, asking, error } = useTyped(names)
  return (
    <>
      <RenameRows names={names} answer={answer} asking={asking} many={many} />
      {error && (
        <Alert severity="info" sx={{ mt: 1 }}>
          {error.message}
        </Alert>
      )}
      {answer && <Window window={answer.window} />}
    </>
  )
}

/** When step 4 would end: told always, not only when it is late. */
function Window({ window: { dueAt, crossesClosing } }: { window: ExecutionWindow }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Alert severity="info" icon={<ScheduleIcon />} sx={{ mt: 2 }}>
      {t('alih.intake.window', { time: formatInstant(dueAt, locale) })}
      {crossesClosing && ` ${t('alih.intake.window_crosses')}`}
    </Alert>
  )
}

function useSave(save: Props['save']) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  const [busy, setBusy] = useState<'review' | 'draft' | null>(null)
  const submit = async (values: LetterValues, event?: BaseSyntheticEvent) => {
    const { submitter } = (event?.nativeEvent ?? {}) as { submitter?: { value?: string } | null }
    // The Enter key takes the first button.
    const then = submitter?.value === 'draft' ? 'draft' : 'review'
    setBusy(then)
    try {
      const ids = values.requests.map(({ requestId }) => requestId ?? null)
      const id = await save(toInputs(values), ids)
      try {
        if (values.letter?.rawFile) await api.upload('documents', id, values.letter.rawFile)
        notify('ra.notification.created', { type: 'success', messageArgs: { smart_count: 1 } })
      } catch (error) {
        notify(`${t('alih.requests.letter_failed')} ${(error as Error).message}`, { type: 'error' })
      }
      await forget('requests', 'documents')
      void navigate(createPath({ resource: 'requests', type: 'show', id }), {
        state: then === 'review' ? { act: 'submit' } : null,
      })
      return undefined
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
      return error instanceof HttpError ? errorsOf(error.body) : {}
    } finally {
      setBusy(null)
    }
  }
  return { busy, submit }
}

const bar = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: 1.5,
  px: { xs: 2, sm: 3 },
  py: 2,
  borderTop: 1,
  borderColor: 'divider',
  backgroundColor: 'background.default',
} as const
