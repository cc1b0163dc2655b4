/** Who can sign in to a demonstration: one address for each role, one password for all. Pure. */
import type { Role } from './access.ts'

export const demoPassword = 'alih-demo-2026'

export const demoEmail = (role: Role): string => `${role.replace('_', '-')}@demo.example`
