/** Texts of our own schema rules, by the key that a schema gives as its message. Pure data. */
import type { Text } from './verdict.ts'

export const issueTexts: Record<string, Text> = {
  LABEL_ILLEGAL: {
    id: 'Bukan nama host: hanya huruf, angka, dan tanda hubung, tidak diawali atau diakhiri tanda hubung, dan tanpa label kosong.',
    en: 'Not a host name: letters, digits and hyphens only, no hyphen at either end of a label, and no empty label.',
  },
  NAME_TOO_LONG: {
    id: 'Nama terlalu panjang: label paling banyak 63 karakter, seluruh nama paling banyak 253.',
    en: 'The name is too long: 63 characters a label, 253 in all.',
  },
  DOUBLE_HYPHEN: {
    id: 'Dua tanda hubung pada posisi ketiga dan keempat hanya untuk nama berawalan “xn--”.',
    en: 'Two hyphens in the third and fourth place are for names that begin with “xn--” only.',
  },
  IDN_INVALID: {
    id: 'Nama internasional (IDN) ini tidak dapat diterjemahkan.',
    en: 'This internationalised name (IDN) does not decode.',
  },
  SAME_NAME: { id: 'Nama baru sama dengan nama lama.', en: 'The new name is the old name.' },
  NOT_A_VALUE: {
    id: 'Bukan nilai yang sah untuk jenis record ini.',
    en: 'Not a valid value for this record type.',
  },
  NO_RECORDS: { id: 'Isi paling sedikit satu record.', en: 'Give at least one record.' },
  CNAME_AND_OTHER: {
    id: 'CNAME harus berdiri sendiri, tanpa record A atau AAAA.',
    en: 'A CNAME stands alone, without A or AAAA records.',
  },
  ONE_CNAME: { id: 'Satu nama hanya boleh memiliki satu CNAME.', en: 'A name has one CNAME at most.' },
  NOT_A_DAY: { id: 'Bukan tanggal yang ada (TTTT-BB-HH).', en: 'Not a day that exists (YYYY-MM-DD).' },
  NOT_HOURS: {
    id: 'Tulis satu baris untuk tiap jam kerja, misalnya “senin-kamis 08:00-16:00” atau “sabtu tutup”.',
    en: 'Write one line for each opening, such as “monday-thursday 08:00-16:00” or “saturday closed”.',
  },
  NOT_AN_EXCEPTION: {
    id: 'Tulis satu baris untuk tiap masa, misalnya “2027-02-08 2027-03-09 senin-kamis 08:00-15:00, jumat 08:00-15:30”.',
    en: 'Write one line for each stretch, such as “2027-02-08 2027-03-09 monday-thursday 08:00-15:00, friday 08:00-15:30”.',
  },
  NO_OPEN_DAY: {
    id: 'Paling sedikit satu hari harus buka.',
    en: 'At least one day must be open.',
  },
  AGENCY_ROLE: {
    id: 'Pemohon wajib memiliki instansi, dan peran lain tidak boleh.',
    en: 'An applicant belongs to an agency, and nobody else does.',
  },
  SELF_ACTING: {
    id: 'Seseorang tidak dapat menggantikan dirinya sendiri.',
    en: 'Nobody stands in for themselves.',
  },
  DAYS_REVERSED: {
    id: 'Hari terakhir mendahului hari pertama.',
    en: 'The last day is before the first.',
  },
  NIP: { id: 'NIP terdiri atas 18 angka.', en: 'A NIP has 18 digits.' },
  MARKED_TWICE: { id: 'Setiap isian ditandai satu kali.', en: 'Mark each field once.' },
  RESOLVER_ADDRESS: {
    id: 'Tulis alamat seperti 192.0.2.1, 192.0.2.1#5353, atau https://resolver.example/dns-query.',
    en: 'Write an address such as 192.0.2.1, 192.0.2.1#5353 or https://resolver.example/dns-query.',
  },
  HOOK_URL: {
    id: 'Tulis alamat http atau https tanpa nama pengguna, kata sandi, dan tanda #.',
    en: 'Write an http or https address without a user name, a password or a #.',
  },
  NOT_LABELS: {
    id: 'Tulis satu bagian nama per baris, tanpa titik: huruf, angka, dan tanda hubung di tengah.',
    en: 'Write one label a line, without dots: letters, digits, and hyphens inside.',
  },
  NUMBER_PATTERN: {
    id: 'Pola harus memuat {number} tepat satu kali, tidak menempel pada angka atau isian lain; isian yang dikenal: {year}, {month}, {month:roman}, {agency}, {number:4}.',
    en: 'The pattern must have {number} exactly once, not touching a digit or another place; known places: {year}, {month}, {month:roman}, {agency}, {number:4}.',
  },
  YEARLY_PATTERN: {
    id: 'Pola harus memuat {number} tepat satu kali, tidak menempel pada angka atau isian lain, dan {year}; boleh juga {month}, {month:roman}, dan {agency}.',
    en: 'The pattern must have {number} exactly once, not touching a digit or another place, and {year}; {month}, {month:roman} and {agency} may be there too.',
  },
  SERVER_ADDRESS: {
    id: 'Tulis alamat server utama seperti 192.0.2.53 atau 192.0.2.53#5353.',
    en: 'Write the address of the primary server, such as 192.0.2.53 or 192.0.2.53#5353.',
  },
  KEY_NAME: {
    id: 'Tulis nama kunci persis seperti di server DNS: huruf, angka, tanda hubung, garis bawah, dan titik.',
    en: 'Write the name of the key as it is on the DNS server: letters, digits, hyphens, underscores and dots.',
  },
  KEY_SECRET: {
    id: 'Tempel rahasia kunci dalam base64, seperti yang dicetak tsig-keygen.',
    en: 'Paste the secret of the key in base64, as tsig-keygen prints it.',
  },
  OUTSIDE_ZONE: {
    id: 'Nama ini tidak berada di bawah zona yang dikelola.',
    en: 'This name is not below a zone that is managed here.',
  },
}
