/** Group D: DNSSEC. Pure data. */
import type { Condition } from './condition.ts'

export const dnssec = {
  D01: {
    name: 'INSECURE',
    level: 'notice',
    stop: false,
    source: 'RFC 4033 §5',
    message: {
      id: 'Zona {subject} tidak ditandatangani DNSSEC: wajar, sekadar diketahui.',
      en: 'Zone {subject} is not signed with DNSSEC: normal, just known.',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
  D02: {
    name: 'SECURE',
    level: 'pass',
    stop: false,
    source: 'RFC 4033 §5',
    message: {
      id: 'Jawaban untuk {subject} sah menurut DNSSEC ({seen}).',
      en: 'The answer for {subject} is valid under DNSSEC ({seen}).',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
  D03: {
    name: 'UNSIGNED_EDIT',
    level: 'error',
    stop: true,
    source: 'RFC 4035 §2.2',
    message: {
      id: 'Zona ditandatangani, tetapi catatan {subject} di {server} tidak memiliki tanda tangan (RRSIG) yang berlaku: {seen}.',
      en: 'The zone is signed, but the records of {subject} at {server} have no valid signature (RRSIG): {seen}.',
    },
    remedy: {
      id: 'Tandatangani ulang zona setelah mengubahnya, lalu muat ulang.',
      en: 'Sign the zone again after editing it, then reload.',
    },
  },
  D04: {
    name: 'DS_WITHOUT_KEY',
    level: 'error',
    stop: true,
    source: 'RFC 4035 §2.4',
    message: {
      id: 'Zona induk memiliki DS untuk {subject}, tetapi zona tidak memiliki kunci yang cocok: DS {expected}, kunci {seen}.',
      en: 'The parent zone has a DS for {subject}, but the zone has no matching key: DS {expected}, keys {seen}.',
    },
    remedy: {
      id: 'Cocokkan DS di zona induk dengan DNSKEY zona, atau hapus DS bila zona tidak lagi ditandatangani.',
      en: 'Make the DS in the parent zone match a DNSKEY of the zone, or remove the DS if the zone is no longer signed.',
    },
  },
  D05: {
    name: 'SIGNATURE_EXPIRED_OR_SOON',
    level: 'error',
    stop: false,
    source: 'RFC 4034 §3.1.5',
    message: {
      id: 'Tanda tangan DNSSEC untuk {subject} di {server} sudah atau segera kedaluwarsa: {seen}.',
      en: 'The DNSSEC signature of {subject} at {server} has expired, or soon will: {seen}.',
    },
    remedy: {
      id: 'Tandatangani ulang zona, dan periksa jadwal penandatanganan otomatisnya.',
      en: 'Sign the zone again, and check the schedule of automatic signing.',
    },
  },
  D06: {
    name: 'INDETERMINATE',
    level: 'notice',
    stop: false,
    source: 'RFC 4033 §5',
    message: {
      id: 'Keadaan DNSSEC untuk {subject} tidak dapat dipastikan: {seen}.',
      en: 'The DNSSEC state of {subject} cannot be told: {seen}.',
    },
    remedy: {
      id: 'Ulangi pemeriksaan ketika server zona dan zona induk dapat dijangkau.',
      en: 'Look again when the servers of the zone and of its parent can be reached.',
    },
  },
} satisfies Record<string, Condition>
