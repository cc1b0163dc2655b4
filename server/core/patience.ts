/** How many looks it takes to change one's mind, when alarms keep silent, and how long "unknown" may last. Pure data. */

/** `k` of the last `n` looks. */
export type KOfN = { k: number; n: number }

export type Patience = {
  /** Looks that must see it before a finding opens. */
  open: KOfN
  /** Looks that must miss it before a finding closes. */
  close: KOfN
  /** Takes the place of `open` once the horizon of a change has passed: then nothing is left to wait for. */
  openAfterHorizon: KOfN
  /** Changes of mind among the last looks from which a finding counts as flapping (M03). */
  flappingChanges: number
  /** For how long a site may be unknown before that is a finding of its own (M04), in hours. */
  unknownHours: number
  /** In how many looks, spread evenly over how many days, a site is dead before that is a finding of its own (S04). */
  dead: KOfN
  deadDays: number
  /** Added to the measured TTLs before the horizon counts as passed, in minutes. */
  marginMinutes: number
}

export const defaultPatience: Patience = {
  open: { k: 2, n: 3 },
  close: { k: 2, n: 2 },
  openAfterHorizon: { k: 1, n: 1 },
  flappingChanges: 4,
  unknownHours: 24,
  dead: { k: 25, n: 28 },
  deadDays: 7,
  marginMinutes: 15,
}

/** Looks that are remembered of each finding. */
export const REMEMBERED_LOOKS = 10
