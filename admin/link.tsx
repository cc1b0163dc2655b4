/** A link to a record's page that a keyboard reaches, too. */
import MuiLink from '@mui/material/Link'
import type { ReactNode } from 'react'
import { useCreatePath, type Identifier } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Resource } from '../server/core/access.ts'

type RecordLinkProps = { resource: Resource; id: Identifier; children: ReactNode; block?: boolean }

export function RecordLink({ resource, id, children, block = false }: RecordLinkProps) {
  const createPath = useCreatePath()
  return (
    <MuiLink
      component={Link}
      to={createPath({ resource, id, type: 'show' })}
      onClick={(event) => event.stopPropagation()}
      underline={block ? 'none' : 'hover'}
      sx={{ color: 'text.primary', ...(block && { display: 'block' }) }}
    >
      {children}
    </MuiLink>
  )
}
