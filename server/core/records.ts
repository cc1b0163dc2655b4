/** Expected records of a name: which RRsets, and when two sets are equal. Pure. */
import { z } from 'zod'
import { canonicalAddress } from './address.ts'
import { parseHostname } from './hostname.ts'

export const recordTypes = ['A', 'AAAA', 'CNAME'] as const
export type RecordType = (typeof recordTypes)[number]

/** What a name should hold: canonical values, sorted, no repeats. A CNAME stands alone (RFC 1034 §3.6.2). */
export type ExpectedRecords = Partial<Record<RecordType, string[]>>

/** The canonical text of one value, or null when it is not a value of that type. */
export function canonicalValue(type: RecordType, value: string): string | null {
  if (type === 'CNAME') {
    const parsed = parseHostname(value)
    return parsed.ok ? parsed.hostname : null
  }
  const address = canonicalAddress(value)
  return address !== null && address.includes(':') === (type === 'AAAA') ? address : null
}

/** Equality as sets: order and repetition never count (RFC 2181 §5). */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a)
  const right = new Set(b)
  return left.size === right.size && [...left].every((value) => right.has(value))
}

const values = (type: RecordType) =>
  z
    .array(
      z.string().transform((value, context) => {
        const canonical = canonicalValue(type, value)
        if (canonical === null) context.addIssue({ code: 'custom', message: 'NOT_A_VALUE' })
        return canonical ?? z.NEVER
      }),
    )
    .min(1)
    .max(32)
    .transform((list) => [...new Set(list)].sort())

/** Parses expected records from outside; at least one set, and a CNAME alone. */
export const expectedRecords = z
  .strictObject({
    A: values('A').optional(),
    AAAA: values('AAAA').optional(),
    CNAME: values('CNAME').optional(),
  })
  .transform((records): ExpectedRecords => {
    const kept: ExpectedRecords = {}
    for (const type of recordTypes) if (records[type]) kept[type] = records[type]
    return kept
  })
  .refine((records) => Object.keys(records).length > 0, { error: 'NO_RECORDS' })
  .refine((records) => !records.CNAME || (!records.A && !records.AAAA), {
    error: 'CNAME_AND_OTHER',
  })
  .refine((records) => !records.CNAME || records.CNAME.length === 1, {
    error: 'ONE_CNAME',
  })

/** `A 192.0.2.1, 192.0.2.2`: for messages and history. */
export function formatRecords(records: ExpectedRecords): string {
  return recordTypes
    .filter((type) => records[type])
    .map((type) => `${type} ${records[type]!.join(', ')}`)
    .join('; ')
}
