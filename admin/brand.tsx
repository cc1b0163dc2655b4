/** The mark: two arrows that change places, and the name beside it. */
import Box from '@mui/material/Box'
import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon'

export const Mark = (props: SvgIconProps) => (
  <SvgIcon viewBox="0 0 32 32" {...props}>
    <path
      d="M7 12h13M15.5 7l5.500 5-5.500 5"
      fill="none"
      stroke="#8fe3e6"
      strokeWidth="2.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <path
      d="M25 21H12M16.500 16l-5.500 5 5.500 5"
      fill="none"
      stroke="#ffffff"
      strokeWidth="2.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </SvgIcon>
)

export const Brand = ({ size = 28 }: { size?: number }) => (
  <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, color: '#fff' }}>
    <Mark sx={{ fontSize: size }} aria-hidden />
    <Box component="span" sx={{ fontWeight: 750, fontSize: size * 0.68, letterSpacing: '-0.02em' }}>
      Alih
    </Box>
  </Box>
)
