/** Why what is shown may not be how things stand: the server is silent, or the checker sees nothing. */
import OfflineIcon from '@mui/icons-material/WifiOffOutlined'
import SilentIcon from '@mui/icons-material/CloudOffOutlined'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import { useLocaleState, useTranslate } from 'react-admin'
import { checkerState, type Board } from '../../server/core/board.ts'
import { formatInstant } from '../time.ts'

type WarningsProps = { board: Board; isLost: boolean; large?: boolean }

export function Warnings({ board: { checker, at }, isLost, large = false }: WarningsProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const state = checkerState(checker, at)
  const time = (instant: string | null) => (instant ? formatInstant(instant, locale) : t('alih.time.never'))
  const sx = large
    ? { fontSize: 'clamp(1rem, 1.5vw, 2rem)', '& .MuiAlert-icon': { fontSize: '1.6em', py: 0 } }
    : { mb: 2 }
  const titleSx = large ? { fontSize: 'inherit', fontWeight: 700 } : {}
  if (isLost)
    return (
      <Alert severity="error" icon={<SilentIcon fontSize="inherit" />} sx={sx}>
        <AlertTitle sx={titleSx}>{t('alih.board.lost')}</AlertTitle>
        {t('alih.board.lost_hint', { time: time(at) })}
      </Alert>
    )
  if (state === 'well') return null
  return (
    <Alert severity="warning" icon={<OfflineIcon fontSize="inherit" />} sx={sx}>
      <AlertTitle sx={titleSx}>{t(`alih.board.checker_states.${state}`)}</AlertTitle>
      {state === 'offline' && t('alih.board.offline_hint', { time: time(checker.offlineSince) })}
      {state === 'silent' && t('alih.board.silent_hint', { time: time(checker.lastLookAt) })}
      {state === 'new' && t('alih.board.new_hint')}
    </Alert>
  )
}
