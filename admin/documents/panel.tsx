/** The documents of a request, uploaded and made, its archive pack, and the upload of its letter. */
import ArchiveIcon from '@mui/icons-material/Inventory2Outlined'
import FileIcon from '@mui/icons-material/PictureAsPdfOutlined'
import NoFileIcon from '@mui/icons-material/NoteAddOutlined'
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import PreviewIcon from '@mui/icons-material/VisibilityOutlined'
import VerifyIcon from '@mui/icons-material/VerifiedOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { useId, useState, type ChangeEvent } from 'react'
import { useGetManyReference, useLocaleState, useNotify, useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import { useActor, useApi, useForget } from '../client.ts'
import { LetterNumber, When } from '../fields.tsx'
import { Blank, Panel, Waiting } from '../page.tsx'
import type { StoredDocument } from '../providers/data.ts'
import { LetterMark } from '../requests/marks.tsx'
import { formatBytes, formatShort } from '../time.ts'
import { hasPreview, Preview } from './preview.tsx'
import { LETTER_TYPES, letterProblem } from './letter.ts'

export function useDocuments(request: Pick<RenameRequest, 'id'>) {
  return useGetManyReference<StoredDocument>('documents', {
    target: 'requestId',
    id: request.id,
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'id', order: 'DESC' },
  })
}

/** The letter in force. */
export const letterIn = (documents: readonly StoredDocument[] | undefined) =>
  documents?.find(({ kind, supersededAt }) => kind === 'letter' && !supersededAt)

export function DocumentsPanel({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const actor = useActor()
  const { data, isPending } = useDocuments(request)
  const mayUpload = actor?.role === 'applicant' && (request.state === 'draft' || request.state === 'returned')
  // The newest pack holds all that an older one held.
  const archive = request.state === 'archived' ? data?.find(({ kind }) => kind === 'archive') : undefined
  const aside = mayUpload ? (
    <UploadButton request={request} replaces={letterIn(data) !== undefined} />
  ) : (
    archive && <ArchiveButton archive={archive} />
  )
  return (
    <Panel title={t('alih.documents.title')} aside={aside}>
      <LetterMark request={request} />
      {isPending && <Waiting lines={1} />}
      {data?.length === 0 && <Blank small icon={NoFileIcon} title={t('alih.documents.none')} />}
      {data
        ?.filter(({ id }) => id !== archive?.id)
        .map((document) => (
          <DocumentLine key={document.id} document={document} />
        ))}
    </Panel>
  )
}

function ArchiveButton({ archive }: { archive: StoredDocument }) {
  const t = useTranslate()
  return (
    <Button
      component="a"
      href={archive.url}
      download={archive.name}
      size="small"
      variant="outlined"
      startIcon={<ArchiveIcon />}
    >
      {t('alih.papers.archive')}
    </Button>
  )
}

function DocumentLine({ document }: { document: StoredDocument }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const kind = t(`alih.papers.${document.kind}`)
  // A made document is known by its kind and number, an uploaded one by the name it came with.
  const title = document.number === null ? document.name : kind
  const [open, setOpen] = useState(false)
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 0.75 }}>
      <FileIcon color="primary" aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 550 }}>{title}</Box>
        <Box sx={{ fontSize: '.8rem', color: 'text.secondary' }}>
          <div>{document.number === null ? kind : <LetterNumber>{document.number}</LetterNumber>}</div>
          {/* It is made in the moment after its action, so a fresh one has no size yet. */}
          {document.size > 0 && `${formatBytes(document.size, locale)} · `}
          <When at={document.uploadedAt} short />
          {document.supersededAt &&
            ` · ${t('alih.documents.superseded', { time: formatShort(document.supersededAt, locale) })}`}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', mr: -1 }}>
        {hasPreview(document) && (
          <Tooltip title={t('alih.documents.preview')}>
            <IconButton
              onClick={() => setOpen(true)}
              aria-label={t('alih.documents.preview_of', { name: document.name })}
            >
              <PreviewIcon />
            </IconButton>
          </Tooltip>
        )}
        {open && <Preview document={document} title={title} onClose={() => setOpen(false)} />}
        {document.verifyUrl !== null && (
          <Tooltip title={t('alih.papers.verify', { number: document.number ?? '' })}>
            <IconButton
              component="a"
              href={document.verifyUrl}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={t('alih.papers.verify', { number: document.number ?? '' })}
            >
              <VerifyIcon />
            </IconButton>
          </Tooltip>
        )}
        <IconButton
          component="a"
          href={document.url}
          download={document.name}
          aria-label={t('alih.documents.download', { name: document.name })}
        >
          <DownloadIcon />
        </IconButton>
      </Box>
    </Box>
  )
}

type UploadProps = { request: Pick<RenameRequest, 'id'>; replaces?: boolean }

export function UploadButton({ request, replaces = false }: UploadProps) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const input = useId()
  const [busy, setBusy] = useState(false)
  const upload = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = ''
    if (!file) return
    const problem = letterProblem(file)
    if (problem) return notify(problem, { type: 'warning' })
    setBusy(true)
    try {
      await api.upload('documents', request.id, file)
      await forget('documents', 'requests')
      notify('alih.documents.uploaded', { type: 'success' })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      component="label"
      htmlFor={input}
      size="small"
      variant="outlined"
      startIcon={<UploadIcon />}
      loading={busy}
    >
      {busy
        ? t('alih.documents.uploading')
        : t(replaces ? 'alih.documents.replace' : 'alih.documents.upload')}
      <Box
        component="input"
        id={input}
        type="file"
        accept={Object.keys(LETTER_TYPES).join()}
        onChange={upload}
        sx={hidden}
      />
    </Button>
  )
}

// Out of sight, yet in the order of the keyboard.
const hidden = { position: 'absolute', width: 1, height: 1, opacity: 0, overflow: 'hidden' } as const
