/** Findings with expected and seen side by side, the worst first, and what to do. */
import BlockIcon from '@mui/icons-material/ReportOutlined'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { Language, Text, VerdictFinding } from '../../server/core/verdict.ts'
import { levelLooks, LevelTag, Name } from '../fields.tsx'
import { Tag } from '../tag.tsx'

export type ShownFinding = Pick<
  VerdictFinding,
  'condition' | 'name' | 'level' | 'stop' | 'subject' | 'server' | 'expected' | 'seen' | 'message' | 'remedy'
>

export const inLanguage = (text: Text, locale: string) => text[locale as Language] ?? text.id

// The looks are listed from the mildest level up; the catalogue itself is too large to fetch for its order.
const levels = Object.keys(levelLooks)

const worstFirst = (a: ShownFinding, b: ShownFinding) =>
  Number(b.stop) - Number(a.stop) || levels.indexOf(b.level) - levels.indexOf(a.level)

export function Findings({ findings }: { findings: readonly ShownFinding[] }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {findings.toSorted(worstFirst).map((finding, index) => (
        <Box component="li" key={index} sx={{ px: 2.5, py: 1.75, borderTop: 1, borderColor: 'divider' }}>
          <FindingBody finding={finding} />
        </Box>
      ))}
    </Box>
  )
}

export function FindingBody({ finding }: { finding: ShownFinding }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const passed = finding.level === 'pass'
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, alignItems: 'center', mb: 0.75 }}>
        <LevelTag level={finding.level} />
        {finding.stop && <Tag tone="bad" icon={BlockIcon} label={t('alih.check.stop')} />}
        <Box component="span" sx={{ fontSize: '.78rem', color: 'text.secondary' }}>
          {finding.condition} · {finding.server ?? t('alih.check.all_servers')}
        </Box>
      </Box>
      <Box sx={{ fontWeight: passed ? 400 : 550, overflowWrap: 'anywhere' }}>
        {inLanguage(finding.message, locale)}
      </Box>
      {!passed && <Compared expected={finding.expected} seen={finding.seen} />}
      {!passed && (
        <Box sx={{ mt: 1, fontSize: '.875rem', color: 'text.secondary' }}>
          <Box component="strong" sx={{ fontWeight: 600, color: 'text.primary' }}>
            {t('alih.check.remedy')}:
          </Box>{' '}
          {inLanguage(finding.remedy, locale)}
        </Box>
      )}
    </>
  )
}

export function Compared({ expected, seen }: { expected: string | null; seen: string | null }) {
  const t = useTranslate()
  if (!expected && !seen) return null
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 1, mt: 1 }}>
      {expected && <Side label={t('alih.check.expected')} value={expected} />}
      <Side label={t('alih.check.seen')} value={seen} />
    </Box>
  )
}

function Side({ label, value }: { label: string; value: string | null }) {
  const t = useTranslate()
  return (
    <Box
      sx={{
        backgroundColor: 'background.default',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        px: 1.25,
        py: 0.75,
      }}
    >
      <Box sx={{ fontSize: '.75rem', color: 'text.secondary' }}>{label}</Box>
      <Box sx={{ fontSize: '.85rem', overflowWrap: 'anywhere' }}>
        {value === null || value === '' ? t('alih.check.nothing') : <Name>{value}</Name>}
      </Box>
    </Box>
  )
}
