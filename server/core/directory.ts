/** Who and where: agencies, people, zones, resolvers. Schemas and types; pure. */
import { z } from 'zod'
import { roles } from './access.ts'
import { parseEndpoint } from './address.ts'
import { day } from './holiday.ts'
import { noticePreference, type NoticePreference } from './notice.ts'
import { parseHostname, type Hostname } from './hostname.ts'

/** A host name from outside, in canonical form. The error names the condition that it breaks. */
export const hostnameInput = z
  .string()
  .max(1024)
  .transform((text, context): Hostname => {
    const parsed = parseHostname(text)
    if (parsed.ok) return parsed.hostname
    context.addIssue({
      code: 'custom',
      message: parsed.problem,
    })
    return z.NEVER
  })

const name = z.string().trim().min(1).max(200)

export const agencyInput = z.strictObject({ name, shortName: z.string().trim().min(1).max(40) })
export type AgencyInput = z.infer<typeof agencyInput>
export type Agency = AgencyInput & { id: number }

/** What the SOP asks of who carries a rename out (part F). */
export const qualifications = ['pranata_komputer', 'it_expert', 'networking', 'applications'] as const
export type Qualification = (typeof qualifications)[number]

const words = (max: number) => z.string().trim().max(max).default('')

export const personInput = z
  .strictObject({
    name,
    email: z
      .email()
      .max(254)
      .transform((text) => text.toLowerCase()),
    role: z.enum(roles),
    agencyId: z.int().positive().nullable().default(null),
    active: z.boolean().default(true),
    // Left out, they stay as they are: they are the person's own choice.
    language: noticePreference.shape.language.optional(),
    notices: noticePreference.shape.notices.optional(),
    /** The number of a civil servant: 18 digits, or none. */
    nip: z
      .string()
      .max(40)
      .transform((text) => text.replace(/\s/g, ''))
      .refine((text) => /^(\d{18})?$/.test(text), { error: 'NIP' })
      .default(''),
    /** `Penata Muda Tk. I / III.b` */
    rank: words(100),
    position: words(200),
    /** The decree by which the person belongs to the team (SOP part D). */
    decreeNumber: words(120),
    decreeDay: day.nullable().default(null),
    qualifications: z
      .array(z.enum(qualifications))
      .max(20)
      .transform((all) => qualifications.filter((one) => all.includes(one)))
      .default([]),
    otherQualifications: words(1000),
  })
  .refine((person) => (person.role === 'applicant') === (person.agencyId !== null), {
    error: 'AGENCY_ROLE',
    path: ['agencyId'],
  })
export type PersonInput = z.infer<typeof personInput>
export type Person = Omit<PersonInput, keyof NoticePreference> &
  NoticePreference & {
    id: number
    /** Whether the person has an account to sign in with. */
    signedUp: boolean
  }

/** Somebody who can be assigned, with what they have in hand. */
export type Assignee = Pick<
  Person,
  'id' | 'name' | 'position' | 'decreeNumber' | 'decreeDay' | 'qualifications' | 'otherQualifications'
> & { open: number; late: number }

export const zoneInput = z.strictObject({ name: hostnameInput, note: z.string().trim().max(500).default('') })
export type ZoneInput = z.infer<typeof zoneInput>
export type Zone = ZoneInput & { id: number }

const resolverAddress = z
  .string()
  .trim()
  .max(300)
  .refine((text) => parseEndpoint(text) !== null || (text.startsWith('https://') && URL.canParse(text)), {
    error: 'RESOLVER_ADDRESS',
  })

export const resolverInput = z.strictObject({
  name,
  address: resolverAddress,
  active: z.boolean().default(true),
})
export type ResolverInput = z.infer<typeof resolverInput>
export type Resolver = ResolverInput & { id: number }
