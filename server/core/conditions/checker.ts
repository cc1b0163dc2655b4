/** Group M: the checker itself. Pure data. */
import type { Condition } from './condition.ts'

export const checker = {
  M01: {
    name: 'CHECKER_OFFLINE',
    level: 'notice',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Pemeriksa tidak dapat melihat DNS sama sekali; tidak ada yang dinilai.',
      en: 'The checker cannot see the DNS at all; nothing is judged.',
    },
    remedy: {
      id: 'Periksa jaringan dan firewall mesin pemeriksa (port 53 UDP dan TCP keluar).',
      en: 'Check the network and the firewall of the checking machine (port 53 UDP and TCP outward).',
    },
  },
  M02: {
    name: 'CLOCK_WRONG',
    level: 'warning',
    stop: false,
    source: 'RFC 5905',
    message: {
      id: 'Jam mesin pemeriksa menyimpang: {seen}. Perhitungan waktu tidak dapat dipercaya.',
      en: 'The clock of the checking machine is off: {seen}. Sums of time cannot be trusted.',
    },
    remedy: {
      id: 'Nyalakan sinkronisasi waktu (NTP) pada mesin pemeriksa.',
      en: 'Switch on time synchronisation (NTP) on the checking machine.',
    },
  },
  M03: {
    name: 'FLAPPING',
    level: 'notice',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Hasil pemeriksaan {subject} berganti-ganti: {seen}.',
      en: 'The results for {subject} keep changing: {seen}.',
    },
    remedy: {
      id: 'Lihat bukti tiap pemeriksaan; biasanya salah satu dari beberapa server menjawab berbeda.',
      en: 'Look at the evidence of each look; usually one of several servers answers differently.',
    },
  },
  M04: {
    name: 'INCONCLUSIVE',
    level: 'notice',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Keadaan {subject} tidak dapat disimpulkan: {seen}.',
      en: 'The state of {subject} cannot be told: {seen}.',
    },
    remedy: {
      id: 'Ulangi pemeriksaan; bila tetap demikian, periksa dari jaringan lain.',
      en: 'Look again; if it stays so, look from another network.',
    },
  },
  M05: {
    name: 'RATE_LIMITED',
    level: 'info',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Pemeriksaan {subject} ditunda karena batas laju: {seen}.',
      en: 'The look at {subject} was held back by a rate limit: {seen}.',
    },
    remedy: { id: 'Tunggu sejenak, lalu ulangi.', en: 'Wait a moment, then look again.' },
  },
  M06: {
    name: 'UNSAFE_TARGET',
    level: 'notice',
    stop: false,
    source: 'RFC 6890',
    message: {
      id: 'Alamat {seen} tidak publik dan tidak diizinkan, jadi tidak dihubungi untuk {subject}.',
      en: 'The address {seen} is not public and not allowed, so it was not contacted for {subject}.',
    },
    remedy: {
      id: 'Bila alamat itu memang server Anda, tambahkan rentangnya ke daftar yang diizinkan (allow).',
      en: 'If the address is a server of yours, add its range to the allowed list (allow).',
    },
  },
} satisfies Record<string, Condition>
