/** What the list of deliveries and the panel of a request share: how far one came, and the button that sends it again. */
import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import FailedIcon from '@mui/icons-material/ErrorOutlined'
import RetryIcon from '@mui/icons-material/Replay'
import SendIcon from '@mui/icons-material/SendOutlined'
import UncertainIcon from '@mui/icons-material/HelpOutlined'
import WaitIcon from '@mui/icons-material/HourglassTop'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ElementType } from 'react'
import { useCanAccess, useLocaleState, useNotify, useTranslate } from 'react-admin'
import { resendable, type Delivery, type DeliveryState } from '../../server/core/notice.ts'
import { useApi, useDeliverySummary, useForget } from '../client.ts'
import { Tag, type Tone } from '../tag.tsx'
import { formatShort } from '../time.ts'

const looks: Record<DeliveryState, { tone: Tone; icon: ElementType }> = {
  pending: { tone: 'wait', icon: WaitIcon },
  sending: { tone: 'wait', icon: SendIcon },
  sent: { tone: 'good', icon: DoneIcon },
  failed: { tone: 'warn', icon: RetryIcon },
  given_up: { tone: 'bad', icon: FailedIcon },
  uncertain: { tone: 'wrong', icon: UncertainIcon },
}

/** `bare` where it is part of a link, whose name an explanation would replace. */
export function DeliveryTag({ state, bare = false }: { state: DeliveryState; bare?: boolean }) {
  const t = useTranslate()
  return (
    <Tag
      {...looks[state]}
      label={t(`alih.delivery_states.${state}`)}
      {...(!bare && { hint: t(`alih.delivery_hints.${state}`) })}
    />
  )
}

/** When it was sent, or what stood in the way and when it is tried again. */
export function Course({ delivery }: { delivery: Delivery }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { state, sentAt, lastError, attempts, nextAttemptAt, createdAt } = delivery
  if (state === 'sent' && sentAt)
    return <>{t('alih.deliveries.sent_at', { time: formatShort(sentAt, locale) })}</>
  if (!lastError) return <>{t('alih.deliveries.queued_at', { time: formatShort(createdAt, locale) })}</>
  return (
    <>
      <Box sx={{ overflowWrap: 'anywhere' }}>{lastError}</Box>
      <Box>
        {t('alih.deliveries.tries', { smart_count: attempts })}
        {nextAttemptAt && ` · ${t('alih.deliveries.next', { time: formatShort(nextAttemptAt, locale) })}`}
      </Box>
    </>
  )
}

export function ResendButton({ delivery }: { delivery: Delivery }) {
  const t = useTranslate()
  const api = useApi()
  const notify = useNotify()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const { canAccess } = useCanAccess({ resource: 'deliveries', action: 'edit' })
  if (!canAccess || !resendable.includes(delivery.state)) return null
  const resend = async () => {
    setBusy(true)
    try {
      await api.resend('deliveries', delivery.id)
      notify('alih.deliveries.resent', { type: 'success' })
    } catch (error) {
      notify((error as Error).message, { type: 'error' })
    } finally {
      setBusy(false)
      await forget('deliveries')
    }
  }
  return (
    <Button size="small" startIcon={<RetryIcon />} loading={busy} onClick={() => void resend()}>
      {t('alih.deliveries.resend')}
    </Button>
  )
}

/** Says so when there is no mail server: silence would look like success. */
export function MailOff() {
  const t = useTranslate()
  const { data } = useDeliverySummary()
  if (data?.mail !== false) return null
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      {t('alih.deliveries.off')}
    </Alert>
  )
}
