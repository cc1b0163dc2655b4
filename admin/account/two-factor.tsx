/** The second step: enrolling with a QR code and a first code, the codes for a lost telephone, and ending it. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useApi, useForget } from '../client.ts'
import { Panel } from '../page.tsx'
import type { Enrolment } from '../providers/account.ts'
import { Tag } from '../tag.tsx'
import { Ask } from './ask.tsx'
import { BackupCodes } from './backup-codes.tsx'
import { Qr } from './qr.tsx'

type Stage =
  | { at: 'rest' | 'begin' | 'end' | 'renew' }
  | { at: 'scan'; enrolment: Enrolment }
  | { at: 'codes'; codes: string[] }

export function TwoFactor({ enabled }: { enabled: boolean }) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const [stage, setStage] = useState<Stage>({ at: 'rest' })
  const rest = () => setStage({ at: 'rest' })
  const lead = (key: string) => <Typography sx={{ mb: 1.5 }}>{t(key)}</Typography>
  return (
    <Panel
      title={t('alih.account.two_factor')}
      aside={
        <Tag
          tone={enabled ? 'good' : 'calm'}
          label={t(enabled ? 'alih.account.two_factor_on' : 'alih.account.two_factor_off')}
        />
      }
    >
      {stage.at === 'rest' && (
        <>
          {lead(enabled ? 'alih.account.two_factor_on_lead' : 'alih.account.two_factor_lead')}
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {enabled ? (
              <>
                <Button variant="outlined" onClick={() => setStage({ at: 'renew' })}>
                  {t('alih.account.new_codes')}
                </Button>
                <Button color="error" onClick={() => setStage({ at: 'end' })}>
                  {t('alih.account.two_factor_end')}
                </Button>
              </>
            ) : (
              <Button variant="contained" onClick={() => setStage({ at: 'begin' })}>
                {t('alih.account.two_factor_begin')}
              </Button>
            )}
          </Box>
        </>
      )}
      {stage.at === 'begin' && (
        <>
          {lead('alih.account.password_first')}
          <Ask
            what="password"
            submit="alih.account.continue"
            onCancel={rest}
            onAnswer={async (password) =>
              setStage({ at: 'scan', enrolment: (await api.enrol('people', password)).data })
            }
          />
        </>
      )}
      {stage.at === 'scan' && (
        <Scan
          enrolment={stage.enrolment}
          onCancel={rest}
          onDone={async () => {
            setStage({ at: 'codes', codes: stage.enrolment.backupCodes })
            notify('alih.account.two_factor_done', { type: 'success' })
            await forget()
          }}
        />
      )}
      {stage.at === 'codes' && <BackupCodes codes={stage.codes} onClose={rest} />}
      {stage.at === 'renew' && (
        <>
          {lead('alih.account.new_codes_lead')}
          <Ask
            what="password"
            submit="alih.account.new_codes"
            onCancel={rest}
            onAnswer={async (password) =>
              setStage({
                at: 'codes',
                codes: (await api.newBackupCodes('people', password)).data.backupCodes,
              })
            }
          />
        </>
      )}
      {stage.at === 'end' && (
        <>
          {lead('alih.account.two_factor_end_lead')}
          <Ask
            what="password"
            danger
            submit="alih.account.two_factor_end"
            onCancel={rest}
            onAnswer={async (password) => {
              await api.endTwoFactor('people', password)
              notify('alih.account.two_factor_ended', { type: 'success' })
              rest()
              await forget()
            }}
          />
        </>
      )}
    </Panel>
  )
}

type ScanProps = { enrolment: Enrolment; onCancel: () => void; onDone: () => Promise<void> }

function Scan({ enrolment: { totpURI }, onCancel, onDone }: ScanProps) {
  const t = useTranslate()
  const api = useApi()
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'flex-start' }}>
      <Qr text={totpURI} label={t('alih.account.qr')} />
      <Box sx={{ flex: '1 1 260px', minWidth: 0 }}>
        <Typography sx={{ mb: 1 }}>{t('alih.account.scan')}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('alih.account.by_hand')}
        </Typography>
        <Box component="code" sx={{ display: 'block', mb: 2, overflowWrap: 'anywhere', fontSize: '.9rem' }}>
          {secret.match(/.{1,4}/g)?.join(' ')}
        </Box>
        <Ask
          what="code"
          submit="alih.account.turn_on"
          onCancel={onCancel}
          onAnswer={async (code) => {
            await api.confirmEnrolment('people', code.replaceAll(' ', ''))
            await onDone()
          }}
        />
      </Box>
    </Box>
  )
}
