/** What is known of a rename before anything is changed. Pure. */

/** What is known when a request comes in. Everything but the names may be left out: then it is not judged. */
export type Intake = {
  /** The names as they were typed. */
  oldName: string
  newName: string
  /** Zones that are managed here. */
  zones?: readonly string[]
  /** Labels that may not be taken, besides the panel's own. */
  reservedLabels?: readonly string[]
  /** Names that are registered and in use: the new one must be none of them, nor be mistaken for one. */
  registered?: readonly string[]
  /** Renames in other open requests; `label` is how people know the request. */
  open?: readonly { oldName: string; newName: string; label: string }[]
  /** Retired names that still rest. */
  quarantined?: readonly { name: string; until: string }[]
  /** Names on the wildcard certificates in use: `*.kota.test`. */
  certificates?: readonly string[]
  /** How long the execution may take, in seconds. */
  windowSeconds?: number
  /** The due time, when it falls after closing. */
  dueAfterClosing?: string
  /** Records of known zones, to find those that aim at the old name. */
  records?: readonly { name: string; type: string; value: string }[]
}
