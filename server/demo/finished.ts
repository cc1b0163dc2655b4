/** Requests of the demonstration that have ended: archived, rejected, withdrawn, and one that came undone. Pure data. */
import {
  asked,
  assigned,
  by,
  done,
  executed,
  received,
  reported,
  underway,
  world,
  type Story,
} from './story.ts'
import { ago, on } from './when.ts'

export const finished: Story[] = [
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
      world('only at the first server', on(15, '09:20')),
      by('division_head', 'override', on(15, '10:05'), {
        reason:
          'Server sekunder sedang dalam pemeliharaan terjadwal oleh penyedia; server utama sudah benar dan layanan mendesak untuk ujian sekolah.',
      }),
      executed(on(15, '10:20')),
      world('carried out', on(14, '14:30')),
      reported(
        on(15, '11:05'),
        'Dilaksanakan dengan pengecualian Kabid: server sekunder belum memuat record baru sampai pemeliharaan selesai pukul 14.30.',
      ),
      received(on(14, '09:00')),
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
      world('record lost', on(7, '15:20')),
      // Late on whatever day it is shown: no weekend and no row of holidays is longer than this.
      by('division_head', 'reopen', on(6, '08:20'), {
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
]
