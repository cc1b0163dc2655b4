/** Why a line of a file is not taken into the register, in both languages. Pure data. */
import { issueTexts } from './issues.ts'
import type { Text } from './verdict.ts'

const { LABEL_ILLEGAL, NAME_TOO_LONG, DOUBLE_HYPHEN, IDN_INVALID, OUTSIDE_ZONE } = issueTexts
const { NOT_A_VALUE, NO_RECORDS, CNAME_AND_OTHER, ONE_CNAME } = issueTexts

export const siteFaults = {
  LABEL_ILLEGAL: LABEL_ILLEGAL!,
  NAME_TOO_LONG: NAME_TOO_LONG!,
  DOUBLE_HYPHEN: DOUBLE_HYPHEN!,
  IDN_INVALID: IDN_INVALID!,
  OUTSIDE_ZONE: OUTSIDE_ZONE!,
  NOT_A_VALUE: NOT_A_VALUE!,
  NO_RECORDS: NO_RECORDS!,
  CNAME_AND_OTHER: CNAME_AND_OTHER!,
  ONE_CNAME: ONE_CNAME!,
  unreadable: {
    id: 'Baris ini tidak dapat dibaca.',
    en: 'This line cannot be read.',
  },
  no_name: { id: 'Nama situs kosong.', en: 'There is no name.' },
  no_agency: {
    id: 'Instansi kosong. Isi kolom instansi, atau pilih satu instansi untuk seluruh berkas.',
    en: 'There is no agency. Fill the agency column, or choose one agency for the whole file.',
  },
  unknown_agency: {
    id: 'Instansi ini belum terdaftar. Tulis nama singkatnya persis seperti di daftar instansi.',
    en: 'No such agency is registered. Write its short name as in the list of agencies.',
  },
  unknown_kind: {
    id: 'Jenis tidak dikenal. Tulis “website” atau “aplikasi”.',
    en: 'Unknown kind. Write “website” or “application”.',
  },
  resting: {
    id: 'Nama ini sedang diistirahatkan, jadi belum boleh dipakai lagi.',
    en: 'This name is retired and still rests, so nobody may have it yet.',
  },
  old_name: {
    id: 'Nama lama dari perubahan yang sudah dilaksanakan. Isinya mengikuti permohonannya, bukan berkas ini.',
    en: 'The old name of a rename that was carried out. Its request says what it holds, not this file.',
  },
  twice: {
    id: 'Nama ini sudah disebut pada baris sebelumnya.',
    en: 'This name was given on an earlier line.',
  },
  too_many: {
    id: 'Melebihi 5.000 nama dalam satu berkas. Bagi menjadi beberapa berkas.',
    en: 'More than 5,000 names in one file. Split it into several.',
  },
  include: {
    id: 'Berkas zona ini memuat $INCLUDE, sehingga isinya tidak lengkap di sini. Tidak ada baris yang dibaca; gabungkan dahulu, misalnya dengan named-compilezone.',
    en: 'This zone file has an $INCLUDE, so part of it is not here. No line was read; put it together first, with named-compilezone for instance.',
  },
  generate: {
    id: '$GENERATE tidak dijalankan. Tulis nama-namanya satu per satu.',
    en: '$GENERATE is not carried out. Write the names one by one.',
  },
  no_origin: {
    id: 'Nama ini relatif, tetapi berkas tidak memuat $ORIGIN. Pilih zonanya.',
    en: 'This name is relative, and the file has no $ORIGIN. Choose the zone.',
  },
  apex: {
    id: 'Dilewati: nama zona itu sendiri, bukan subdomain.',
    en: 'Skipped: the name of the zone itself, not a subdomain.',
  },
  wildcard: {
    id: 'Dilewati: wildcard bukan nama satu situs.',
    en: 'Skipped: a wildcard is not the name of one site.',
  },
  service_label: {
    id: 'Dilewati: nama layanan (diawali garis bawah), bukan situs.',
    en: 'Skipped: the name of a service (it begins with an underscore), not a site.',
  },
  no_address: {
    id: 'Dilewati: tidak memiliki record A, AAAA, atau CNAME.',
    en: 'Skipped: it has no A, AAAA or CNAME record.',
  },
  delegated: {
    id: 'Dilewati: didelegasikan ke server lain melalui record NS; isinya ada di zona itu.',
    en: 'Skipped: NS records give it to other servers; what it holds is in that zone.',
  },
  www_pair: {
    id: 'Dilewati: www dari nama yang juga ada di berkas ini.',
    en: 'Skipped: the www of a name that is in this file itself.',
  },
  infrastructure: {
    id: 'Dilewati: server nama, surat, atau panel, bukan situs.',
    en: 'Skipped: a name server, mail or the panel, not a site.',
  },
} as const satisfies Record<string, Text>

export type SiteFault = keyof typeof siteFaults
