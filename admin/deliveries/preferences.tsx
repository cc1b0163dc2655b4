/** How the person signed in wants to be told: in which language, and of how much. */
import Button from '@mui/material/Button'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Box from '@mui/material/Box'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import { useState } from 'react'
import { Title, useNotify, useTranslate } from 'react-admin'
import { languages, noticeChoices, type NoticePreference } from '../../server/core/notice.ts'
import { useActor, useApi, useForget, useNoticePreference } from '../client.ts'
import { Fault, PageHead, Panel, Waiting } from '../page.tsx'

export default function PreferencesPage() {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useNoticePreference()
  return (
    <>
      <Title title="alih.preferences.title" />
      <PageHead title={t('alih.preferences.title')} lead={t('alih.preferences.lead')} />
      {isPending && <Waiting lines={4} />}
      {error && <Fault error={error} retry={refetch} />}
      {data && <PreferenceForm key={JSON.stringify(data)} saved={data} />}
    </>
  )
}

function PreferenceForm({ saved }: { saved: NoticePreference }) {
  const t = useTranslate()
  const actor = useActor()
  const [chosen, setChosen] = useState(saved)
  const { busy, save } = useSave()
  // The day's summary is for officers.
  const choices = noticeChoices.filter((choice) => choice !== 'digest' || actor?.role !== 'applicant')
  return (
    <Box sx={{ maxWidth: 640 }}>
      <Panel>
        <Choice
          label={t('alih.preferences.language')}
          value={chosen.language}
          choices={languages.map((id) => ({ id, name: t(`alih.languages.${id}`) }))}
          onChange={(language) => setChosen({ ...chosen, language })}
        />
        <Choice
          label={t('alih.preferences.notices')}
          value={chosen.notices}
          choices={choices.map((id) => ({
            id,
            name: t(`alih.notice_choices.${id}`),
            hint: t(`alih.notice_choice_hints.${id}`),
          }))}
          onChange={(notices) => setChosen({ ...chosen, notices })}
        />
        <Button variant="contained" loading={busy} onClick={() => void save(chosen)}>
          {t('ra.action.save')}
        </Button>
      </Panel>
    </Box>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  value: T
  choices: { id: T; name: string; hint?: string }[]
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  return (
    <FormControl component="fieldset" sx={{ display: 'block', mb: 2 }}>
      <FormLabel component="legend">{label}</FormLabel>
      <RadioGroup value={value} onChange={(_, picked) => onChange(picked as T)}>
        {choices.map(({ id, name, hint }) => (
          <FormControlLabel
            key={id}
            value={id}
            control={<Radio />}
            sx={{ alignItems: 'flex-start', '& .MuiFormControlLabel-label': { pt: 1.1 } }}
            label={
              <>
                {name}
                {hint && <Box sx={{ fontSize: '.85rem', color: 'text.secondary' }}>{hint}</Box>}
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  )
}

function useSave() {
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const save = async (preference: NoticePreference) => {
    setBusy(true)
    try {
      await api.saveNoticePreference('people', preference)
      notify('alih.preferences.saved', { type: 'success' })
      await forget('people')
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return { busy, save }
}
