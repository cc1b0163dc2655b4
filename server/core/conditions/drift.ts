/** Group S, what DNS shows of it: stale, dangling and drifted names. Pure data. */
import type { Condition } from './condition.ts'

export const drift = {
  S01: {
    name: 'DANGLING_ADDRESS',
    level: 'warning',
    stop: false,
    source: 'Alih',
    message: {
      id: '{subject} mengarah ke alamat di luar rentang milik sendiri: {seen}.',
      en: '{subject} points at an address outside the owned ranges: {seen}.',
    },
    remedy: {
      id: 'Pastikan alamat itu masih milik instansi; bila tidak, hapus catatannya sebelum orang lain memakainya.',
      en: 'Make sure that the address still belongs to the agency; if not, remove the record before a stranger uses it.',
    },
  },
  S02: {
    name: 'DANGLING_ALIAS',
    level: 'error',
    stop: false,
    source: 'RFC 2308 §2.1',
    message: {
      id: '{subject} adalah CNAME ke nama yang tidak ada: {seen}. Orang lain mungkin dapat mengambil alih nama itu.',
      en: '{subject} is a CNAME to a name that does not exist: {seen}. A stranger may be able to take the name over.',
    },
    remedy: {
      id: 'Hapus CNAME itu sekarang, atau buat kembali sasarannya.',
      en: 'Remove the CNAME now, or create its target again.',
    },
  },
  S03: {
    name: 'DANGLING_DELEGATION',
    level: 'error',
    stop: false,
    source: 'RFC 1034 §4.2.2',
    message: {
      id: '{subject} didelegasikan ke server yang tidak mengenal zonanya: {seen}.',
      en: '{subject} is delegated to servers that do not know the zone: {seen}.',
    },
    remedy: {
      id: 'Hapus catatan NS itu, atau muat zonanya pada server tersebut: orang lain mungkin dapat mengambil alih zona itu.',
      en: 'Remove those NS records, or load the zone on the servers: a stranger may be able to take the zone over.',
    },
  },
  S07: {
    name: 'NOT_IN_REGISTER',
    level: 'notice',
    stop: false,
    source: 'SOP',
    message: {
      id: '{subject} terlihat di {seen} tetapi tidak tercatat dan tidak punya penanggung jawab.',
      en: '{subject} was seen in {seen} but is not registered and has no owner.',
    },
    remedy: {
      id: 'Daftarkan nama itu dengan instansi penanggung jawabnya, atau hapus.',
      en: 'Register the name with the agency that owns it, or remove it.',
    },
  },
  S08: {
    name: 'GHOST',
    level: 'warning',
    stop: false,
    source: 'RFC 2308 §2.1',
    message: {
      id: '{subject} tercatat masih dipakai, tetapi tidak ada menurut server otoritatif ({seen}).',
      en: '{subject} is registered as in use, but does not exist according to the authoritative servers ({seen}).',
    },
    remedy: {
      id: 'Kembalikan catatannya, atau ubah status nama itu di daftar. Jangan menghapus data berdasarkan satu pemeriksaan saja.',
      en: 'Put its records back, or change its role in the register. Never delete anything on one look.',
    },
  },
  S09: {
    name: 'REAPPEARED',
    level: 'error',
    stop: true,
    source: 'SOP',
    message: {
      id: 'Nama lama {subject} yang sudah dihapus muncul kembali: {seen}.',
      en: 'The old name {subject}, removed before, answers again: {seen}.',
    },
    remedy: {
      id: 'Hapus nama itu dari panel hosting (bukan hanya dari berkas zona): pembangunan ulang zona oleh panel dapat mengembalikannya.',
      en: 'Remove the name from the hosting panel (not only from the zone file): a rebuild of the zone by the panel can bring it back.',
    },
  },
  S10: {
    name: 'DRIFTED',
    level: 'error',
    stop: false,
    source: 'SOP',
    message: {
      id: '{subject} berubah tanpa permohonan: terlihat {seen}, sebelumnya {expected}.',
      en: '{subject} changed without a request: seen {seen}, verified before {expected}.',
    },
    remedy: {
      id: 'Cari tahu siapa yang mengubahnya; kembalikan, atau catat perubahan itu melalui permohonan.',
      en: 'Find out who changed it; put it back, or record the change by a request.',
    },
  },
  S11: {
    name: 'KEEP_UNTIL_PASSED',
    level: 'notice',
    stop: false,
    source: 'SOP',
    message: {
      id: 'Masa pengalihan {subject} sudah lewat ({seen}) dan penghapusannya belum disetujui.',
      en: 'The redirect period of {subject} is over ({seen}) and its removal has not been approved.',
    },
    remedy: {
      id: 'Ajukan persetujuan untuk menghapus nama lama, atau perpanjang masa pengalihannya.',
      en: 'Ask for approval to remove the old name, or extend the period.',
    },
  },
} satisfies Record<string, Condition>
