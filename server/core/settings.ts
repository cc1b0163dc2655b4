/**
 * What the administrator sets, section by section; every field has a default, so that nothing has to be set before the
 * first request. Schemas and types; pure.
 */
import { z } from 'zod'
import { isNumberPattern } from './number.ts'
import { clocks } from './clocks.ts'

/** How long things last that are decided by policy and not by the SOP (DESIGN, decision 2). */
const policy = z.strictObject({
  /** An old name redirects for so long unless its request says otherwise. */
  redirectDays: z.int().min(1).max(3650).default(180),
  /** A retired name rests for so long before somebody may have it again. */
  quarantineDays: z.int().min(0).max(3650).default(365),
})

/** Who signs what is mailed, and where answers would go. */
const mail = z.strictObject({
  department: z.string().trim().min(1).max(200).default('Dinas Komunikasi dan Informatika'),
  /** Empty: made from the mail server's account, or from the public address. */
  from: z.union([z.literal(''), z.email().max(254)]).default(''),
  /** Whether officers get a summary when a working day opens. */
  digest: z.boolean().default(true),
})

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** What is asked of a request before it is taken in, and how it is numbered. */
const intake = z.strictObject({
  /** Labels that nobody may ask for, besides those that the hosting panel and mail use. */
  reservedLabels: z
    .array(z.string().max(200))
    .max(500)
    .transform((labels) => [...new Set(labels.map((label) => label.trim().toLowerCase()).filter(Boolean))])
    .refine((labels) => labels.every((label) => LABEL.test(label)), { error: 'NOT_LABELS' })
    .default([]),
  numberPattern: z
    .string()
    .trim()
    .max(80)
    .refine(isNumberPattern, { error: 'NUMBER_PATTERN' })
    .default('{year}/{number:4}'),
})

export const settingSections = { clocks, intake, policy, mail } as const
export type SettingSection = keyof typeof settingSections

export type Settings = { [S in SettingSection]: z.infer<(typeof settingSections)[S]> }
