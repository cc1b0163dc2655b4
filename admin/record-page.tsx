/** The page of one record: what it shows, or why it shows nothing. It stays at its address whatever the server answers. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import {
  EditBase,
  ShowBase,
  Title,
  useCreatePath,
  useGetResourceLabel,
  useTranslate,
  type EditBaseProps,
  type RaRecord,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { AccessDenied, Missing } from './dead-ends.tsx'
import { Fault, Outdated, Waiting } from './page.tsx'

// react-admin's own answer is to leave for the list.
const staying = { onError: () => {} }

type Reading<R extends RaRecord> = {
  resource: string
  defaultTitle?: string | undefined
  record?: R | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

type Props<R extends RaRecord> = {
  /** Grey bars while it is read. */
  lines?: number
  children: (record: R) => ReactNode
}

export const ShowRecord = <R extends RaRecord>(page: Props<R>) => (
  <ShowBase<R> queryOptions={staying} render={(reading) => <Read reading={reading} {...page} />} />
)

/** Pessimistic: what the server refuses is shown by field. */
export const EditRecord = <R extends RaRecord>({
  lines = 3,
  children,
  ...edit
}: Props<R> & Pick<EditBaseProps<R>, 'transform'>) => (
  <EditBase<R>
    mutationMode="pessimistic"
    redirect="list"
    queryOptions={staying}
    render={(reading) => (
      <Read reading={reading} lines={lines}>
        {children}
      </Read>
    )}
    {...edit}
  />
)

/** What was read stays where it cannot be read again. */
function Read<R extends RaRecord>({
  reading: { resource, defaultTitle, record, error, isPending, refetch },
  lines = 3,
  children,
}: Props<R> & { reading: Reading<R> }) {
  if (isPending) return <Waiting lines={lines} />
  const status = (error as { status?: number } | null)?.status
  const way = <ToList resource={resource} />
  // What is gone, or not theirs any more, is not shown from memory.
  if (status === 404) return <Missing way={way} />
  if (status === 403) return <AccessDenied way={way} />
  if (!record)
    return (
      <>
        <Title title={defaultTitle} />
        <Fault error={error} retry={refetch} />
      </>
    )
  return (
    <>
      {error !== null && (
        <Box sx={{ mb: 2 }}>
          <Outdated error={error} retry={refetch} />
        </Box>
      )}
      {children(record)}
    </>
  )
}

function ToList({ resource }: { resource: string }) {
  const t = useTranslate()
  const createPath = useCreatePath()
  const labelOf = useGetResourceLabel()
  return (
    <Button component={Link} to={createPath({ resource, type: 'list' })} variant="contained">
      {t('alih.errors.to_list', { name: labelOf(resource, 2) })}
    </Button>
  )
}
