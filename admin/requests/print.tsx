/** The request on paper: the page without its frame, in one column, in ink that shows on white. */
import PrintIcon from '@mui/icons-material/PrintOutlined'
import Button from '@mui/material/Button'
import GlobalStyles from '@mui/material/GlobalStyles'
import type { Theme } from '@mui/material/styles'
import { useTranslate } from 'react-admin'

export function PrintButton() {
  const t = useTranslate()
  return (
    <Button
      variant="outlined"
      startIcon={<PrintIcon />}
      onClick={() => globalThis.print()}
      sx={{ displayPrint: 'none' }}
    >
      {t('alih.requests.print')}
    </Button>
  )
}

export const OnPaper = () => <GlobalStyles styles={paper} />

const paper = (theme: Theme) => ({
  '@page': { size: 'A4', margin: '14mm 12mm' },
  '@media print': {
    // Of a dark scheme the browser prints the margins dark.
    ':root': { fontSize: '12px', colorScheme: 'light !important' },
    'html, body': { backgroundColor: '#fff !important' },
    // The frame, and all that is only there to be pressed.
    '.RaLayout-appFrame > :not(.RaLayout-contentWithSidebar), .RaSidebar-fixed, .RaSidebar-root, .MuiDrawer-root, .RaSkipNavigationButton-skipToContentButton, button, a.MuiButton-root, a.MuiIconButton-root, .MuiSnackbar-root':
      { display: 'none !important' },
    '.RaLayout-root, .RaLayout-appFrame, .RaLayout-contentWithSidebar, .RaLayout-content': {
      display: 'block !important',
      margin: '0 !important',
      padding: '0 !important',
      minWidth: '0 !important',
      backgroundColor: '#fff !important',
    },
    // A page of paper breaks no block of its grid, so there are none.
    '.alih-columns, .alih-stack': { display: 'block !important' },
    '.alih-columns section, .alih-stack > *': { marginBottom: '10px' },
    '.MuiCard-root': { boxShadow: 'none !important', border: '1px solid #bbb', overflow: 'visible' },
    // Nobody opens on paper what is closed.
    'details::details-content': { contentVisibility: 'visible !important', height: 'auto !important' },
    '.MuiCard-root:has(> * > .alih-blank)': { display: 'none' },
    'li, tr, dt, pre, table, blockquote, .MuiAlert-root': { breakInside: 'avoid' },
    'h2, h3, thead, summary': { breakAfter: 'avoid' },
    blockquote: { maxHeight: 'none !important', overflow: 'visible !important' },
    '*': { printColorAdjust: 'exact' },
    // What was chosen for a dark screen is not to be read on white.
    ...(theme.palette.mode === 'dark' && {
      'body *': {
        color: '#000 !important',
        backgroundColor: 'transparent !important',
        borderColor: '#999 !important',
      },
    }),
  },
})
