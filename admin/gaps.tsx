/** Loud where a year is bare: clocks would count its holidays as working days. */
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import { useCanAccess, useCreatePath, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useActor } from './client.ts'
import { useCalendarGaps } from './calendar.ts'
import { importPath } from './layout.tsx'

/** For officers and the administrator; an agency can do nothing about it. */
export function CalendarGaps({ home = false }: { home?: boolean }) {
  const t = useTranslate()
  const createPath = useCreatePath()
  const actor = useActor()
  const gaps = useCalendarGaps()
  const { canAccess } = useCanAccess({ resource: 'holidays', action: 'create' })
  if (gaps.length === 0 || !actor || actor.role === 'applicant') return null
  return (
    <Alert
      severity="warning"
      variant="filled"
      sx={look}
      action={
        <>
          {home && (
            <Button
              color="inherit"
              size="small"
              component={Link}
              to={createPath({ resource: 'holidays', type: 'list' })}
            >
              {t('alih.gaps.open')}
            </Button>
          )}
          {canAccess && (
            <Button color="inherit" size="small" component={Link} to={importPath}>
              {t('alih.gaps.import')}
            </Button>
          )}
        </>
      }
    >
      <AlertTitle sx={{ mb: 0.25 }}>
        {gaps.map(({ year, kind }) => t(`alih.gaps.${kind}`, { year })).join(' ')}
      </AlertTitle>
      {t('alih.gaps.hint')}
    </Alert>
  )
}

const look = {
  mb: 2,
  flexWrap: 'wrap',
  '& .MuiAlert-message': { flex: '1 1 220px' },
  '& .MuiAlert-action': { alignItems: 'center', gap: 0.5, pt: 0, flexWrap: 'wrap' },
} as const
