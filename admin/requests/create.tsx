/** Asking for renames by one letter. The letter may come along; it is sent once the drafts are there. */
import { CreateBase, Title, useTranslate } from 'react-admin'
import { useApi } from '../client.ts'
import { PageHead } from '../page.tsx'
import { LetterForm } from './letter-form.tsx'

export default function RequestCreate() {
  const t = useTranslate()
  const api = useApi()
  return (
    <CreateBase>
      <Title title="alih.requests.new" />
      <PageHead title={t('alih.requests.new')} />
      <LetterForm
        values={{ requests: [{}] }}
        save={async (requests, ids) =>
          (await api.saveSubmission('requests', null, { ids, requests })).data.requests[0]!.id
        }
      />
    </CreateBase>
  )
}
