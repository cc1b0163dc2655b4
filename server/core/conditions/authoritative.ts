/** Group A: what the authoritative servers say. Pure data. */
import type { Condition } from './index.ts'

export const authoritative = {
  A10: {
    name: 'NEW_RIGHT',
    level: 'pass',
    stop: false,
    source: 'RFC 2181 §5',
    message: {
      id: 'Semua server otoritatif menjawab {subject} tepat seperti yang diharapkan.',
      en: 'Every authoritative server answers {subject} exactly as expected.',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
} satisfies Record<string, Condition>
