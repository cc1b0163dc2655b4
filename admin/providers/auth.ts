/** Who is signed in, and what they may open: sessions of the API, permissions of core/access. */
import { HttpError, type AuthProvider } from 'react-admin'
import { resources, scopeOf, verbs, type Resource, type Verb } from '../../server/core/access.ts'
import { createHttpClient, type Me } from './data.ts'

const isResource = (text: string): text is Resource => (resources as readonly string[]).includes(text)
const isVerb = (text: string): text is Verb => (verbs as readonly string[]).includes(text)

export function createAuthProvider(apiUrl: string, language: () => string): AuthProvider {
  const http = createHttpClient(language)
  const post = (path: string, body: unknown) =>
    http(`${apiUrl}${path}`, { method: 'POST', body: JSON.stringify(body) })

  let known: Promise<Me> | null = null
  const forget = () => {
    known = null
  }
  const me = (): Promise<Me> => {
    known ??= http(`${apiUrl}/me`).then(({ json }) => json as Me)
    known.catch(forget)
    return known
  }

  return {
    login: async ({ email, password }: { email: string; password: string }) => {
      forget()
      try {
        await post('/auth/sign-in/email', { email, password })
      } catch (error) {
        throw new Error(reasonOf(error), { cause: error })
      }
    },
    logout: async () => {
      const wasSignedIn = known !== null
      forget()
      if (wasSignedIn) await post('/auth/sign-out', {}).catch(() => undefined)
    },
    checkAuth: async () => {
      await me()
    },
    checkError: async ({ status }: { status?: number }) => {
      if (status !== 401) return
      forget()
      throw new Error('ra.notification.logged_out')
    },
    getIdentity: async () => {
      const { id, name, ...rest } = await me()
      return { ...rest, id, fullName: name }
    },
    getPermissions: async () => (await me()).role,
    canAccess: async ({ resource, action }) => {
      if (!isResource(resource)) return true
      const verb = action === 'export' ? 'list' : action
      return isVerb(verb) && scopeOf((await me()).role, resource, verb) !== null
    },
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof HttpError)) return 'ra.auth.sign_in_error'
  if (error.status === 429) return 'alih.login.too_many'
  return error.status === 401 || error.status === 400 ? 'alih.login.wrong' : error.message
}
