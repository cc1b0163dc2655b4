/** Home, for whoever it is: an agency sees its requests and what comes next, an officer what waits for a decision. */
import Box from '@mui/material/Box'
import { Title, useLocaleState, useTranslate } from 'react-admin'
import type { Actor } from '../server/core/access.ts'
import { useActor } from './client.ts'
import { CalendarGaps } from './gaps.tsx'
import { ApplicantHome, AskButton } from './home/applicant.tsx'
import { OfficerHome } from './home/officer.tsx'
import { WorkClock } from './home/work-clock.tsx'
import { PageHead, Waiting } from './page.tsx'
import { formatDay } from './time.ts'

export default function Dashboard() {
  const t = useTranslate()
  const actor = useActor()
  if (!actor) return <Waiting lines={6} />
  const isApplicant = actor.role === 'applicant'
  return (
    <>
      <Title title="alih.menu.home" />
      <PageHead
        title={t('alih.dashboard.hello', { name: actor.name })}
        lead={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5 }}>
            <span>
              <Roles actor={actor} />
            </span>
            <WorkClock />
          </Box>
        }
        actions={isApplicant && <AskButton />}
      />
      <CalendarGaps home />
      {isApplicant ? <ApplicantHome actor={actor} /> : <OfficerHome actor={actor} />}
    </>
  )
}

/** The own role, and today's second one. */
function Roles({ actor: { role, acting } }: { actor: Actor }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <>
      {t(`alih.roles.${role}`)}
      {acting &&
        ` · ${t('alih.acting.today', {
          office: `${t(`alih.acting.titles.${acting.title}`)} ${t(`alih.roles.${acting.role}`)}`,
          name: acting.name,
          day: formatDay(acting.toDay, locale),
        })}`}
    </>
  )
}
