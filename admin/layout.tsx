/** The frame of every page: bar, grouped menu, and the demo strip. */
import AccountIcon from '@mui/icons-material/ManageAccountsOutlined'
import ProcedureIcon from '@mui/icons-material/AccountTreeOutlined'
import BoardIcon from '@mui/icons-material/MonitorHeartOutlined'
import NoticesIcon from '@mui/icons-material/NotificationsOutlined'
import TranslateIcon from '@mui/icons-material/Translate'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import ListSubheader from '@mui/material/ListSubheader'
import MenuItem from '@mui/material/MenuItem'
import {
  AppBar,
  Layout,
  LoadingIndicator,
  Menu,
  TitlePortal,
  ToggleThemeButton,
  useLocales,
  useLocaleState,
  useSidebarState,
  useTranslate,
  UserMenu,
  useUserMenu,
} from 'react-admin'
import { useCallback, useState, type ReactNode } from 'react'
import { Link } from 'react-router-dom'
import type { Resource } from '../server/core/access.ts'
import { accountPath } from './account/path.ts'
import { Brand } from './brand.tsx'
import { preferencesPath } from '../server/core/notice-letter.ts'
import { useInfo } from './client.ts'
import { Leave, LeaveItem, Leaving } from './leaving.tsx'
import { useLiveRows } from './live.ts'
import { TurningSidebar } from './sidebar.tsx'

export const boardPath = '/papan'
export const procedurePath = '/sop'
export const importPath = '/impor-hari-libur'
export const siteImportPath = '/impor-situs'

const watched: Resource[] = ['sites', 'findings', 'deliveries']
const managed: Resource[] = [
  'agencies',
  'people',
  'actings',
  'holidays',
  'zones',
  'resolvers',
  'settings',
  'webhooks',
]

export function DemoStrip() {
  const t = useTranslate()
  const { data } = useInfo()
  if (!data?.demo) return null
  return (
    <Box
      component="aside"
      aria-label={t('alih.demo')}
      sx={{
        display: 'flex',
        gap: 1.5,
        justifyContent: 'center',
        alignItems: 'center',
        px: 2,
        py: 0.5,
        fontSize: '.8rem',
        color: '#3b2600',
        backgroundColor: '#ffce6b',
      }}
    >
      <Box component="strong" sx={{ letterSpacing: '.12em' }}>
        {t('alih.demo')}
      </Box>
      <span>{t('alih.demo_hint')}</span>
    </Box>
  )
}

/** Says the other language, in that language. */
export function LanguageButton() {
  const [locale, setLocale] = useLocaleState()
  const other = useLocales().find((one) => one.locale !== locale)
  if (!other) return null
  return (
    <Button
      color="inherit"
      lang={other.locale}
      startIcon={<TranslateIcon />}
      onClick={() => setLocale(other.locale)}
      aria-label={other.name}
      sx={{ minWidth: 0, whiteSpace: 'nowrap' }}
    >
      {other.locale.toUpperCase()}
    </Button>
  )
}

// The strip and the bar stay in sight together.
function Top({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <Box className={className} sx={{ position: 'sticky', top: 0, zIndex: 'appBar' }}>
      <DemoStrip />
      {children}
    </Box>
  )
}

function Tools() {
  const t = useTranslate()
  return (
    <>
      <LanguageButton />
      <ToggleThemeButton />
      <LoadingIndicator aria-label={t('ra.page.loading')} />
    </>
  )
}

function AccountItem() {
  const t = useTranslate()
  const menu = useUserMenu()
  return (
    <MenuItem component={Link} to={accountPath} onClick={() => menu?.onClose()}>
      <ListItemIcon>
        <AccountIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{t('alih.account.title')}</ListItemText>
    </MenuItem>
  )
}

const PersonMenu = () => (
  <UserMenu>
    <AccountItem />
    <Menu.Item to={preferencesPath} primaryText="alih.preferences.title" leftIcon={<NoticesIcon />} />
    <LeaveItem />
  </UserMenu>
)

const Bar = () => (
  <AppBar color="secondary" position="static" container={Top} toolbar={<Tools />} userMenu={<PersonMenu />}>
    <Box sx={{ display: { xs: 'none', sm: 'flex' }, ml: 0.5, mr: 3 }}>
      <Brand />
    </Box>
    <TitlePortal
      component="h1"
      sx={{ flex: 1, minWidth: 0, fontSize: '1rem', fontWeight: 500, opacity: 0.92 }}
    />
  </AppBar>
)

function Group({ label, children }: { label: string; children: ReactNode }) {
  const [open] = useSidebarState()
  const t = useTranslate()
  return (
    <>
      {open ? (
        // Within a menu, what names a group of entries is a separator with a name.
        <ListSubheader
          role="separator"
          aria-label={t(label)}
          disableSticky
          sx={{
            lineHeight: 2.6,
            fontSize: '.72rem',
            letterSpacing: '.06em',
            backgroundColor: 'transparent',
            mt: 1,
          }}
        >
          {t(label)}
        </ListSubheader>
      ) : (
        <Box component="li" role="separator" sx={{ borderTop: 1, borderColor: 'divider', mx: 1.5, my: 1 }} />
      )}
      {children}
    </>
  )
}

function SideMenu() {
  return (
    <Menu sx={menuLook}>
      <Menu.DashboardItem primaryText="alih.menu.home" />
      <Group label="alih.menu.work">
        <Menu.ResourceItem name="requests" />
        <Menu.Item to={procedurePath} primaryText="alih.sop.menu" leftIcon={<ProcedureIcon />} />
        <Menu.ResourceItem name="reports" />
      </Group>
      <Group label="alih.menu.watch">
        <Menu.Item to={boardPath} primaryText="alih.menu.board" leftIcon={<BoardIcon />} />
        {watched.map((name) => (
          <Menu.ResourceItem key={name} name={name} />
        ))}
      </Group>
      <Group label="alih.menu.manage">
        {managed.map((name) => (
          <Menu.ResourceItem key={name} name={name} />
        ))}
      </Group>
    </Menu>
  )
}

const menuLook = {
  mt: 0,
  py: 1.5,
  px: 1,
  boxSizing: 'border-box',
  '& .RaMenuItemLink-root': {
    borderRadius: 1,
    py: 0.9,
    px: 1.25,
    my: 0.125,
    fontSize: '.9rem',
    fontWeight: 500,
  },
  '& .RaMenuItemLink-active': {
    backgroundColor: 'action.selected',
    color: 'primary.main',
    fontWeight: 650,
    '& .RaMenuItemLink-icon': { color: 'primary.main' },
  },
  '& .RaMenuItemLink-icon': { minWidth: 36 },
} as const

// As wide as the screen, never as what is inside: one long name in the bar would push the whole page off a phone.
const screenWide = { '&&': { minWidth: 0 } } as const

export function AlihLayout({ children }: { children: ReactNode }) {
  const [isLeaving, setLeaving] = useState(false)
  const leave = useCallback(() => setLeaving(true), [])
  if (isLeaving) return <Leaving />
  return (
    <Leave.Provider value={leave}>
      <LiveLayout>{children}</LiveLayout>
    </Leave.Provider>
  )
}

function LiveLayout({ children }: { children: ReactNode }) {
  useLiveRows()
  return (
    <Layout appBar={Bar} menu={SideMenu} sidebar={TurningSidebar} appBarAlwaysOn sx={screenWide}>
      {children}
    </Layout>
  )
}
