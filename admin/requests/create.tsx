/** Asking for a rename. The letter may come along; it is sent once the draft is there. */
import { useRef } from 'react'
import {
  Create,
  FileField,
  FileInput,
  SaveButton,
  SimpleForm,
  Toolbar,
  useNotify,
  useRedirect,
} from 'react-admin'
import type { RenameRequest, RequestInput } from '../../server/core/request.ts'
import { useApi } from '../client.ts'
import { MAX_LETTER_BYTES } from '../documents/letter.ts'
import { RequestInputs, toInput } from './form.tsx'

type Values = Partial<RequestInput> & { letter?: { rawFile?: File } }

export default function RequestCreate() {
  const api = useApi()
  const notify = useNotify()
  const redirect = useRedirect()
  const letter = useRef<File | undefined>(undefined)

  const onSuccess = async ({ id }: RenameRequest) => {
    try {
      if (letter.current) await api.upload('documents', id, letter.current)
      notify('ra.notification.created', { type: 'success' })
    } catch (error) {
      notify('alih.requests.letter_failed', { type: 'warning' })
      notify((error as Error).message, { type: 'error' })
    }
    redirect('show', 'requests', id)
  }

  return (
    <Create
      title="alih.requests.new"
      mutationOptions={{ onSuccess }}
      transform={({ letter: chosen, ...values }: Values) => {
        letter.current = chosen?.rawFile
        return toInput(values)
      }}
      sx={{ maxWidth: 860 }}
    >
      <SimpleForm toolbar={<CreateToolbar />}>
        <RequestInputs
          letter={
            <FileInput
              source="letter"
              accept={{ 'application/pdf': ['.pdf'] }}
              maxSize={MAX_LETTER_BYTES}
              helperText="alih.requests.letter_help"
            >
              <FileField source="src" title="title" />
            </FileInput>
          }
        />
      </SimpleForm>
    </Create>
  )
}

const CreateToolbar = () => (
  <Toolbar>
    <SaveButton label="alih.requests.save_draft" alwaysEnable />
  </Toolbar>
)
