/** The plugin surface: what a host's <Admin> needs. Nothing happens at import. */
import { lazy } from 'react'
import { CustomRoutes, Resource } from 'react-admin'
import { Route } from 'react-router-dom'
import { accountPath } from './account/path.ts'
import { actings } from './actings/index.ts'
import { agencies } from './agencies/index.ts'
import { deliveries } from './deliveries/index.ts'
import { documents } from './documents/index.ts'
import { findings } from './findings/index.ts'
import { holidays } from './holidays/index.ts'
import { preferencesPath } from '../server/core/notice-letter.ts'
import { boardPath, importPath, procedurePath, siteImportPath } from './layout.tsx'
import { people } from './people/index.ts'
import { reports } from './reports/index.ts'
import { requests } from './requests/index.ts'
import { resolvers } from './resolvers/index.ts'
import { settings } from './settings/index.ts'
import { sites } from './sites/index.ts'
import { webhooks } from './webhooks/index.ts'
import { zones } from './zones/index.ts'

export { messages } from './messages/index.ts'
export { createDataProvider } from './providers/data.ts'

const definitions = [
  requests,
  sites,
  findings,
  documents,
  agencies,
  people,
  actings,
  holidays,
  zones,
  resolvers,
  settings,
  deliveries,
  webhooks,
  reports,
]

export const resourceNames = definitions.map(({ name }) => name)

/** Home, to be given to <Admin dashboard>. */
export const Dashboard = lazy(() => import('./dashboard.tsx'))

const Account = lazy(() => import('./account/page.tsx'))
const Board = lazy(() => import('./board/page.tsx'))
const Preferences = lazy(() => import('./deliveries/preferences.tsx'))
const Procedure = lazy(() => import('./procedure/page.tsx'))
const HolidayImport = lazy(() => import('./holidays/import.tsx'))
const SiteImport = lazy(() => import('./sites/import.tsx'))

/** Elements for a host's <Admin>, called in braces: react-admin does not look into components. */
export const resources = () => [
  ...definitions.map((definition) => <Resource key={definition.name} {...definition} />),
  <CustomRoutes key="board">
    <Route path={boardPath} element={<Board />} />
    <Route path={preferencesPath} element={<Preferences />} />
  </CustomRoutes>,
  <CustomRoutes key="procedure">
    <Route path={procedurePath} element={<Procedure />} />
  </CustomRoutes>,
  <CustomRoutes key="import">
    <Route path={importPath} element={<HolidayImport />} />
    <Route path={siteImportPath} element={<SiteImport />} />
  </CustomRoutes>,
  <CustomRoutes key="account">
    <Route path={accountPath} element={<Account />} />
  </CustomRoutes>,
]
