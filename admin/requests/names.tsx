/** The old and the new name side by side, with what is wanted of each. */
import ArrowIcon from '@mui/icons-material/ArrowForward'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { ReactNode } from 'react'
import { recordTypes } from '../../server/core/records.ts'
import type { RequestInput } from '../../server/core/request.ts'
import { Name } from '../fields.tsx'
import { formatDay } from '../time.ts'

export function NamePair({ request }: { request: RequestInput }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { want, redirectUntil, records } = request
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        alignItems: 'stretch',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(0,1fr) 28px minmax(0,1fr)' },
      }}
    >
      <Side label={t('resources.requests.fields.oldName')} name={request.oldName}>
        {t(`alih.wants.${want}`)}
        {want === 'redirect' &&
          redirectUntil &&
          ` ${t('alih.time.until', { time: formatDay(redirectUntil, locale) })}`}
      </Side>
      <ArrowIcon
        aria-hidden
        sx={{
          alignSelf: 'center',
          justifySelf: 'center',
          color: 'primary.main',
          transform: { xs: 'rotate(90deg)', sm: 'none' },
        }}
      />
      <Side label={t('resources.requests.fields.newName')} name={request.newName} strong>
        {recordTypes
          .filter((type) => records[type])
          .map((type) => (
            <Box key={type} sx={{ overflowWrap: 'anywhere' }}>
              <Box component="span" sx={{ fontWeight: 600 }}>
                {type}
              </Box>{' '}
              {records[type]!.join(', ')}
            </Box>
          ))}
      </Side>
    </Box>
  )
}

type SideProps = { label: string; name: string; strong?: boolean; children: ReactNode }

const Side = ({ label, name, strong = false, children }: SideProps) => (
  <Box
    sx={{
      border: 1,
      borderColor: strong ? 'primary.main' : 'divider',
      borderRadius: 1,
      px: 2,
      py: 1.5,
      minWidth: 0,
    }}
  >
    <Box sx={{ fontSize: '.78rem', color: 'text.secondary' }}>{label}</Box>
    <Box sx={{ fontSize: '1.05rem', my: 0.25 }}>
      <Name strong>{name}</Name>
    </Box>
    <Box sx={{ fontSize: '.85rem', color: 'text.secondary' }}>{children}</Box>
  </Box>
)
