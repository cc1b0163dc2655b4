/** The API's calls about accounts: one's own sessions, password and second step, and what the administrator does for others. */
import { HttpError, type fetchUtils, type Identifier } from 'react-admin'

/** By what somebody can sign in. */
export type Means = { password: boolean; twoFactor: boolean; provider: boolean }
export type Session = {
  id: string
  startedAt: string
  expiresAt: string
  address: string
  agent: string
  current: boolean
}
/** The address behind the QR code, and the codes for when the telephone is lost. Both are shown once. */
export type Enrolment = { totpURI: string; backupCodes: string[] }

export type AccountExtras = {
  means: (resource: 'people') => Promise<{ data: Means }>
  sessions: (resource: 'people') => Promise<{ data: Session[] }>
  /** Ends one session, or all but this one. */
  endSession: (resource: 'people', id: string | null) => Promise<{ data: { ended: number } }>
  changePassword: (resource: 'people', current: string, next: string) => Promise<{ data: unknown }>
  enrol: (resource: 'people', password: string) => Promise<{ data: Enrolment }>
  confirmEnrolment: (resource: 'people', code: string) => Promise<{ data: unknown }>
  endTwoFactor: (resource: 'people', password: string) => Promise<{ data: unknown }>
  newBackupCodes: (resource: 'people', password: string) => Promise<{ data: { backupCodes: string[] } }>
  personMeans: (resource: 'people', id: Identifier) => Promise<{ data: Means & { sessions: number } }>
  endSessionsOf: (resource: 'people', id: Identifier) => Promise<{ data: { ended: number } }>
  resetTwoFactor: (resource: 'people', id: Identifier) => Promise<{ data: unknown }>
  /** Where to go to sign in by the provider. */
  providerAddress: (resource: 'people') => Promise<{ data: { url: string } }>
}

const texts: Record<string, string> = {
  INVALID_PASSWORD: 'alih.account.wrong_password',
  INVALID_CODE: 'alih.account.wrong_code',
  INVALID_BACKUP_CODE: 'alih.account.wrong_code',
  INVALID_TWO_FACTOR_COOKIE: 'alih.account.begin_again',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'alih.account.begin_again',
  ACCOUNT_TEMPORARILY_LOCKED: 'alih.account.locked',
}

/** The label that says what the library refused; null when it is not one of its refusals. */
export function accountFault(error: unknown): string | null {
  if (!(error instanceof HttpError)) return null
  const { code } = (error.body ?? {}) as { code?: string }
  return texts[code ?? ''] ?? (error.status === 429 ? 'alih.login.too_many' : null)
}

type Http = (url: string, options?: fetchUtils.Options) => Promise<{ json: any }>

export function accountCalls(http: Http, apiUrl: string): AccountExtras {
  const call = async (method: string, path: string, body?: unknown) => ({
    data: (
      await http(`${apiUrl}${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    ).json,
  })
  // A wrong code is answered with 401, which would sign people out who only mistyped.
  const ask = (path: string, body: unknown) =>
    call('POST', `/auth/${path}`, body).catch((error: unknown) => {
      const fault = accountFault(error)
      throw fault === null ? error : new HttpError(fault, 422)
    })
  return {
    means: () => call('GET', '/account'),
    sessions: () => call('GET', '/account/sessions'),
    endSession: (_, id) => call('DELETE', `/account/sessions${id === null ? '' : `/${id}`}`),
    changePassword: (_, currentPassword, newPassword) =>
      ask('change-password', { currentPassword, newPassword, revokeOtherSessions: true }),
    enrol: (_, password) => ask('two-factor/enable', { password }),
    confirmEnrolment: (_, code) => ask('two-factor/verify-totp', { code }),
    endTwoFactor: (_, password) => ask('two-factor/disable', { password }),
    newBackupCodes: (_, password) => ask('two-factor/generate-backup-codes', { password }),
    personMeans: (_, id) => call('GET', `/people/${id}/account`),
    endSessionsOf: (_, id) => call('DELETE', `/people/${id}/sessions`),
    resetTwoFactor: (_, id) => call('DELETE', `/people/${id}/two-factor`),
    providerAddress: () => ask('sign-in/social', {}),
  }
}
