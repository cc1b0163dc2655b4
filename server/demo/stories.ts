/** The requests of the demonstration, each as a story: who did what, when, and what happened in the DNS meanwhile. Pure data. */
import type { Want } from '../core/expectation.ts'
import { runbookSteps, type Action } from '../core/lifecycle.ts'
import type { AgencyKey, PersonKey } from './people.ts'
import { ago, on, type When } from './when.ts'

/** What the world does between the steps of the procedure. */
export type Happening =
  | 'users visit' // caches of resolvers fill
  | 'carried out'
  | 'only at the first server'
  | 'taken back'
  | 'record lost'
  | 'old name shows the site again'

export type Step =
  | { when: When; who: PersonKey; action: 'create' | 'letter' | Action; input?: object }
  | { when: When; world: Happening }

export type Story = {
  agency: AgencyKey
  kind: 'application' | 'website'
  /** First labels of the names. */
  from: string
  to: string
  title: string
  /** The last number of the web server's address. */
  host: number
  want: Want
  reason: string
  /** The stand-in panel leaves it alone: the proof stays red. */
  unfinished?: true
  steps: Step[]
}

const world = (what: Happening, when: When): Step => ({ when, world: what })
const by = (who: PersonKey, action: 'create' | 'letter' | Action, when: When, input: object = {}): Step => ({
  when,
  who,
  action,
  input,
})

/** Step 1, within a quarter of an hour. */
const asked = (agency: AgencyKey, workdaysAgo: number, hour = '09'): Step[] => [
  by(agency, 'create', on(workdaysAgo, `${hour}:05`)),
  by(agency, 'letter', on(workdaysAgo, `${hour}:12`)),
  by(agency, 'submit', on(workdaysAgo, `${hour}:15`)),
]
const approved = (when: When, disposition = 'Setuju. Kabid Aptika agar menindaklanjuti sesuai SOP.') =>
  by('head', 'approve', when, { disposition })
const assigned = (when: When, disposition = 'Laksanakan, koordinasikan dengan pengelola situs.') =>
  by('division_head', 'assign', when, { disposition })
const executed = (when: When) => by('operator', 'execute', when, { runbook: runbookSteps })
const reported = (when: When, report: string) => by('operator', 'report', when, { report })
const received = (when: When) =>
  by('division_head', 'receive', when, {
    notification:
      'Dengan hormat kami sampaikan bahwa nama subdomain yang baru telah aktif dan dapat digunakan. Mohon tautan dan dokumen layanan disesuaikan.',
  })

/** Steps 1 to 3 on two working days. */
const underway = (agency: AgencyKey, workdaysAgo: number): Step[] => [
  ...asked(agency, workdaysAgo),
  approved(on(workdaysAgo, '13:40')),
  assigned(on(workdaysAgo - 1, '08:05')),
]
/** The whole way, without incident. */
const done = (agency: AgencyKey, workdaysAgo: number, report: string): Step[] => [
  ...underway(agency, workdaysAgo),
  world('carried out', on(workdaysAgo - 1, '09:10')),
  executed(on(workdaysAgo - 1, '09:40')),
  reported(on(workdaysAgo - 1, '10:15'), report),
  received(on(workdaysAgo - 1, '14:20')),
]

