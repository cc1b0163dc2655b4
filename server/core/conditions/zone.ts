/** Group A, the zone: timers, name server records and manners of its servers. Pure data. */
import type { Condition } from './condition.ts'

export const zone = {
  A33: {
    name: 'TTL_UNEQUAL_IN_SET_OR_BY_SERVER',
    level: 'notice',
    stop: false,
    source: 'RFC 2181 §5.2',
    message: {
      id: 'TTL untuk {subject} tidak seragam: {seen}.',
      en: 'The TTLs of {subject} are not uniform: {seen}.',
    },
    remedy: {
      id: 'Samakan TTL dalam satu himpunan catatan dan pada semua server.',
      en: 'Use one TTL within a set of records and on all servers.',
    },
  },
  A34: {
    name: 'TTL_NOT_RESTORED',
    level: 'notice',
    stop: false,
    source: 'RFC 1912 §2.2',
    message: {
      id: 'TTL {subject} masih rendah ({seen} detik) lebih dari seminggu setelah pelaksanaan.',
      en: 'The TTL of {subject} is still low ({seen} s) more than a week after the execution.',
    },
    remedy: {
      id: 'Kembalikan TTL ke nilai biasanya ({expected} detik).',
      en: 'Restore the usual TTL ({expected} s).',
    },
  },
  A35: {
    name: 'SOA_TIMERS',
    level: 'warning',
    stop: false,
    source: 'RFC 1912 §2.2, RFC 2308 §5',
    message: {
      id: 'Pengatur waktu SOA zona {subject} di luar kebiasaan: {seen}.',
      en: 'The SOA timers of zone {subject} are unusual: {seen}.',
    },
    remedy: {
      id: 'Anjuran: refresh ≥ 14400, retry ≥ 3600 dan kurang dari refresh, expire ≥ 604800, minimum 300–86400.',
      en: 'Recommended: refresh ≥ 14400, retry ≥ 3600 and less than refresh, expire ≥ 604800, minimum 300–86400.',
    },
  },
  A36: {
    name: 'PARENT_CHILD_NS',
    level: 'warning',
    stop: false,
    source: 'RFC 1034 §4.2.2',
    message: {
      id: 'Daftar NS zona {subject} berbeda: di induk {expected}, di zona {seen}.',
      en: 'The NS sets of zone {subject} differ: in the parent {expected}, in the zone {seen}.',
    },
    remedy: {
      id: 'Samakan daftar NS di zona dan di induknya.',
      en: 'Make the NS sets of the zone and of its parent the same.',
    },
  },
  A37: {
    name: 'GLUE_MISMATCH',
    level: 'error',
    stop: false,
    source: 'RFC 1034 §4.2.1',
    message: {
      id: 'Glue untuk {server} pada zona {subject} berbeda dari alamat otoritatifnya: glue {seen}, otoritatif {expected}.',
      en: 'The glue of {server} for zone {subject} differs from its authoritative address: glue {seen}, authoritative {expected}.',
    },
    remedy: {
      id: 'Perbarui glue di zona induk agar sama dengan catatan A/AAAA nama server itu.',
      en: 'Update the glue in the parent zone to match the A/AAAA records of that name server.',
    },
  },
  A38: {
    name: 'TOO_FEW_NS_OR_SAME_IP',
    level: 'error',
    stop: false,
    source: 'RFC 2182 §5, RFC 1034 §4.1',
    message: {
      id: 'Zona {subject} memiliki kurang dari dua server, atau dua nama server pada satu alamat: {seen}.',
      en: 'Zone {subject} has fewer than two servers, or two server names on one address: {seen}.',
    },
    remedy: {
      id: 'Sediakan sedikitnya dua server DNS pada mesin dan jaringan yang berbeda, masing-masing dengan alamatnya sendiri.',
      en: 'Provide at least two DNS servers on different machines and networks, each with an address of its own.',
    },
  },
  A39: {
    name: 'OPEN_RECURSOR',
    level: 'error',
    stop: false,
    source: 'RFC 5358 §4',
    message: {
      id: 'Server otoritatif {server} melakukan rekursi untuk siapa saja.',
      en: 'Authoritative server {server} recurses for strangers.',
    },
    remedy: {
      id: 'Matikan rekursi (recursion no) pada server otoritatif.',
      en: 'Switch recursion off (recursion no) on the authoritative server.',
    },
  },
  A40: {
    name: 'EDNS_BROKEN',
    level: 'warning',
    stop: false,
    source: 'RFC 6891 §7',
    message: {
      id: 'Server {server} tidak menjawab dengan benar bila ditanya dengan EDNS: {seen}.',
      en: 'Server {server} does not answer properly when asked with EDNS: {seen}.',
    },
    remedy: {
      id: 'Perbarui perangkat lunak DNS atau firewall yang membuang paket EDNS.',
      en: 'Update the DNS software, or the firewall that drops EDNS packets.',
    },
  },
  A41: {
    name: 'TRUNCATED',
    level: 'info',
    stop: false,
    source: 'RFC 7766 §5, RFC 2181 §9',
    message: {
      id: 'Jawaban {server} untuk {subject} terlalu panjang untuk UDP dan diambil ulang melalui TCP.',
      en: 'The answer of {server} for {subject} was too long for UDP and was fetched again over TCP.',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
  A42: {
    name: 'TRANSFER_OPEN',
    level: 'warning',
    stop: false,
    source: 'RFC 5936 §5',
    message: {
      id: 'Server {server} mengizinkan siapa saja menyalin seluruh zona {subject}.',
      en: 'Server {server} lets anyone copy the whole zone {subject}.',
    },
    remedy: {
      id: 'Batasi allow-transfer pada server sekunder saja.',
      en: 'Restrict allow-transfer to the secondary servers.',
    },
  },
} satisfies Record<string, Condition>
