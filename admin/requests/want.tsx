/** What becomes of the old name, with a line that explains it. */
import Box from '@mui/material/Box'
import { useRecordContext, useTranslate } from 'react-admin'
import type { Want as Wanted } from '../../server/core/expectation.ts'

export function Want() {
  const t = useTranslate()
  const want = useRecordContext<{ id: Wanted }>()?.id
  if (!want) return null
  return (
    <Box component="span" sx={{ display: 'block', py: 0.5 }}>
      {t(`alih.wants.${want}`)}
      <Box component="span" sx={{ display: 'block', fontSize: '.8rem', color: 'text.secondary' }}>
        {t(`alih.wants_hint.${want}`)}
      </Box>
    </Box>
  )
}
