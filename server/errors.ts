/** Every "no" leaves by this door: refusals, schema issues and faults become the JSON that react-admin forms read. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { issueTexts } from './core/issues.ts'
import { refusalBody, refusals, refuse, type Refusal, type RefusalCode } from './core/refusal.ts'
import type { Language, Text } from './core/verdict.ts'
import { isDuplicate, isReferenced } from './database.ts'
import type { Env } from './env.ts'

/** A refusal on its way to the one error exit. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal | RefusalCode) {
    const value = typeof refusal === 'string' ? refuse(refusal) : refusal
    super(value.refused)
    this.refusal = value
  }
}

/** The language that the reader asked for: Indonesian unless English is preferred. */
export function languageOf(header: string | undefined): Language {
  const first = header?.split(',')[0]?.trim().toLowerCase() ?? ''
  return first.startsWith('en') ? 'en' : 'id'
}

/** Answers with a refusal. */
export function answer(c: Context<Env>, refusal: Refusal) {
  const language = languageOf(c.req.header('accept-language'))
  return c.json(refusalBody(refusal, language), refusals[refusal.refused].status as ContentfulStatusCode)
}

/** The single error exit of the app: everything that was thrown. */
export function onError(error: Error, c: Context<Env>) {
  if (error instanceof Refused) return answer(c, error.refusal)
  if (error instanceof HTTPException) return answer(c, refuse(codeOfStatus(error.status)))
  if (isDuplicate(error)) return answer(c, refuse('already_there'))
  if (isReferenced(error)) return answer(c, refuse('in_use'))
  c.get('logger').error({ err: error, requestId: c.get('requestId'), path: c.req.path }, 'fault')
  return answer(c, refuse('fault'))
}

function codeOfStatus(status: number): RefusalCode {
  if (status === 400) return 'malformed_json'
  if (status === 403) return 'foreign_origin'
  if (status === 413) return 'too_large'
  if (status === 415) return 'not_json'
  return status < 500 ? 'bad_query' : 'fault'
}

// Zod's own messages, made per call: a global locale would be shared with the host.
const locales = { id: z.locales.id().localeError, en: z.locales.en().localeError }

/** Parses what came from outside, or throws the refusal that names each field. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, code: RefusalCode = 'invalid'): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Refused(refuse(code, fieldErrors(parsed.error.issues)))
}

/** One text per field; the first issue of a field wins. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): Record<string, Text> {
  const errors: Record<string, Text> = {}
  for (const issue of issues) {
    const fields =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    for (const path of fields) errors[path.join('.') || 'root.serverError'] ??= textOf(issue)
  }
  return errors
}

function textOf(issue: z.core.$ZodIssue): Text {
  const known = issueTexts[issue.message]
  if (known) return known
  const say = (language: Language) => {
    const told = locales[language](issue as z.core.$ZodRawIssue)
    return typeof told === 'string' ? told : (told?.message ?? issue.message)
  }
  return { id: say('id'), en: say('en') }
}
