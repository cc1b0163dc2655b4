/** Something to paste, with its copy button; or steps to click through. */
import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useLocaleState, useNotify, useTranslate } from 'react-admin'
import type { RunbookBlock } from '../../server/core/runbook.ts'
import { inLanguage } from '../checks/findings.tsx'

export function Block({ block }: { block: RunbookBlock }) {
  const [locale] = useLocaleState()
  return (
    <Box sx={{ mt: 1.5, minWidth: 0 }}>
      {block.kind === 'steps' ? (
        <>
          <Box sx={heading}>{inLanguage(block.title, locale)}</Box>
          <Box component="ol" sx={{ m: 0, mt: 0.5, pl: 2.5, fontSize: '.875rem', '& li': { mb: 0.5 } }}>
            {block.steps.map((step) => (
              <li key={step.id}>{inLanguage(step, locale)}</li>
            ))}
          </Box>
        </>
      ) : (
        <Code title={inLanguage(block.title, locale)} code={block.code} />
      )}
    </Box>
  )
}

function Code({ title, code }: { title: string; code: string }) {
  const t = useTranslate()
  const notify = useNotify()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code)
      notify('alih.execution.copied', { type: 'success' })
    } catch {
      notify('alih.execution.copy_failed', { type: 'warning' })
    }
  }
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box sx={{ ...heading, flex: 1, minWidth: 0 }}>{title}</Box>
        <Button
          size="small"
          startIcon={<CopyIcon />}
          onClick={() => void copy()}
          aria-label={t('alih.execution.copy_what', { what: title })}
          sx={{ '@media print': { display: 'none' } }}
        >
          {t('alih.execution.copy')}
        </Button>
      </Box>
      <Box component="pre" tabIndex={0} sx={codeLook}>
        {code}
      </Box>
    </>
  )
}

const heading = { fontSize: '.82rem', fontWeight: 600 } as const
export const codeLook = {
  m: 0,
  p: 1.25,
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  backgroundColor: 'background.default',
  fontFamily: 'ui-monospace, "SFMono-Regular", Consolas, monospace',
  fontSize: '.8rem',
  lineHeight: 1.55,
  overflowX: 'auto',
  maxHeight: 360,
  '@media print': { maxHeight: 'none', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
} as const