export const stories: Story[] = [
  {
    agency: 'dishub',
    kind: 'application',
    from: 'bus',
    to: 'angkutan-umum',
    title: 'Jadwal Angkutan Umum',
    host: 30,
    want: 'redirect',
    reason: 'Layanan kini mencakup seluruh angkutan umum, tidak hanya bus.',
    steps: done(
      'dishub',
      30,
      'Record A baru telah dipasang dan nama lama dialihkan permanen (301). Tidak ada kendala.',
    ),
  },
  {
    agency: 'dinkes',
    kind: 'website',
    from: 'covid19',
    to: 'info-wabah',
    title: 'Informasi Wabah',
    host: 31,
    want: 'remove',
    reason:
      'Portal diperluas menjadi informasi kewaspadaan seluruh penyakit menular; nama lama tidak lagi relevan.',
    steps: done(
      'dinkes',
      25,
      'Nama baru aktif. Record nama lama dihapus dari zona atas permintaan instansi.',
    ),
  },
  {
    agency: 'dispar',
    kind: 'website',
    from: 'homestay',
    to: 'desa-wisata',
    title: 'Direktori Desa Wisata',
    host: 32,
    want: 'redirect',
    reason: 'Penyesuaian dengan program desa wisata tahun ini.',
    steps: [
      ...done('dispar', 20, 'Nama baru aktif, sertifikat terpasang, nama lama dialihkan.'),
      world('old name shows the site again', ago(95)),
    ],
  },
  {
    agency: 'disdikbud',
    kind: 'website',
    from: 'perpustakaan',
    to: 'pustaka',
    title: 'Perpustakaan Digital',
    host: 33,
    want: 'redirect',
    reason: 'Nama yang lebih ringkas untuk sosialisasi ke sekolah.',
    steps: [
      ...underway('disdikbud', 15),
      world('only at the first server', on(14, '09:20')),
      by('division_head', 'override', on(14, '10:05'), {
        reason:
          'Server sekunder sedang dalam pemeliharaan terjadwal oleh penyedia; server utama sudah benar dan layanan mendesak untuk ujian sekolah.',
      }),
      executed(on(14, '10:20')),
      world('carried out', on(14, '14:30')),
      reported(
        on(14, '11:05'),
        'Dilaksanakan dengan pengecualian Kabid: server sekunder belum memuat record baru sampai pemeliharaan selesai pukul 14.30.',
      ),
      received(on(13, '09:00')),
    ],
  },
  {
    agency: 'bapenda',
    kind: 'application',
    from: 'samsat-keliling',
    to: 'samkel',
    title: 'Samsat Keliling',
    host: 34,
    want: 'keep',
    reason: 'Nama pendek untuk spanduk dan media sosial; nama lama tetap dipakai aplikasi seluler.',
    steps: [
      ...underway('bapenda', 12),
      world('carried out', on(11, '09:00')),
      executed(on(11, '09:25')),
      by('operator', 'rollback', on(11, '09:50'), {
        reason: 'Aplikasi menolak masuk lewat nama baru karena alamat balik pembayaran belum didaftarkan.',
      }),
      world('taken back', on(11, '09:52')),
      assigned(on(11, '10:00'), 'Ulangi setelah alamat balik pembayaran didaftarkan.'),
      world('carried out', on(11, '13:10')),
      executed(on(11, '13:35')),
      reported(
        on(11, '14:10'),
        'Dilaksanakan pada kesempatan kedua setelah alamat balik pembayaran didaftarkan.',
      ),
      received(on(10, '08:40')),
    ],
  },
  {
    agency: 'dinkes',
    kind: 'application',
    from: 'gizi',
    to: 'stunting',
    title: 'Pemantauan Stunting',
    host: 35,
    want: 'redirect',
    reason: 'Mengikuti nama program percepatan penurunan stunting.',
    unfinished: true,
    steps: [
      ...done('dinkes', 10, 'Nama baru aktif dan nama lama dialihkan.'),
      world('record lost', on(2, '15:20')),
      by('division_head', 'reopen', on(1, '08:20'), {
        reason: 'Record nama baru hilang dari zona setelah pemulihan cadangan; perlu dipasang kembali.',
      }),
    ],
  },
  {
    agency: 'disbun',
    kind: 'website',
    from: 'kopi',
    to: 'kopi-terbaik-nusantara',
    title: 'Informasi Kopi',
    host: 36,
    want: 'redirect',
    reason: 'Promosi produk kopi daerah.',
    steps: [
      ...asked('disbun', 8),
      by('head', 'reject', on(8, '15:10'), {
        disposition: 'Tidak disetujui. Nama bersifat promosi dan tidak menggambarkan layanan.',
        reasonCode: 'name_unsuitable',
      }),
    ],
  },
  {
    agency: 'dishub',
    kind: 'application',
    from: 'terminal',
    to: 'e-terminal',
    title: 'Pengelolaan Terminal',
    host: 37,
    want: 'redirect',
    reason: 'Penyeragaman awalan e- untuk aplikasi internal.',
    steps: [
      ...asked('dishub', 6),
      by('dishub', 'withdraw', on(5, '09:30'), {
        reason: 'Kebijakan awalan e- dibatalkan; nama lama tetap digunakan.',
      }),
    ],
  },
  {
    agency: 'disbun',
    kind: 'website',
    from: 'kebun',
    to: 'perkebunan-rakyat',
    title: 'Perkebunan Rakyat',
    host: 38,
    want: 'redirect',
    reason: 'Menyesuaikan dengan nomenklatur bidang yang baru.',
    steps: asked('disbun', 4, '10'),
  },
  {
    agency: 'dispar',
    kind: 'website',
    from: 'pesona',
    to: 'wisata',
    title: 'Pesona Wisata',
    host: 39,
    want: 'redirect',
    reason: 'Nama generik lebih mudah ditemukan oleh wisatawan.',
    steps: [
      ...asked('dispar', 3),
      by('head', 'return', on(2, '11:00'), {
        disposition: 'Surat belum ditandatangani kepala dinas. Mohon dilengkapi lalu diajukan kembali.',
        reasonCode: 'letter_unsigned',
      }),
    ],
  },
  {
    agency: 'dishub',
    kind: 'application',
    from: 'parkir',
    to: 'e-parkir',
    title: 'Parkir Elektronik',
    host: 40,
    want: 'redirect',
    reason: 'Sistem parkir beralih ke pembayaran nontunai.',
    steps: [...asked('dishub', 3, '11'), approved(on(2, '14:00'))],
  },
  {
    agency: 'dinkes',
    kind: 'application',
    from: 'simrs',
    to: 'rsud',
    title: 'Sistem Informasi Rumah Sakit',
    host: 41,
    want: 'redirect',
    reason: 'Satu pintu layanan untuk seluruh rumah sakit daerah.',
    steps: [
      ...underway('dinkes', 2),
      by('operator', 'hold', on(1, '09:15'), {
        reason: 'Menunggu jadwal henti layanan dari rumah sakit; surat sudah dikirim ke pengelola.',
      }),
    ],
  },
  {
    agency: 'disdikbud',
    kind: 'application',
    from: 'rapor',
    to: 'e-rapor',
    title: 'Rapor Digital',
    host: 42,
    want: 'redirect',
    reason: 'Penyesuaian dengan nama aplikasi nasional.',
    unfinished: true,
    steps: [
      ...asked('disdikbud', 2),
      approved(on(1, '10:30')),
      assigned(ago(75)),
      world('only at the first server', ago(40)),
    ],
  },
  {
    agency: 'dispar',
    kind: 'website',
    from: 'event',
    to: 'agenda-wisata',
    title: 'Agenda Wisata',
    host: 43,
    want: 'redirect',
    reason: 'Penggunaan bahasa Indonesia pada nama layanan publik.',
    steps: [
      ...asked('dispar', 2, '13'),
      approved(on(1, '11:15')),
      assigned(ago(70)),
      world('carried out', ago(20)),
    ],
  },
  {
    agency: 'disbun',
    kind: 'website',
    from: 'sawit',
    to: 'tbs-sawit',
    title: 'Harga TBS Kelapa Sawit',
    host: 44,
    want: 'remove',
    reason: 'Nama lama akan dipakai untuk basis data kebun; tidak perlu pengalihan.',
    steps: [
      ...asked('disbun', 2, '14'),
      approved(on(1, '09:20')),
      assigned(ago(130)),
      world('users visit', ago(100)),
      world('carried out', ago(95)),
      executed(ago(85)),
      reported(
        ago(50),
        'Nama baru aktif dan record nama lama dihapus. Cache resolver masih menyimpan jawaban lama sampai TTL habis.',
      ),
    ],
  },
  {
    agency: 'bapenda',
    kind: 'application',
    from: 'e-pajak',
    to: 'pajak-daerah',
    title: 'Pajak Daerah',
    host: 45,
    want: 'redirect',
    reason: 'Seluruh jenis pajak daerah kini dilayani dalam satu aplikasi.',
    steps: [
      ...asked('bapenda', 1, '08'),
      approved(on(1, '14:45')),
      assigned(ago(60)),
      world('users visit', ago(40)),
      world('carried out', ago(35)),
      executed(ago(25)),
    ],
  },
  {
    agency: 'bapenda',
    kind: 'application',
    from: 'pbb',
    to: 'pajak-bumi',
    title: 'Pajak Bumi dan Bangunan',
    host: 46,
    want: 'redirect',
    reason: 'Singkatan lama membingungkan pengguna di luar daerah.',
    steps: [...asked('bapenda', 1, '10'), approved(ago(6))],
  },
  {
    agency: 'dinkes',
    kind: 'website',
    from: 'vaksin',
    to: 'imunisasi',
    title: 'Jadwal Imunisasi',
    host: 47,
    want: 'redirect',
    reason: 'Mencakup imunisasi dasar dan lanjutan, tidak hanya vaksinasi massal.',
    steps: [
      by('dinkes', 'create', on(1, '14:10')),
      by('dinkes', 'letter', ago(55)),
      by('dinkes', 'submit', ago(50)),
    ],
  },
  {
    agency: 'disdikbud',
    kind: 'application',
    from: 'ppdb',
    to: 'spmb',
    title: 'Penerimaan Murid Baru',
    host: 48,
    want: 'redirect',
    reason: 'Sistem penerimaan murid baru menggantikan istilah PPDB.',
    steps: [by('disdikbud', 'create', ago(120)), by('disdikbud', 'letter', ago(115))],
  },
  {
    agency: 'dinkes',
    kind: 'application',
    from: 'sipkes',
    to: 'layanan-kesehatan',
    title: 'Layanan Kesehatan',
    host: 49,
    want: 'redirect',
    reason: 'Nama yang langsung dipahami masyarakat.',
    steps: [by('dinkes', 'create', ago(30))],
  },
]
