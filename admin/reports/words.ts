/** The words of a report's figures in the chosen language. */
import { useLocaleState, useTranslate } from 'react-admin'
import type { ReportSubject } from '../../server/core/report.ts'
import type { Text } from '../../server/core/verdict.ts'
import type { Step } from '../../server/core/lifecycle.ts'
import type { Allowance } from '../../server/core/worktime.ts'
import { formatExact, formatNumber, formatShare, formatSpan } from '../figures.ts'

export function useWords() {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const orNone =
    <T>(say: (value: T) => string) =>
    (value: T | null) =>
      value === null ? '–' : say(value)
  return {
    t,
    count: orNone((value: number) => formatNumber(value, locale)),
    share: orNone((value: number) => formatShare(value, locale)),
    /** Working time, to the second. */
    work: orNone((seconds: number) => formatExact(seconds, t)),
    span: orNone((seconds: number) => formatSpan(seconds, t)),
    step: (step: Step) => `${step}. ${t(`alih.steps.${step}`)}`,
    allowance: orNone((allowance: Allowance) =>
      'days' in allowance
        ? t('alih.reports.work_days', { smart_count: allowance.days })
        : formatExact(allowance.seconds, t),
    ),
    kind: ({ kind }: Pick<ReportSubject, 'kind'>) => t(`alih.kinds.${kind}`),
    /** What the server tells in both languages. */
    say: (text: Text) => text[locale === 'en' ? 'en' : 'id'],
  }
}
