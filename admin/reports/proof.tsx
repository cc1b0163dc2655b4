/** The renames of the month with their letters, and how good their proofs were. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import type { MonthReport, Papers, Rename } from '../../server/core/report.ts'
import { LetterNumber, When } from '../fields.tsx'
import { Facts, Panel } from '../page.tsx'
import { Cut, SubjectCell } from './listed.tsx'
import { Figures } from './table.tsx'
import { useWords } from './words.ts'

export function Proof({ report: { proof } }: { report: MonthReport }) {
  const { t, count, share } = useWords()
  const first = proof.executions === 0 ? '' : ` (${share(proof.rightFirstTime / proof.executions)})`
  return (
    <Panel title={t('alih.reports.proof')}>
      <Facts
        columns={2}
        facts={[
          { label: t('alih.reports.executions'), value: count(proof.executions) },
          { label: t('alih.reports.first_time'), value: `${count(proof.rightFirstTime)}${first}` },
          { label: t('alih.reports.overridden'), value: count(proof.overridden) },
          { label: t('alih.reports.reopened'), value: count(proof.reopened) },
          { label: t('alih.reports.rolled_back'), value: count(proof.rolledBack) },
          {
            label: t('alih.reports.wrong'),
            value: t('alih.reports.wrong_value', {
              renames: count(proof.wrongRenames),
              hours: count(proof.wrongHours),
            }),
          },
        ]}
      />
    </Panel>
  )
}

export function Renames({ report: { renames } }: { report: MonthReport }) {
  const { t } = useWords()
  return (
    <Panel title={t('alih.reports.renames')} flush>
      <Figures
        caption={t('alih.reports.renames_list', { smart_count: renames.total })}
        heads={[
          t('alih.reports.request'),
          t('alih.reports.dates'),
          t('alih.reports.letters'),
          t('alih.reports.notes'),
        ]}
        rows={renames.rows.map((rename) => [
          <SubjectCell key="subject" subject={rename} />,
          <Dates key="dates" rename={rename} />,
          <Letters key="letters" papers={rename.papers} />,
          <Notes key="notes" rename={rename} />,
        ])}
      />
      <Cut total={renames.total} rows={renames.rows.length} />
    </Panel>
  )
}

function Dates({ rename }: { rename: Rename }) {
  const { t } = useWords()
  const fields = ['submittedAt', 'approvedAt', 'executedAt', 'archivedAt'] as const
  const dates = fields.flatMap((field) => (rename[field] === null ? [] : [{ field, at: rename[field] }]))
  const shown = dates.map(({ field, at }) => <When key={field} at={at} short />)
  return (
    <Small pairs={dates.map(({ field }, index) => [t(`alih.reports.at.${field}`), shown[index]] as const)} />
  )
}

function Letters({ papers }: { papers: Papers }) {
  const { t } = useWords()
  const kinds = ['letter', 'disposition', 'assignment', 'report', 'notification'] as const
  const numbers = kinds.flatMap((kind) => (papers[kind] === null ? [] : [{ kind, number: papers[kind] }]))
  const shown = numbers.map(({ kind, number }) => <LetterNumber key={kind}>{number}</LetterNumber>)
  return <Small pairs={numbers.map(({ kind }, at) => [t(`alih.papers.${kind}`), shown[at]] as const)} />
}

const Small = ({ pairs }: { pairs: (readonly [string, ReactNode])[] }) => (
  <Box sx={{ fontSize: '.82rem', minWidth: 210, maxWidth: 380 }}>
    {pairs.map(([label, value]) => (
      <div key={label}>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {label}:{' '}
        </Box>
        <Box component="span" sx={{ overflowWrap: 'break-word' }}>
          {value}
        </Box>
      </div>
    ))}
  </Box>
)

function Notes({ rename: { isOverridden, isRepeated, wrongSeconds } }: { rename: Rename }) {
  const { t, span } = useWords()
  const notes = [
    isOverridden && t('alih.reports.note_override'),
    isRepeated && t('alih.reports.note_repeated'),
    wrongSeconds > 0 && t('alih.reports.note_wrong', { time: span(wrongSeconds) }),
  ].filter((note) => note !== false)
  return <>{notes.join('; ') || '–'}</>
}
