/** Group N: the names of a request before anything is changed. Pure data. */
import type { Condition } from './condition.ts'

export const planning = {
  N01: {
    name: 'LABEL_ILLEGAL',
    level: 'error',
    stop: true,
    source: 'RFC 1123 §2.1, RFC 1035 §2.3.1',
    message: {
      id: '{subject} memuat huruf yang tidak diperbolehkan, atau sebuah bagiannya diawali atau diakhiri tanda hubung.',
      en: '{subject} has characters that are not allowed, or a label that begins or ends with a hyphen.',
    },
    remedy: {
      id: 'Gunakan hanya huruf, angka dan tanda hubung di tengah.',
      en: 'Use letters, digits, and hyphens inside only.',
    },
  },
  N02: {
    name: 'NAME_TOO_LONG',
    level: 'error',
    stop: true,
    source: 'RFC 1035 §2.3.4, RFC 2181 §11',
    message: {
      id: '{subject} terlalu panjang: paling banyak 63 huruf tiap bagian dan 253 seluruhnya.',
      en: '{subject} is too long: at most 63 characters in a label and 253 in all.',
    },
    remedy: { id: 'Pilih nama yang lebih pendek.', en: 'Choose a shorter name.' },
  },
  N03: {
    name: 'DOUBLE_HYPHEN',
    level: 'error',
    stop: true,
    source: 'RFC 5891 §4.2.3.1',
    message: {
      id: '{subject} memuat dua tanda hubung pada posisi ketiga dan keempat, yang dicadangkan.',
      en: '{subject} has two hyphens in positions three and four, which are reserved.',
    },
    remedy: { id: 'Hilangkan salah satu tanda hubung.', en: 'Leave out one of the hyphens.' },
  },
  N04: {
    name: 'IDN_INVALID_OR_CONFUSABLE',
    level: 'warning',
    stop: false,
    source: 'RFC 5890, RFC 5891, RFC 5892',
    message: {
      id: '{subject} bukan nama internasional yang sah, atau mudah tertukar dengan {seen}.',
      en: '{subject} is no valid internationalised name, or is easily confused with {seen}.',
    },
    remedy: {
      id: 'Pilih nama yang tidak mirip dengan nama lain.',
      en: 'Choose a name that does not look like another.',
    },
  },
  N05: {
    name: 'LABEL_RESERVED',
    level: 'error',
    stop: true,
    source: 'Kebijakan',
    message: {
      id: '{subject} memakai bagian nama yang dicadangkan: {seen}.',
      en: '{subject} uses a reserved label: {seen}.',
    },
    remedy: {
      id: 'Pilih nama lain: panel hosting dan surel memakai nama itu sendiri.',
      en: 'Choose another name: the hosting panel and mail use that one themselves.',
    },
  },
  N06: {
    name: 'SAME_NAME',
    level: 'error',
    stop: true,
    source: 'RFC 4343 §2',
    message: {
      id: 'Nama lama dan nama baru sama: {subject}.',
      en: 'The old and the new name are the same: {subject}.',
    },
    remedy: { id: 'Isi nama baru yang berbeda.', en: 'Give a new name that differs.' },
  },
  N07: {
    name: 'NEW_NAME_TAKEN',
    level: 'error',
    stop: true,
    source: 'RFC 4592 §2.2.2',
    message: {
      id: 'Nama baru {subject} sudah dipakai: {seen}.',
      en: 'The new name {subject} is already in use: {seen}.',
    },
    remedy: {
      id: 'Pilih nama lain, atau kosongkan dahulu nama itu melalui permohonannya sendiri.',
      en: 'Choose another name, or free this one first by a request of its own.',
    },
  },
  N08: {
    name: 'CLAIMED_BY_OTHER_REQUEST',
    level: 'error',
    stop: true,
    source: 'SOP',
    message: {
      id: '{subject} sedang dipakai permohonan lain atau masih dalam masa karantina: {seen}.',
      en: '{subject} is claimed by another request, or still in quarantine: {seen}.',
    },
    remedy: {
      id: 'Tunggu permohonan itu selesai, atau pilih nama lain.',
      en: 'Wait until that request is finished, or choose another name.',
    },
  },
  N09: {
    name: 'CHAIN_OR_SWAP',
    level: 'warning',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Perubahan nama ini bersambung atau bertukar dengan permohonan lain: {seen}.',
      en: 'This rename chains or swaps with another request: {seen}.',
    },
    remedy: {
      id: 'Tentukan urutannya, atau pakai nama sementara.',
      en: 'Fix the order, or use a temporary name.',
    },
  },
  N10: {
    name: 'OLD_NAME_ABSENT',
    level: 'warning',
    stop: false,
    source: 'RFC 2308 §2.1',
    message: {
      id: 'Nama lama {subject} tidak ada menurut server otoritatif ({seen}).',
      en: 'The old name {subject} does not exist according to the authoritative servers ({seen}).',
    },
    remedy: {
      id: 'Periksa ejaannya; bila memang sudah tidak ada, pertimbangkan pendaftaran nama baru saja.',
      en: 'Check its spelling; if it is gone indeed, consider registering the new name only.',
    },
  },
  N11: {
    name: 'OUTSIDE_ZONE',
    level: 'error',
    stop: true,
    source: 'RFC 1034 §4.2',
    message: {
      id: '{subject} tidak berada dalam zona yang disetujui: {seen}.',
      en: '{subject} does not lie in an approved zone: {seen}.',
    },
    remedy: {
      id: 'Pilih nama di bawah salah satu zona yang dikelola: {expected}.',
      en: 'Choose a name below one of the managed zones: {expected}.',
    },
  },
  N12: {
    name: 'CHILDREN_OF_OLD',
    level: 'warning',
    stop: false,
    source: 'RFC 8020 §2, RFC 4592 §2.2.2',
    message: {
      id: 'Masih ada nama di bawah nama lama {subject}: {seen}.',
      en: 'Names exist below the old name {subject}: {seen}.',
    },
    remedy: {
      id: 'Pindahkan juga nama-nama itu; bila tidak, nama lama akan menjawab NODATA, bukan NXDOMAIN.',
      en: 'Move those names too; otherwise the old name will answer NODATA, not NXDOMAIN.',
    },
  },
  N13: {
    name: 'DEPTH_NEEDS_OWN_CERT',
    level: 'notice',
    stop: false,
    source: 'RFC 9525 §6.3',
    message: {
      id: '{subject} lebih dalam daripada cakupan sertifikat wildcard {seen}.',
      en: '{subject} has more labels than the wildcard certificate {seen} covers.',
    },
    remedy: {
      id: 'Siapkan sertifikat tersendiri untuk nama itu.',
      en: 'Prepare a certificate for the name itself.',
    },
  },
  N14: {
    name: 'TTL_TOO_LONG_FOR_WINDOW',
    level: 'warning',
    stop: false,
    source: 'RFC 1034 §3.6',
    message: {
      id: 'TTL {subject} ({seen} detik) lebih panjang daripada waktu pelaksanaan ({expected} detik).',
      en: 'The TTL of {subject} ({seen} s) is longer than the planned window ({expected} s).',
    },
    remedy: {
      id: 'Turunkan TTL paling lambat satu TTL lama sebelum pelaksanaan.',
      en: 'Lower the TTL at least one old TTL before the execution.',
    },
  },
  N15: {
    name: 'NEGATIVE_TTL_LONG',
    level: 'warning',
    stop: false,
    source: 'RFC 2308 §5',
    message: {
      id: 'TTL negatif zona {subject} ({seen} detik) lebih panjang daripada waktu pelaksanaan ({expected} detik).',
      en: 'The negative TTL of zone {subject} ({seen} s) is longer than the planned window ({expected} s).',
    },
    remedy: {
      id: 'Jangan membuka nama baru sebelum dibuat: yang bertanya terlalu awal harus menunggu selama itu.',
      en: 'Do not open the new name before it is created: whoever asks too early waits that long.',
    },
  },
  N16: {
    name: 'WINDOW_CROSSES_CLOSING',
    level: 'notice',
    stop: false,
    source: 'SOP',
    message: {
      id: 'Batas waktu pelaksanaan {subject} jatuh setelah jam tutup: {seen}.',
      en: 'The due time for {subject} falls after closing: {seen}.',
    },
    remedy: {
      id: 'Mulai lebih pagi, atau rencanakan lanjutannya pada hari kerja berikutnya.',
      en: 'Start earlier, or plan to go on the next working day.',
    },
  },
  N17: {
    name: 'INBOUND_REFERENCES',
    level: 'warning',
    stop: false,
    source: 'RFC 2181 §10.3',
    message: {
      id: 'Catatan lain masih menunjuk ke nama lama {subject}: {seen}.',
      en: 'Other records still point at the old name {subject}: {seen}.',
    },
    remedy: {
      id: 'Arahkan catatan itu ke nama baru sebelum nama lama dihapus.',
      en: 'Point those records at the new name before the old one is removed.',
    },
  },
} satisfies Record<string, Condition>
