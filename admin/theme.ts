/** The look: a deep teal of its own, light and dark. Every text colour has a contrast of at least 4.5 : 1 on its ground. */
import type { RaThemeOptions } from 'react-admin'

type Ground = Record<'line' | 'field' | 'head' | 'hover' | 'ring', string> & { mode: 'light' | 'dark' }

const shared = ({ mode, line, field, head, hover, ring }: Ground): RaThemeOptions => ({
  sidebar: { width: 232, closedWidth: 56 },
  shape: { borderRadius: 10 },
  typography: {
    fontFamily:
      '"Inter", "Segoe UI", "Noto Sans", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif',
    fontSize: 14,
    body1: { fontSize: '.9rem' },
    h4: { fontSize: '1.75rem', fontWeight: 700, letterSpacing: '-0.02em' },
    h5: { fontSize: '1.375rem', fontWeight: 700, letterSpacing: '-0.015em' },
    h6: { fontSize: '1.0625rem', fontWeight: 650, letterSpacing: '-0.01em' },
    subtitle2: { fontWeight: 650 },
    button: { textTransform: 'none', fontWeight: 600 },
    overline: { fontWeight: 650, letterSpacing: '0.06em', lineHeight: 1.8 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        body: { WebkitFontSmoothing: 'antialiased' },
        '*:focus-visible': { outlineOffset: 2 },
      },
    },
    // MUI takes the browser's ring away, and lets a shade pulse that hardly anybody sees.
    MuiButtonBase: {
      styleOverrides: {
        root: {
          '&.Mui-focusVisible': { outline: `2px solid ${ring}`, outlineOffset: 2 },
          // On the dark bar, and wherever else the ground has a colour of its own.
          '&.MuiButton-colorInherit.Mui-focusVisible, &.MuiIconButton-colorInherit.Mui-focusVisible': {
            outlineColor: 'currentColor',
          },
          // What lies edge to edge with its neighbours, or is cut off at them, has its ring inside.
          '&.MuiMenuItem-root.Mui-focusVisible, &.MuiTab-root.Mui-focusVisible': { outlineOffset: -2 },
        },
      },
    },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: 'none' } },
    },
    MuiCard: { styleOverrides: { root: { border: `1px solid ${line}` } } },
    MuiAppBar: { styleOverrides: { root: { boxShadow: 'none' } } },
    MuiMenu: {
      styleOverrides: { paper: { border: `1px solid ${line}`, boxShadow: '0 12px 32px rgb(0 20 30 / .18)' } },
    },
    MuiDialog: { styleOverrides: { paper: { border: `1px solid ${line}` } } },
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiTooltip: { defaultProps: { arrow: true, enterTouchDelay: 0 } },
    MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
    MuiFormControl: {
      defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true },
    },
    MuiOutlinedInput: { styleOverrides: { root: { backgroundColor: field } } },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: line },
        head: { fontWeight: 650, fontSize: '.78rem', backgroundColor: head },
      },
    },
    MuiTableRow: { styleOverrides: { root: { '&.MuiTableRow-hover:hover': { backgroundColor: hover } } } },
    RaDataTable: {
      styleOverrides: {
        root: { '& .RaDataTable-headerCell': { backgroundColor: head } },
      },
    },
    RaLayout: {
      styleOverrides: {
        root: {
          '& .RaLayout-appFrame': { marginTop: 0 },
          '& .RaLayout-content': { padding: '20px 28px 48px', minWidth: 0 },
          '@media (max-width:900px)': { '& .RaLayout-content': { padding: '16px 16px 40px' } },
        },
      },
    },
    RaSidebar: {
      styleOverrides: {
        root: {
          borderRight: `1px solid ${line}`,
          height: 'auto',
          '@media (min-width:600px)': { '& .MuiPaper-root': { backgroundColor: 'transparent' } },
        },
      },
    },
    RaList: {
      styleOverrides: {
        root: {
          '& .RaList-main': { marginTop: 0 },
          '& .RaList-content': { border: `1px solid ${line}`, overflow: 'hidden' },
        },
      },
    },
    RaFileInput: {
      styleOverrides: {
        root: {
          '& .RaFileInput-dropZone': {
            border: `1px dashed ${line}`,
            borderRadius: 10,
            backgroundColor: head,
          },
        },
      },
    },
    RaListToolbar: { styleOverrides: { root: { '&&': { backgroundColor: 'transparent' } } } },
    RaTopToolbar: {
      styleOverrides: {
        root: { '&&': { backgroundColor: 'transparent', minHeight: 0, alignItems: 'center' } },
      },
    },
    RaToolbar: {
      styleOverrides: {
        root: { backgroundColor: head, borderTop: `1px solid ${line}`, borderRadius: '0 0 10px 10px' },
      },
    },
  },
  palette: { mode },
})

const light = shared({
  mode: 'light',
  line: '#dde4e8',
  field: '#ffffff',
  head: '#f3f6f8',
  hover: '#f2f8f8',
  ring: '#0b5c66',
})
const dark = shared({
  mode: 'dark',
  line: '#263a44',
  field: '#0e1b22',
  head: '#152630',
  hover: '#17303a',
  ring: '#6fd0d6',
})

export const lightTheme: RaThemeOptions = {
  ...light,
  palette: {
    mode: 'light',
    primary: { main: '#0b5c66', dark: '#07434b', light: '#2c8791', contrastText: '#ffffff' },
    secondary: { main: '#0a3a47', contrastText: '#ffffff' },
    background: { default: '#f5f8f9', paper: '#ffffff' },
    text: { primary: '#12242c', secondary: '#4a5f69' },
    divider: '#dde4e8',
    error: { main: '#b3261e' },
    warning: { main: '#8a5300' },
    info: { main: '#1557a8' },
    success: { main: '#1c6b3c' },
  },
}

export const darkTheme: RaThemeOptions = {
  ...dark,
  palette: {
    mode: 'dark',
    primary: { main: '#6fd0d6', dark: '#43a9b0', light: '#a4e5e8', contrastText: '#04242a' },
    secondary: { main: '#0a2e38', contrastText: '#ffffff' },
    background: { default: '#0b161c', paper: '#11212a' },
    text: { primary: '#e4eef1', secondary: '#9fb4bd' },
    divider: '#263a44',
    error: { main: '#ff9d94' },
    warning: { main: '#f5c26b' },
    info: { main: '#8fc1ff' },
    success: { main: '#7fd8a2' },
  },
}
