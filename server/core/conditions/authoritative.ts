/** Group A, the new name: what the authoritative servers say about it. Pure data. */
import type { Condition } from './condition.ts'

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
  A11: {
    name: 'NEW_NXDOMAIN',
    level: 'error',
    stop: true,
    source: 'RFC 2308 §2.1',
    message: {
      id: '{subject} tidak ada (NXDOMAIN) menurut {server}; diharapkan {expected}.',
      en: '{subject} does not exist (NXDOMAIN) according to {server}; expected {expected}.',
    },
    remedy: {
      id: 'Buat catatan untuk {subject} di panel hosting, naikkan serial zona, dan pastikan named memuat ulang zonanya.',
      en: 'Create the records of {subject} in the hosting panel, raise the serial of the zone and make sure that named reloads it.',
    },
  },
  A12: {
    name: 'NEW_NODATA',
    level: 'error',
    stop: true,
    source: 'RFC 2308 §2.2',
    message: {
      id: '{subject} dikenal tetapi tidak memiliki alamat yang diharapkan menurut {server}; terlihat {seen}, diharapkan {expected}.',
      en: '{subject} is known but has no address of the expected type according to {server}; seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Tambahkan catatan {expected} untuk {subject}; yang ada sekarang hanya jenis lain atau nama di bawahnya.',
      en: 'Add the records {expected} for {subject}; what exists now is only another type or names below it.',
    },
  },
  A13: {
    name: 'NEW_ELSEWHERE',
    level: 'error',
    stop: true,
    source: 'RFC 2181 §5',
    message: {
      id: '{subject} mengarah ke tempat lain menurut {server}: terlihat {seen}, diharapkan {expected}.',
      en: '{subject} points elsewhere according to {server}: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Ganti isi catatan {subject} menjadi {expected}, atau perbaiki data yang diharapkan bila memang berubah.',
      en: 'Change the records of {subject} to {expected}, or correct the expectation if it is what changed.',
    },
  },
  A14: {
    name: 'NEW_MIXED',
    level: 'error',
    stop: true,
    source: 'RFC 2181 §5',
    message: {
      id: '{subject} memuat nilai yang benar bersama nilai sisa menurut {server}: terlihat {seen}, diharapkan {expected}.',
      en: '{subject} holds the right values together with leftover ones according to {server}: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Hapus nilai yang tidak termasuk {expected}: sebagian pengunjung diarahkan ke tempat yang salah.',
      en: 'Remove the values that are not part of {expected}: a share of the visitors is sent to the wrong place.',
    },
  },
  A15: {
    name: 'NEW_INCOMPLETE',
    level: 'warning',
    stop: false,
    source: 'RFC 2181 §5',
    message: {
      id: '{subject} hanya memuat sebagian nilai yang diharapkan menurut {server}: terlihat {seen}, diharapkan {expected}.',
      en: '{subject} holds only a part of what is expected according to {server}: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Tambahkan nilai yang kurang agar {subject} memuat {expected}.',
      en: 'Add the missing values so that {subject} holds {expected}.',
    },
  },
  A16: {
    name: 'NEW_BY_WILDCARD',
    level: 'error',
    stop: true,
    source: 'RFC 4592 §3.3.1, RFC 4034 §3.1.3',
    message: {
      id: '{subject} hanya dijawab oleh wildcard ({seen}); nama itu sendiri belum dibuat.',
      en: '{subject} is answered by a wildcard only ({seen}); the name itself was not created.',
    },
    remedy: {
      id: 'Buat catatan {subject} sendiri, supaya tidak bergantung pada wildcard.',
      en: 'Create the records of {subject} itself, so that it does not depend on the wildcard.',
    },
  },
  A17: {
    name: 'AAAA_DISAGREES',
    level: 'error',
    stop: false,
    source: 'RFC 4074 §4, RFC 6724',
    message: {
      id: 'Jawaban IPv6 untuk {subject} tidak sesuai menurut {server}: terlihat {seen}, diharapkan {expected}.',
      en: 'The IPv6 answer for {subject} does not agree according to {server}: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Hapus catatan AAAA yang tidak diharapkan (atau tambahkan ke data yang diharapkan), dan perbaiki server yang menjawab AAAA dengan kesalahan.',
      en: 'Remove the AAAA record that is not expected (or add it to the expectation), and repair a server that answers AAAA with an error.',
    },
  },
  A18: {
    name: 'ADDRESS_NOT_PUBLIC',
    level: 'error',
    stop: true,
    source: 'RFC 6890, RFC 1918',
    message: {
      id: '{subject} mengarah ke alamat yang tidak dapat dijangkau publik: {seen}.',
      en: '{subject} points at an address that the public cannot reach: {seen}.',
    },
    remedy: {
      id: 'Ganti dengan alamat publik server, kecuali bila aplikasi memang hanya untuk jaringan dalam.',
      en: 'Use the public address of the server instead, unless the application is meant for the inner network only.',
    },
  },
  A19: {
    name: 'CNAME_AND_OTHER',
    level: 'critical',
    stop: true,
    source: 'RFC 1034 §3.6.2, RFC 2181 §10.1',
    message: {
      id: '{subject} memuat CNAME bersama jenis catatan lain: {seen}.',
      en: '{subject} holds a CNAME beside other types of records: {seen}.',
    },
    remedy: {
      id: 'Sisakan CNAME saja, atau catatan lainnya saja: BIND menolak memuat seluruh zona bila keduanya ada.',
      en: 'Keep either the CNAME or the other records: BIND refuses to load the whole zone when both are there.',
    },
  },
  A20: {
    name: 'CNAME_AT_APEX',
    level: 'critical',
    stop: true,
    source: 'RFC 1034 §3.6.2, RFC 1912 §2.4',
    message: {
      id: 'Nama zona {subject} sendiri memuat CNAME: {seen}.',
      en: 'The zone name {subject} itself holds a CNAME: {seen}.',
    },
    remedy: {
      id: 'Ganti CNAME pada nama zona dengan catatan A/AAAA.',
      en: 'Replace the CNAME at the zone name by A/AAAA records.',
    },
  },
  A21: {
    name: 'CNAME_LOOP_OR_TOO_LONG',
    level: 'error',
    stop: true,
    source: 'RFC 1034 §3.6.2',
    message: {
      id: 'Rangkaian CNAME dari {subject} berputar atau terlalu panjang: {seen}.',
      en: 'The chain of CNAMEs from {subject} loops or is too long: {seen}.',
    },
    remedy: {
      id: 'Arahkan CNAME langsung ke nama terakhir yang memiliki alamat.',
      en: 'Point the CNAME directly at the last name, the one with addresses.',
    },
  },
  A22: {
    name: 'CNAME_DANGLING',
    level: 'error',
    stop: true,
    source: 'RFC 2308 §2.1',
    message: {
      id: '{subject} adalah CNAME ke nama yang tidak ada atau tidak beralamat: {seen}.',
      en: '{subject} is a CNAME to a name that does not exist or has no address: {seen}.',
    },
    remedy: {
      id: 'Perbaiki sasaran CNAME, atau hapus CNAME itu: orang lain mungkin dapat mendaftarkan nama sasarannya.',
      en: 'Correct the target of the CNAME, or remove the CNAME: a stranger may be able to register the target.',
    },
  },
  A23: {
    name: 'TARGET_OUTSIDE_POLICY',
    level: 'warning',
    stop: false,
    source: 'Alih',
    message: {
      id: '{subject} berujung pada nama di luar daftar yang disetujui: {seen}.',
      en: '{subject} ends at a name outside the approved list: {seen}.',
    },
    remedy: {
      id: 'Pastikan sasaran itu memang layanan yang disetujui; bila ya, tambahkan ke daftar.',
      en: 'Make sure that the target is an approved service; if so, add it to the list.',
    },
  },
  A24: {
    name: 'NEW_LEANS_ON_OLD',
    level: 'error',
    stop: true,
    source: 'RFC 1034 §3.6.2',
    message: {
      id: 'Nama baru {subject} bergantung pada nama lama melalui CNAME ({seen}); menghapus nama lama akan mematikan yang baru.',
      en: 'The new name {subject} leans on the old one by a CNAME ({seen}); removing the old name would break the new one.',
    },
    remedy: {
      id: 'Beri {subject} catatan sendiri sebelum nama lama dihapus.',
      en: 'Give {subject} its own records before the old name is removed.',
    },
  },
} satisfies Record<string, Condition>
