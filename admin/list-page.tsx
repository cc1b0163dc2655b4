/** The page of every list: its rows, or that they cannot be read. What cannot be read is never told to be empty. */
import type { ReactNode } from 'react'
import { List, Pagination, useListContext, type ListProps } from 'react-admin'
import { Fault, Outdated } from './page.tsx'

type Props = ListProps & {
  children: ReactNode
  /** What stands above the rows, whether they can be read or not. */
  above?: ReactNode
}

// The page itself says it, for as long as it is so; a note would say it twice.
const silent = { onError: () => {} }

export const ListPage = ({ above, children, pagination = <Pager />, ...list }: Props) => (
  <List {...list} queryOptions={silent} pagination={pagination}>
    {above}
    <Rows>{children}</Rows>
  </List>
)

function useUnread() {
  const { data, error, refetch } = useListContext()
  return { error, refetch, isBlank: Boolean(error) && !data?.length }
}

function Rows({ children }: { children: ReactNode }) {
  const { error, refetch, isBlank } = useUnread()
  if (isBlank) return <Fault error={error} retry={refetch} />
  return (
    <>
      {error && <Outdated error={error} retry={refetch} />}
      {children}
    </>
  )
}

const Pager = () => (useUnread().isBlank ? null : <Pagination />)
