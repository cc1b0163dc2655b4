/** The frame of pages before sign-in: the product on one side, a form on the other. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { Brand } from './brand.tsx'
import { DemoStrip, LanguageButton } from './layout.tsx'

const claims = ['claim_requests', 'claim_proof', 'claim_clock'] as const

export function Frame({ children }: { children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100dvh' }}>
      <DemoStrip />
      <Box
        sx={{
          flex: 1,
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
          gridTemplateRows: { xs: 'auto 1fr', md: '1fr' },
        }}
      >
        <Claims />
        <Box
          component="main"
          sx={{
            display: 'flex',
            alignItems: { xs: 'flex-start', md: 'center' },
            justifyContent: 'center',
            p: 3,
          }}
        >
          <Box sx={{ width: '100%', maxWidth: 400 }}>{children}</Box>
        </Box>
      </Box>
    </Box>
  )
}

function Claims() {
  const t = useTranslate()
  return (
    <Box
      component="header"
      sx={{
        color: '#fff',
        background: 'radial-gradient(120% 90% at 0% 0%, #14687a 0%, #0a3a47 55%, #072a34 100%)',
        px: { xs: 3, md: 8 },
        py: { xs: 2.5, md: 6 },
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        gap: 4,
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
        <Brand size={36} />
        <LanguageButton />
      </Box>
      <Box sx={{ display: { xs: 'none', md: 'block' }, maxWidth: 480 }}>
        <Typography variant="h4" component="p" sx={{ mb: 3, lineHeight: 1.25 }}>
          {t('alih.login.claim')}
        </Typography>
        {claims.map((claim) => (
          <Box key={claim} sx={{ display: 'flex', gap: 1.5, mb: 1.5, color: '#d5eef0' }}>
            <CheckIcon aria-hidden sx={{ color: '#8fe3e6' }} />
            <span>{t(`alih.login.${claim}`)}</span>
          </Box>
        ))}
      </Box>
      <Typography variant="caption" sx={{ color: '#a9d3d8', display: { xs: 'none', md: 'block' } }}>
        {t('alih.tagline')}
      </Typography>
    </Box>
  )
}
