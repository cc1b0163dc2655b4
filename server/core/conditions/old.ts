/** Group A, the old name: what the authoritative servers still say about it. Pure data. */
import type { Condition } from './condition.ts'

export const old = {
  A25: {
    name: 'OLD_ALIASES_NEW',
    level: 'info',
    stop: false,
    source: 'RFC 1034 §3.6.2',
    message: {
      id: 'Nama lama {subject} adalah CNAME ke nama baru ({seen}): peralihan yang diperbolehkan.',
      en: 'The old name {subject} is a CNAME to the new one ({seen}): an allowed transition.',
    },
    remedy: {
      id: 'Pastikan situs juga mengalihkan (redirect) dan sertifikat mencakup nama lama sampai masa peralihan berakhir.',
      en: 'Make sure that the site redirects too and that a certificate covers the old name until the transition ends.',
    },
  },
  A26: {
    name: 'OLD_STILL_SERVED',
    level: 'warning',
    stop: false,
    source: 'SOP',
    message: {
      id: 'Nama lama {subject} masih dijawab oleh server otoritatif: {seen}.',
      en: 'The old name {subject} is still answered by the authoritative servers: {seen}.',
    },
    remedy: {
      id: 'Hapus nama lama dari panel hosting (bukan hanya dari berkas zona), lalu pastikan jawabannya NXDOMAIN.',
      en: 'Remove the old name from the hosting panel (not only from the zone file), then make sure that the answer is NXDOMAIN.',
    },
  },
  A27: {
    name: 'OLD_GONE',
    level: 'pass',
    stop: false,
    source: 'RFC 8020 §2',
    message: {
      id: 'Nama lama {subject} sudah tidak ada di semua server otoritatif ({seen}).',
      en: 'The old name {subject} is gone at every authoritative server ({seen}).',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
  A28: {
    name: 'OLD_GONE_PARTLY',
    level: 'error',
    stop: true,
    source: 'RFC 1034 §4.3.5',
    message: {
      id: 'Server otoritatif belum sepakat tentang nama lama {subject}: {seen}.',
      en: 'The authoritative servers do not agree about the old name {subject}: {seen}.',
    },
    remedy: {
      id: 'Bila server sekunder hanya tertinggal, tunggu sampai {until}; selain itu periksa transfer zona dan nomor serial.',
      en: 'If a secondary server only lags, wait until {until}; otherwise check the zone transfer and the serial number.',
    },
  },
  A29: {
    name: 'OLD_BY_WILDCARD',
    level: 'warning',
    stop: false,
    source: 'RFC 4592 §2.2',
    message: {
      id: 'Nama lama {subject} masih dijawab, dan jawabannya sama dengan wildcard zona: {seen}.',
      en: 'The old name {subject} is still answered, with the same as the wildcard of the zone: {seen}.',
    },
    remedy: {
      id: 'Selama ada wildcard, nama ini tidak akan pernah NXDOMAIN: hapus catatan sendiri bila masih ada, dan nilai dari situs yang ditampilkan.',
      en: 'While the wildcard exists, this name can never be NXDOMAIN: remove its own record if there still is one, and judge by the site that it shows.',
    },
  },
  A30: {
    name: 'OLD_LEFTOVERS',
    level: 'notice',
    stop: false,
    source: 'RFC 9460 §7.3, RFC 7208',
    message: {
      id: 'Masih ada catatan pada atau di bawah nama lama {subject}: {seen}.',
      en: 'Records remain at or below the old name {subject}: {seen}.',
    },
    remedy: {
      id: 'Pindahkan atau hapus catatan surel, TXT, CAA, SRV, TLSA dan HTTPS yang tertinggal.',
      en: 'Move or remove the mail, TXT, CAA, SRV, TLSA and HTTPS records that were left behind.',
    },
  },
  A31: {
    name: 'WWW_PAIR',
    level: 'warning',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Pasangan www dari {subject} terlupa: terlihat {seen}, diharapkan {expected}.',
      en: 'The www pair of {subject} was forgotten: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Perlakukan nama www sama dengan nama utamanya: panel hosting membuat keduanya sekaligus.',
      en: 'Treat the www name like its main name: the hosting panel creates both at once.',
    },
  },
  A32: {
    name: 'ALIAS_AS_NS_OR_MX',
    level: 'error',
    stop: false,
    source: 'RFC 2181 §10.3',
    message: {
      id: 'Catatan NS atau MX menunjuk ke {subject}, yang kini sebuah CNAME: {seen}.',
      en: 'An NS or MX record points at {subject}, which is a CNAME now: {seen}.',
    },
    remedy: {
      id: 'Arahkan NS atau MX ke nama yang memiliki catatan alamat sendiri.',
      en: 'Point the NS or MX at a name with address records of its own.',
    },
  },
} satisfies Record<string, Condition>
