/** The frame of a page that imports: for whoever may add to the resource, with what is chosen above what it would bring. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { Title, useCanAccess, useTranslate } from 'react-admin'
import type { Resource } from '../../server/core/access.ts'
import { Fault, PageHead } from '../page.tsx'

type ImportPageProps = {
  resource: Resource
  title: string
  lead: string
  children: ReactNode
}

export function ImportPage({ resource, title, lead, children }: ImportPageProps) {
  const t = useTranslate()
  const { canAccess, isPending } = useCanAccess({ resource, action: 'create' })
  if (isPending) return null
  return (
    <>
      <Title title={title} />
      {canAccess ? (
        <>
          <PageHead title={t(title)} lead={t(lead)} />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 1000 }}>
            {children}
          </Box>
        </>
      ) : (
        <Fault error={{ status: 403 }} />
      )}
    </>
  )
}
