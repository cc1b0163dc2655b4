/** The plugin surface: what a host's <Admin> needs. Nothing happens at import. */
import { lazy } from 'react'
import { CustomRoutes, Resource } from 'react-admin'
import { Route } from 'react-router-dom'
import { accountPath } from './account/path.ts'
import { agencies } from './agencies/index.ts'
import { documents } from './documents/index.ts'
import { findings } from './findings/index.ts'
import { holidays } from './holidays/index.ts'
import { boardPath } from './layout.tsx'
import { people } from './people/index.ts'
import { requests } from './requests/index.ts'
import { resolvers } from './resolvers/index.ts'
import { settings } from './settings/index.ts'
import { sites } from './sites/index.ts'
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
  holidays,
  zones,
  resolvers,
  settings,
]

export const resourceNames = definitions.map(({ name }) => name)

/** Home, to be given to <Admin dashboard>. */
export const Dashboard = lazy(() => import('./dashboard.tsx'))

const Account = lazy(() => import('./account/page.tsx'))
const Board = lazy(() => import('./board/page.tsx'))

/** Elements for a host's <Admin>, called in braces: react-admin does not look into components. */
export const resources = () => [
  ...definitions.map((definition) => <Resource key={definition.name} {...definition} />),
  <CustomRoutes key="board">
    <Route path={boardPath} element={<Board />} />
  </CustomRoutes>,
  <CustomRoutes key="account">
    <Route path={accountPath} element={<Account />} />
  </CustomRoutes>,
]
