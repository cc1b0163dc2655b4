/**
 * What the administrator sets, section by section; every field has a default, so that nothing has to be set before the
 * first request. Schemas and types; pure.
 */
import { z } from 'zod'
import { clocks } from './clocks.ts'
import { isNumberPattern, isYearly } from './number.ts'

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

const line = z.string().trim().max(200)
const lines = z
  .array(line)
  .max(8)
  .transform((all) => all.filter((one) => one !== ''))

/** The head of every official document, and the offices that sign it. */
const letterhead = z.strictObject({
  government: line.min(1).default('Pemerintah Provinsi Kalimantan Timur'),
  department: line.min(1).default('Dinas Komunikasi dan Informatika'),
  address: lines.default([]),
  phone: line.default(''),
  email: line.default(''),
  site: line.default(''),
  /** Where documents are dated. */
  city: line.min(1).default('Samarinda'),
  headTitle: line.min(1).default('Kepala Dinas Komunikasi dan Informatika'),
  divisionTitle: line.min(1).default('Kepala Bidang Aplikasi Informatika'),
  teamTitle: line.min(1).default('Tim Pengelola Domain dan Aplikasi'),
})

// Each kind counts anew each year, so its numbers say which.
const yearlyPattern = z
  .string()
  .trim()
  .max(120)
  .refine((text) => isNumberPattern(text) && isYearly(text), { error: 'YEARLY_PATTERN' })

/** How official documents are numbered and worded; each kind counts by itself, from 1 each year. */
const letters = z.strictObject({
  dispositionNumber: yearlyPattern.default('500.12/{number:3}/DISP/DISKOMINFO/{month:roman}/{year}'),
  assignmentNumber: yearlyPattern.default('500.12/{number:3}/TUGAS/DISKOMINFO/{month:roman}/{year}'),
  reportNumber: yearlyPattern.default('500.12/{number:3}/LAP/DISKOMINFO/{month:roman}/{year}'),
  notificationNumber: yearlyPattern.default('500.12/{number:3}/DISKOMINFO/{month:roman}/{year}'),
  /** Sifat. */
  nature: line.min(1).default('Biasa'),
  /** Tembusan. */
  copies: lines.default(['Kepala Dinas Komunikasi dan Informatika (sebagai laporan)', 'Arsip']),
})

export const settingSections = { letterhead, letters, intake, policy, clocks, mail } as const
export type SettingSection = keyof typeof settingSections

export type Settings = { [S in SettingSection]: z.infer<(typeof settingSections)[S]> }
