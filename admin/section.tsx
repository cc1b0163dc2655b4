/** A titled group of inputs. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'

export function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const t = useTranslate()
  return (
    <Box
      component="fieldset"
      sx={{ border: 0, m: 0, p: 0, width: '100%', minWidth: 0, mb: 3, '&:last-of-type': { mb: 0 } }}
    >
      <Typography component="legend" variant="h6" sx={{ p: 0, mb: lead ? 0.25 : 1 }}>
        {t(title)}
      </Typography>
      {lead && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {t(lead)}
        </Typography>
      )}
      {children}
    </Box>
  )
}
