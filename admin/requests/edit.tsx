/** Correcting a letter that was not sent yet, with all its names, or one request that was returned. */
import { Title, useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { useApi, useSubmission } from '../client.ts'
import { letterIn, useDocuments } from '../documents/panel.tsx'
import { Fault, PageHead, Waiting } from '../page.tsx'
import { EditRecord } from '../record-page.tsx'
import { LetterForm } from './letter-form.tsx'
import { valuesOf } from './letter-values.ts'
import { ReturnedNote } from './marks.tsx'

export default function RequestEdit() {
  return <EditRecord<RenameRequest> lines={8}>{(request) => <Page request={request} />}</EditRecord>
}

function Page({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  return (
    <>
      <Title title="alih.requests.edit" />
      <PageHead title={t('alih.requests.edit')} />
      <ReturnedNote request={request} />
      <Letter request={request} />
    </>
  )
}

function Letter({ request }: { request: RenameRequest }) {
  const api = useApi()
  const submissionId = request.state === 'draft' ? request.submissionId : null
  const submission = useSubmission(submissionId)
  const documents = useDocuments(request)
  if (documents.isPending || (submissionId !== null && submission.isPending)) return <Waiting lines={8} />
  if (submission.error) return <Fault error={submission.error} retry={submission.refetch} />
  const drafts = submission.data?.requests.filter(({ state }) => state === 'draft') ?? [request]
  return (
    <LetterForm
      values={valuesOf(drafts)}
      many={submissionId !== null}
      letterName={letterIn(documents.data)?.name}
      save={async (requests, ids) => {
        if (submissionId !== null) {
          const { data } = await api.saveSubmission('requests', submissionId, { ids, requests })
          return data.requests.find(({ state }) => state === 'draft')!.id
        }
        const data = requests[0]!
        await api.update<RenameRequest>('requests', { id: request.id, data, previousData: request })
        return request.id
      }}
    />
  )
}
