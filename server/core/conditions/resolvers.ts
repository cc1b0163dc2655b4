/** Group R: what the caches of the panel hold. Pure data. */
import type { Condition } from './condition.ts'

export const resolvers = {
  R01: {
    name: 'PROPAGATED',
    level: 'pass',
    stop: false,
    source: 'RFC 1034 §3.6',
    message: {
      id: 'Resolver sudah memberikan jawaban yang diharapkan untuk {subject} ({seen}).',
      en: 'The resolvers give the expected answer for {subject} ({seen}).',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
  R02: {
    name: 'PROPAGATING',
    level: 'info',
    stop: false,
    source: 'RFC 1034 §3.6',
    message: {
      id: 'Resolver {server} masih memberikan jawaban lama untuk {subject}: terlihat {seen}, diharapkan {expected}.',
      en: 'Resolver {server} still gives the old answer for {subject}: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Cukup menunggu sampai {until}; periksa lagi sesudahnya.',
      en: 'Waiting until {until} is enough; look again after that.',
    },
  },
  R03: {
    name: 'NEGATIVE_CACHED',
    level: 'info',
    stop: false,
    source: 'RFC 2308 §5',
    message: {
      id: 'Resolver {server} masih mengingat bahwa {subject} tidak ada: terlihat {seen}, diharapkan {expected}.',
      en: 'Resolver {server} still remembers that {subject} does not exist: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Cukup menunggu sampai {until}; periksa lagi sesudahnya.',
      en: 'Waiting until {until} is enough; look again after that.',
    },
  },
  R04: {
    name: 'OVERDUE',
    level: 'warning',
    stop: false,
    source: 'RFC 1034 §3.6',
    message: {
      id: 'Resolver {server} masih salah tentang {subject} melewati waktu yang diperkirakan: terlihat {seen}, diharapkan {expected}.',
      en: 'Resolver {server} is still wrong about {subject} beyond the expected time: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Sisa TTL berlaku sampai {until}. Bila berulang, minta pengelola resolver mengosongkan cache untuk nama itu.',
      en: 'The remaining TTL runs until {until}. If it comes back, ask the keeper of the resolver to flush the name from its cache.',
    },
  },
  R05: {
    name: 'SERVED_STALE',
    level: 'warning',
    stop: false,
    source: 'RFC 8767 §4, RFC 8914 §4.4',
    message: {
      id: 'Resolver {server} memberikan jawaban kedaluwarsa untuk {subject} karena server otoritatif tidak terjangkau olehnya: {seen}.',
      en: 'Resolver {server} serves an expired answer for {subject} because it cannot reach the authoritative servers: {seen}.',
    },
    remedy: {
      id: 'Periksa apakah server otoritatif dapat dijangkau dari jaringan resolver itu.',
      en: 'Check whether the authoritative servers can be reached from the network of that resolver.',
    },
  },
  R06: {
    name: 'TTL_RAISED',
    level: 'notice',
    stop: false,
    source: 'RFC 8767 §4',
    message: {
      id: 'Resolver {server} menyimpan {subject} lebih lama daripada TTL otoritatifnya: {seen} detik, otoritatif {expected} detik.',
      en: 'Resolver {server} keeps {subject} longer than its authoritative TTL: {seen} s, authoritative {expected} s.',
    },
    remedy: {
      id: 'Perhitungkan waktu tunggu yang lebih lama pada resolver itu.',
      en: 'Allow for a longer wait at that resolver.',
    },
  },
  R07: {
    name: 'RESOLVER_FILTERS',
    level: 'notice',
    stop: false,
    source: 'RFC 8914 §4.16–4.19',
    message: {
      id: 'Resolver {server} menyaring jawaban ({seen}), jadi suaranya tidak dihitung.',
      en: 'Resolver {server} filters answers ({seen}), so its vote does not count.',
    },
    remedy: {
      id: 'Pilih resolver lain untuk panel, atau minta pengelolanya membuka blokir nama itu.',
      en: 'Choose another resolver for the panel, or ask its keeper to lift the block.',
    },
  },
  R08: {
    name: 'RESOLVER_UNWELL',
    level: 'notice',
    stop: false,
    source: 'RFC 8499',
    message: {
      id: 'Resolver {server} sedang tidak sehat ({seen}), jadi suaranya tidak dihitung.',
      en: 'Resolver {server} is unwell ({seen}), so its vote does not count.',
    },
    remedy: {
      id: 'Periksa resolver itu, atau ganti dengan yang lain di panel.',
      en: 'Check that resolver, or replace it in the panel.',
    },
  },
  R09: {
    name: 'SPLIT_VIEW',
    level: 'warning',
    stop: false,
    source: 'RFC 8499',
    message: {
      id: 'Resolver {server} memberikan alamat dalam untuk {subject}: terlihat {seen}, otoritatif {expected}.',
      en: 'Resolver {server} gives an inner address for {subject}: seen {seen}, authoritative {expected}.',
    },
    remedy: {
      id: 'Bila memang disengaja (split view), catat pada situs itu; bila tidak, samakan zona dalam dan luar.',
      en: 'If it is meant (split view), note it on the site; otherwise make the inner and the outer zone the same.',
    },
  },
  R10: {
    name: 'BOGUS',
    level: 'error',
    stop: true,
    source: 'RFC 4035 §4.3, RFC 8914 §4.7',
    message: {
      id: 'Resolver {server} menolak jawaban untuk {subject} karena DNSSEC tidak sah: {seen}.',
      en: 'Resolver {server} rejects the answer for {subject} because DNSSEC does not validate: {seen}.',
    },
    remedy: {
      id: 'Tandatangani ulang zona dan cocokkan DS di zona induk dengan kunci zona.',
      en: 'Sign the zone again, and make the DS in the parent zone match its keys.',
    },
  },
  R11: {
    name: 'DENIED_BY_RANGE',
    level: 'info',
    stop: false,
    source: 'RFC 8198 §5',
    message: {
      id: 'Resolver {server} menyimpulkan dari rentang NSEC bahwa {subject} tidak ada: terlihat {seen}, diharapkan {expected}.',
      en: 'Resolver {server} concludes from a cached NSEC range that {subject} does not exist: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Cukup menunggu sampai {until}; periksa lagi sesudahnya.',
      en: 'Waiting until {until} is enough; look again after that.',
    },
  },
  R12: {
    name: 'OLD_DELEGATION_CACHED',
    level: 'info',
    stop: false,
    source: 'RFC 2181 §5.4.1',
    message: {
      id: 'Resolver {server} masih bertanya ke server zona yang lama untuk {subject}: terlihat {seen}, sekarang {expected}.',
      en: 'Resolver {server} still asks the former servers of the zone for {subject}: seen {seen}, now {expected}.',
    },
    remedy: {
      id: 'Cukup menunggu sampai {until}; periksa lagi sesudahnya.',
      en: 'Waiting until {until} is enough; look again after that.',
    },
  },
  R13: {
    name: 'FAILURE_CACHED',
    level: 'info',
    stop: false,
    source: 'RFC 9520 §3.2, RFC 2308 §7',
    message: {
      id: 'Resolver {server} masih mengulang kegagalan untuk {subject}: {seen}.',
      en: 'Resolver {server} still repeats a failure for {subject}: {seen}.',
    },
    remedy: {
      id: 'Cukup menunggu sampai {until}; periksa lagi sesudahnya.',
      en: 'Waiting until {until} is enough; look again after that.',
    },
  },
  R14: {
    name: 'NO_QUORUM',
    level: 'notice',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Terlalu sedikit resolver yang dapat bersuara ({seen}): keadaan cache tidak dapat disimpulkan.',
      en: 'Too few resolvers could vote ({seen}): the state of the caches cannot be told.',
    },
    remedy: {
      id: 'Periksa resolver pada panel dan jaringan pemeriksa, lalu ulangi.',
      en: 'Check the resolvers of the panel and the network of the checker, then look again.',
    },
  },
  R15: {
    name: 'DO_NOT_ASK',
    level: 'info',
    stop: false,
    source: 'RFC 2308 §5',
    message: {
      id: 'Resolver belum ditanya tentang {subject}: nama itu belum ada di semua server otoritatif, dan pertanyaan akan menanamkan NXDOMAIN.',
      en: 'No resolver was asked about {subject}: not every authoritative server has it yet, and the question would plant an NXDOMAIN.',
    },
    remedy: {
      id: 'Tunggu sampai semua server otoritatif memiliki nama itu.',
      en: 'Wait until every authoritative server has the name.',
    },
  },
} satisfies Record<string, Condition>
