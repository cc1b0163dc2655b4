/** A small label whose meaning is in its icon and words; the colour only repeats it. */
import Box from '@mui/material/Box'
import type { Theme } from '@mui/material/styles'
import Tooltip from '@mui/material/Tooltip'
import type { ElementType, ReactNode } from 'react'

export type Tone = 'bad' | 'wrong' | 'warn' | 'wait' | 'good' | 'calm' | 'brand'

type Colours = { ground: string; text: string; line: string }

// Text on ground: at least 4.5 : 1 each.
const light: Record<Tone, Colours> = {
  bad: { ground: '#fde8e6', text: '#8f1d16', line: '#f3b9b4' },
  wrong: { ground: '#fbe6f3', text: '#86175f', line: '#eab4d6' },
  warn: { ground: '#fdf0d5', text: '#744400', line: '#ecce93' },
  wait: { ground: '#e3eefc', text: '#124a91', line: '#b3cdf0' },
  good: { ground: '#e0f3e6', text: '#17582f', line: '#aad9ba' },
  calm: { ground: '#edf1f3', text: '#44565f', line: '#ced8dd' },
  brand: { ground: '#dcf0f1', text: '#0b4f58', line: '#a5d5d8' },
}
const dark: Record<Tone, Colours> = {
  bad: { ground: '#43191a', text: '#ffb3ac', line: '#6d2a29' },
  wrong: { ground: '#3f1a34', text: '#f7aedc', line: '#692c57' },
  warn: { ground: '#3b2b0c', text: '#f6cd84', line: '#604615' },
  wait: { ground: '#13294a', text: '#a9ceff', line: '#214476' },
  good: { ground: '#10331f', text: '#94e0b1', line: '#1d5634' },
  calm: { ground: '#1d2e37', text: '#b3c5cd', line: '#314751' },
  brand: { ground: '#0e343a', text: '#8bdde2', line: '#1b575f' },
}

export const toneOf = (theme: Theme, tone: Tone): Colours =>
  (theme.palette.mode === 'dark' ? dark : light)[tone]

type TagProps = {
  tone: Tone
  label: ReactNode
  icon?: ElementType
  hint?: string
  large?: boolean
  wrap?: boolean
}

export function Tag({ tone, label, icon: Icon, hint, large = false, wrap = false }: TagProps) {
  const tag = (
    <Box
      component="span"
      sx={[
        (theme) => ({
          color: toneOf(theme, tone).text,
          backgroundColor: toneOf(theme, tone).ground,
          boxShadow: `inset 0 0 0 1px ${toneOf(theme, tone).line}`,
        }),
        {
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          px: large ? 1.25 : 0.875,
          py: large ? 0.5 : 0.25,
          borderRadius: wrap ? 1 : 999,
          fontSize: large ? '.875rem' : '.78rem',
          fontWeight: 600,
          lineHeight: 1.4,
          whiteSpace: wrap ? 'normal' : 'nowrap',
          maxWidth: '100%',
          '& > svg': { fontSize: '1.15em', flexShrink: 0 },
        },
      ]}
    >
      {Icon && <Icon aria-hidden />}
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {label}
      </Box>
    </Box>
  )
  // The words stay what they are; the hint only describes them.
  return hint ? (
    <Tooltip title={hint} describeChild>
      {tag}
    </Tooltip>
  ) : (
    tag
  )
}

/** Read aloud and not seen. What it stands in is positioned, or it would lie somewhere else on the page. */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const
