/**
 * What the administrator sets, section by section; every field has a default, so that nothing has to be set before the
 * first request. Schemas and types; pure.
 */
import { z } from 'zod'
import { isNumberPattern } from './pattern.ts'

/** How long things last that are decided by policy and not by the SOP (DESIGN, decision 2). */
const policy = z.strictObject({
  /** An old name redirects for so long unless its request says otherwise. */
  redirectDays: z.int().min(1).max(3650).default(180),
  /** A retired name rests for so long before somebody may have it again. */
  quarantineDays: z.int().min(0).max(3650).default(365),
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

const numberPattern = z.string().trim().refine(isNumberPattern, { error: 'NUMBER_PATTERN' })

/** How official documents are numbered and worded; each kind counts by itself, from 1 each year. */
const letters = z.strictObject({
  dispositionNumber: numberPattern.default('500.12/{number:3}/DISP/DISKOMINFO/{month:roman}/{year}'),
  assignmentNumber: numberPattern.default('500.12/{number:3}/TUGAS/DISKOMINFO/{month:roman}/{year}'),
  reportNumber: numberPattern.default('500.12/{number:3}/LAP/DISKOMINFO/{month:roman}/{year}'),
  notificationNumber: numberPattern.default('500.12/{number:3}/DISKOMINFO/{month:roman}/{year}'),
  /** Sifat. */
  nature: line.min(1).default('Biasa'),
  /** Tembusan. */
  copies: lines.default(['Kepala Dinas Komunikasi dan Informatika (sebagai laporan)', 'Arsip']),
})

export const settingSections = { policy, letterhead, letters } as const
export type SettingSection = keyof typeof settingSections

export type Settings = { [S in SettingSection]: z.infer<(typeof settingSections)[S]> }
