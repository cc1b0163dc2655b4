/** Who is signed in, and what they may open: sessions of the API, permissions of core/access. */
import { HttpError, type AuthProvider } from 'react-admin'
import { resources, scopeOf, verbs, type Resource, type Verb } from '../../server/core/access.ts'
import { accountFault } from './account.ts'
import { createHttpClient, type Me } from './data.ts'

const isResource = (text: string): text is Resource => (resources as readonly string[]).includes(text)
const isVerb = (text: string): text is Verb => (verbs as readonly string[]).includes(text)

/** The message of the error by which the sign-in page learns that a code is still to come. */
export const SECOND_STEP = 'second_step'

type Credentials = { email: string; password: string }
type Code = { code: string; what: 'code' | 'spare' }

const isCode = (given: Credentials | Code): given is Code => 'code' in given

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
    login: async (given: Credentials | Code) => {
      forget()
      const path = !isCode(given)
        ? 'sign-in/email'
        : given.what === 'code'
          ? 'two-factor/verify-totp'
          : 'two-factor/verify-backup-code'
      const body = isCode(given) ? { code: given.code } : { email: given.email, password: given.password }
      const answer = await post(`/auth/${path}`, body).catch((error: unknown) => {
        throw new Error(reasonOf(error), { cause: error })
      })
      if ((answer.json as { twoFactorRedirect?: boolean }).twoFactorRedirect) throw new Error(SECOND_STEP)
    },
    logout: async () => {
      // Somebody who is not told that the session lives on would leave it to whoever sits here next.
      if (known !== null)
        await post('/auth/sign-out', {}).catch((error: unknown) => {
          if (!(error instanceof HttpError && error.status === 401)) throw error
        })
      forget()
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
      return isVerb(action) && scopeOf((await me()).role, resource, action) !== null
    },
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof HttpError)) return 'ra.auth.sign_in_error'
  const fault = accountFault(error)
  if (fault !== null) return fault
  if (error.status === 403) return 'alih.login.not_registered'
  return error.status === 401 || error.status === 400 ? 'alih.login.wrong' : error.message
}
