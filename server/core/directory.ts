/** Who and where: agencies, people, zones, resolvers. Schemas and types; pure. */
import { z } from 'zod'
import { roles, type Role } from './access.ts'
import { parseEndpoint } from './address.ts'
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
  })
  .refine((person) => (person.role === 'applicant') === (person.agencyId !== null), {
    error: 'AGENCY_ROLE',
    path: ['agencyId'],
  })
export type PersonInput = z.infer<typeof personInput>
export type Person = NoticePreference & {
  id: number
  name: string
  email: string
  role: Role
  agencyId: number | null
  active: boolean
  /** Whether the person has an account to sign in with. */
  signedUp: boolean
}

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
