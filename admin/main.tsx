/** The back office on its own. The only file that touches the DOM. */
import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import { lazy, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Admin, CustomRoutes } from 'react-admin'
import { Route } from 'react-router-dom'
import { AccessDenied, NotFound } from './dead-ends.tsx'
import { resources, createDataProvider, Dashboard } from './index.tsx'
import { AlihLayout } from './layout.tsx'
import { LoginPage } from './login.tsx'
import { createAuthProvider } from './providers/auth.ts'
import { createI18nProvider } from './providers/i18n.ts'
import { createStore } from './store.ts'
import { darkTheme, lightTheme } from './theme.ts'

const InvitationPage = lazy(() => import('./invitation.tsx'))

// The server puts a fresh nonce into the page, so that the policy can forbid every other style.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
const cache = createCache({ key: 'css', ...(nonce && { nonce }) })

// Relative to the page: it works below any path.
const apiUrl = new URL('./api', document.baseURI).pathname

const i18nProvider = createI18nProvider((locale) => {
  document.documentElement.lang = locale
})
const language = () => i18nProvider.getLocale()
const dataProvider = createDataProvider(apiUrl, language)
const authProvider = createAuthProvider(apiUrl, language)
const store = createStore()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <CacheProvider value={cache}>
      <Admin
        title="Alih"
        dataProvider={dataProvider}
        authProvider={authProvider}
        i18nProvider={i18nProvider}
        store={store}
        theme={lightTheme}
        darkTheme={darkTheme}
        defaultTheme="light"
        layout={AlihLayout}
        loginPage={LoginPage}
        dashboard={Dashboard}
        catchAll={NotFound}
        accessDenied={AccessDenied}
        requireAuth
        disableTelemetry
      >
        {resources()}
        <CustomRoutes noLayout>
          <Route path="/undangan" element={<InvitationPage />} />
        </CustomRoutes>
      </Admin>
    </CacheProvider>
  </StrictMode>,
)
