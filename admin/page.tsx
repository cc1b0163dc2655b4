/** The parts that pages are made of: heading, panel, list of facts, and the states of having nothing to show. */
import ErrorIcon from '@mui/icons-material/CloudOffOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ElementType, ReactNode } from 'react'
import { useTranslate } from 'react-admin'

type HeadProps = { title: ReactNode; over?: ReactNode; lead?: ReactNode; actions?: ReactNode }

/** A page's own heading: what it is, a line about it, and its buttons. */
export const PageHead = ({ title, over, lead, actions }: HeadProps) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-end', mb: 2.5 }}>
    <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
      {over && <Box sx={{ mb: 0.75, color: 'text.secondary', fontSize: '.875rem' }}>{over}</Box>}
      <Typography variant="h5" component="h2">
        {title}
      </Typography>
      {lead && <Box sx={{ color: 'text.secondary', mt: 0.5, fontSize: '.9rem' }}>{lead}</Box>}
    </Box>
    {actions}
  </Box>
)

type PanelProps = {
  title?: ReactNode
  aside?: ReactNode
  children: ReactNode
  flush?: boolean
  /** On a page without a heading of its own, it is the first below the title. */
  heading?: 'h2' | 'h3'
}

/** A titled card. `flush` leaves the padding to what is inside. */
export const Panel = ({ title, aside, children, flush = false, heading = 'h3' }: PanelProps) => (
  <Card component="section" sx={{ minWidth: 0 }}>
    {(title ?? aside) && (
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, px: 2.5, pt: 2, pb: 1.25 }}
      >
        <Typography variant="h6" component={heading} sx={{ flex: 1, minWidth: 'fit-content' }}>
          {title}
        </Typography>
        {aside}
      </Box>
    )}
    <Box sx={flush ? { pb: 1 } : { px: 2.5, pb: 2.5, pt: title ? 0 : 2.5 }}>{children}</Box>
  </Card>
)

export type Fact = { label: string; value: ReactNode }

/** Labels with values. */
export const Facts = ({ facts, columns = 1 }: { facts: (Fact | false | null)[]; columns?: number }) => (
  <Box
    component="dl"
    sx={{
      display: 'grid',
      gridTemplateColumns: { xs: '1fr', sm: `repeat(${columns}, minmax(0, 1fr))` },
      columnGap: 3,
      rowGap: 1.75,
      m: 0,
    }}
  >
    {facts.map(
      (fact) =>
        fact && (
          <Box key={fact.label} sx={{ minWidth: 0 }}>
            <Box component="dt" sx={{ fontSize: '.78rem', color: 'text.secondary' }}>
              {fact.label}
            </Box>
            <Box component="dd" sx={{ m: 0, mt: 0.25, overflowWrap: 'anywhere' }}>
              {fact.value}
            </Box>
          </Box>
        ),
    )}
  </Box>
)

type BlankProps = {
  icon: ElementType
  title: ReactNode
  hint?: ReactNode
  action?: ReactNode
  small?: boolean
}

/** Nothing here, and what to do about it. */
export const Blank = ({ icon: Icon, title, hint, action, small = false }: BlankProps) => (
  <Box
    // On paper it is left out, unless there is something to do about it.
    className={action ? undefined : 'alih-blank'}
    sx={{ textAlign: 'center', px: 2, py: small ? 3 : 7, maxWidth: 460, mx: 'auto' }}
  >
    <Icon aria-hidden sx={{ fontSize: small ? 32 : 52, color: 'primary.main', opacity: 0.75, mb: 1 }} />
    <Typography sx={{ fontWeight: 600, fontSize: small ? '.95rem' : '1.05rem' }}>{title}</Typography>
    {hint && (
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.75 }}>
        {hint}
      </Typography>
    )}
    {action && <Box sx={{ mt: 2 }}>{action}</Box>}
  </Box>
)

type Unread = { error: unknown; retry?: () => unknown }

/** Something could not be read: why, and a way to try again. */
export function Fault({ error, retry }: Unread) {
  const t = useTranslate()
  const { message = '', status } = error as { message?: string; status?: number }
  return (
    <Blank
      small
      icon={status === 403 ? LockIcon : ErrorIcon}
      title={t(status === 403 ? 'ra.page.access_denied' : 'alih.errors.load')}
      hint={t(message, { _: message })}
      action={
        retry && (
          <Button variant="outlined" onClick={() => retry()}>
            {t('alih.errors.retry')}
          </Button>
        )
      }
    />
  )
}

/** Above what was read before: it could not be read again. */
export function Outdated({ error, retry }: Required<Unread>) {
  const t = useTranslate()
  const { message = '' } = error as { message?: string }
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" sx={{ whiteSpace: 'nowrap' }} onClick={() => retry()}>
          {t('alih.errors.retry')}
        </Button>
      }
    >
      {t('alih.errors.outdated')} {t(message, { _: message })}
    </Alert>
  )
}

/** Grey bars while something is read. */
export const Waiting = ({ lines = 3 }: { lines?: number }) => (
  <Box aria-busy sx={{ py: 1 }}>
    {Array.from({ length: lines }, (_, line) => (
      <Skeleton key={line} height={28} width={`${92 - ((line * 17) % 40)}%`} />
    ))}
  </Box>
)
