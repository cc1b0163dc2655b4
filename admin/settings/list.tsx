/** Every section of the settings, each saved as a whole. Its fields are those of the section's own schema. */
import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import { useState, type ReactNode } from 'react'
import {
  BooleanInput,
  Form,
  HttpError,
  NumberInput,
  TextInput,
  Title,
  useCanAccess,
  useNotify,
  useTranslate,
} from 'react-admin'
import { settingSections, type SettingSection } from '../../server/core/settings.ts'
import { useApi, useForget, useSettings } from '../client.ts'
import { Fault, PageHead, Panel, Waiting } from '../page.tsx'
import { Logo } from './logo.tsx'

export default function SettingsPage() {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useSettings()
  return (
    <>
      <Title title="resources.settings.name" />
      <PageHead title={t('resources.settings.name', { smart_count: 1 })} lead={t('alih.settings.lead')} />
      {isPending ? (
        <Waiting lines={6} />
      ) : data ? (
        <Box sx={{ display: 'grid', gap: 2, maxWidth: 860 }}>
          {(Object.keys(settingSections) as SettingSection[]).map((section) => (
            <SectionForm key={section} section={section} values={data[section]}>
              {section === 'letterhead' && <Logo url={data.logoUrl} />}
            </SectionForm>
          ))}
        </Box>
      ) : (
        <Fault error={error} retry={refetch} />
      )}
    </>
  )
}

type Values = Record<string, unknown>

function SectionForm({
  section,
  values,
  children,
}: {
  section: SettingSection
  values: Values
  children?: ReactNode
}) {
  const t = useTranslate()
  const { canAccess } = useCanAccess({ resource: 'settings', action: 'edit' })
  const { busy, save } = useSave(section)
  return (
    <Panel title={t(`alih.settings.${section}.title`)}>
      <Form record={values} onSubmit={save}>
        {Object.entries(values).map(([field, value]) => (
          <Field key={field} section={section} field={field} value={value} />
        ))}
        <Button type="submit" variant="contained" loading={busy} disabled={!canAccess} sx={{ mt: 1 }}>
          {t('ra.action.save')}
        </Button>
      </Form>
      {children}
    </Panel>
  )
}

// What a field holds says how it is written.
function Field({ section, field, value }: { section: SettingSection; field: string; value: unknown }) {
  const props = {
    source: field,
    label: `alih.settings.${section}.${field}`,
    helperText: `alih.settings.${section}.${field}_help`,
  }
  if (typeof value === 'boolean') return <BooleanInput {...props} />
  if (typeof value === 'number') return <NumberInput {...props} />
  if (Array.isArray(value)) {
    return <TextInput {...props} multiline format={linesOf} parse={listOf} />
  }
  return <TextInput {...props} multiline={typeof value === 'string' && value.includes('\n')} />
}

// A list is written one to a line.
const linesOf = (list: unknown) => (Array.isArray(list) ? list.join('\n') : '')
const listOf = (text: string) => (text === '' ? [] : text.split('\n'))

function useSave(section: SettingSection) {
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const save = async (values: Values) => {
    setBusy(true)
    try {
      // An empty text comes as null from the form.
      const given = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value ?? '']))
      await api.saveSettings('settings', section, given)
      notify('alih.settings.saved', { type: 'success' })
      await forget()
      return undefined
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
      return error instanceof HttpError ? ((error.body as { errors?: object }).errors ?? {}) : {}
    } finally {
      setBusy(false)
    }
  }
  return { busy, save }
}
