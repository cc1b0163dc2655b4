/**
 * What the administrator sets, section by section; every field has a default, so that nothing has to be set before the
 * first request. Schemas and types; pure.
 */
import { z } from 'zod'
import { clocks } from './clocks.ts'

/** How long things last that are decided by policy and not by the SOP (DESIGN, decision 2). */
const policy = z.strictObject({
  /** An old name redirects for so long unless its request says otherwise. */
  redirectDays: z.int().min(1).max(3650).default(180),
  /** A retired name rests for so long before somebody may have it again. */
  quarantineDays: z.int().min(0).max(3650).default(365),
})

export const settingSections = { policy, clocks } as const
export type SettingSection = keyof typeof settingSections

export type Settings = { [S in SettingSection]: z.infer<(typeof settingSections)[S]> }
