/** Group A, the servers of a zone: delegation, reachability, agreement. Pure data. */
import type { Condition } from './condition.ts'

export const delegation = {
  A01: {
    name: 'NO_DELEGATION_OR_NO_WORKING_NS',
    level: 'critical',
    stop: true,
    source: 'RFC 1034 §4.2',
    message: {
      id: 'Zona untuk {subject} tidak didelegasikan, atau tidak satu pun servernya melayani: {seen}.',
      en: 'The zone of {subject} is not delegated, or none of its servers works: {seen}.',
    },
    remedy: {
      id: 'Periksa delegasi NS pada zona induk dan pastikan layanan DNS (named) pada server zona berjalan dan memuat zonanya.',
      en: 'Check the NS delegation in the parent zone, and make sure that the DNS service (named) of the zone runs and has loaded the zone.',
    },
  },
  A02: {
    name: 'NS_LAME',
    level: 'error',
    stop: false,
    source: 'RFC 2181 §6.1, RFC 9499',
    message: {
      id: 'Server {server} tercatat untuk zona {subject} tetapi tidak melayaninya: {seen}.',
      en: 'Server {server} is listed for zone {subject} but does not serve it: {seen}.',
    },
    remedy: {
      id: 'Muat zona itu pada server tersebut, atau keluarkan server itu dari catatan NS di zona dan di induknya.',
      en: 'Load the zone on that server, or take the server out of the NS records of the zone and of its parent.',
    },
  },
  A03: {
    name: 'NS_SILENT_UDP',
    level: 'warning',
    stop: false,
    source: 'RFC 1035 §4.2.1',
    message: {
      id: 'Server {server} untuk zona {subject} tidak menjawab setelah beberapa kali ditanya: {seen}.',
      en: 'Server {server} of zone {subject} gave no answer though asked several times: {seen}.',
    },
    remedy: {
      id: 'Pastikan server hidup dan port 53 UDP terbuka di firewall; bila server itu sudah tidak dipakai, keluarkan dari catatan NS.',
      en: 'Make sure that the server is up and that port 53 UDP is open in the firewall; if it is no longer used, take it out of the NS records.',
    },
  },
  A04: {
    name: 'NS_NO_TCP',
    level: 'warning',
    stop: false,
    source: 'RFC 7766 §5',
    message: {
      id: 'Server {server} untuk zona {subject} tidak menjawab melalui TCP: {seen}.',
      en: 'Server {server} of zone {subject} does not answer over TCP: {seen}.',
    },
    remedy: {
      id: 'Buka port 53 TCP di firewall: jawaban yang panjang hanya dapat dikirim melalui TCP.',
      en: 'Open port 53 TCP in the firewall: long answers can only be sent over TCP.',
    },
  },
  A05: {
    name: 'NS_NO_ADDRESS',
    level: 'error',
    stop: false,
    source: 'RFC 1034 §3.6',
    message: {
      id: 'Nama server {seen} pada zona {subject} tidak memiliki alamat.',
      en: 'The name server {seen} of zone {subject} has no address.',
    },
    remedy: {
      id: 'Buat catatan A/AAAA untuk nama server itu (dan glue di zona induk), atau keluarkan dari catatan NS.',
      en: 'Create the A/AAAA records of that name server (and its glue in the parent zone), or take it out of the NS records.',
    },
  },
  A06: {
    name: 'SERVERS_CONVERGING',
    level: 'notice',
    stop: false,
    source: 'RFC 1996, RFC 1034 §4.3.5',
    message: {
      id: 'Server {server} belum mengambil versi zona terbaru untuk {subject}: terlihat {seen}, diharapkan {expected}.',
      en: 'Server {server} has not fetched the latest version of the zone for {subject} yet: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Cukup menunggu sampai {until}; periksa lagi sesudahnya.',
      en: 'Waiting until {until} is enough; look again after that.',
    },
  },
  A07: {
    name: 'SERVERS_SPLIT',
    level: 'error',
    stop: true,
    source: 'RFC 1034 §4.3.5',
    message: {
      id: 'Server {server} tetap tertinggal melewati batas waktunya untuk {subject}: terlihat {seen}, diharapkan {expected}.',
      en: 'Server {server} still lags beyond its time for {subject}: seen {seen}, expected {expected}.',
    },
    remedy: {
      id: 'Periksa transfer zona ke server itu: notify, allow-transfer, kunci TSIG, dan nomor serial.',
      en: 'Check the zone transfer to that server: notify, allow-transfer, the TSIG key and the serial number.',
    },
  },
  A08: {
    name: 'SPLIT_SAME_SERIAL',
    level: 'error',
    stop: true,
    source: 'RFC 1912 §2.2',
    message: {
      id: 'Server menjawab berbeda untuk {subject} padahal nomor serial zonanya sama: {seen}.',
      en: 'The servers answer differently for {subject} although the serial of the zone is the same: {seen}.',
    },
    remedy: {
      id: 'Zona diubah tanpa menaikkan serial: naikkan serial pada server utama lalu muat ulang.',
      en: 'The zone was edited without raising its serial: raise it on the primary server and reload.',
    },
  },
  A09: {
    name: 'SERIAL_NOT_BUMPED_OR_WENT_BACK',
    level: 'error',
    stop: false,
    source: 'RFC 1982 §3.2',
    message: {
      id: 'Nomor serial zona {subject} tidak naik atau mundur: {seen}.',
      en: 'The serial of zone {subject} was not raised, or went back: {seen}.',
    },
    remedy: {
      id: 'Setel serial pada server utama ke angka yang lebih besar daripada yang dimiliki server sekunder, lalu muat ulang.',
      en: 'Set the serial on the primary server to a number above the one that the secondaries hold, and reload.',
    },
  },
} satisfies Record<string, Condition>
