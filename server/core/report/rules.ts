/** How a month is counted, in words: printed with every report, and what the fold and its tests keep. Pure data. */
import type { Text } from '../verdict.ts'

export type CountingRule = { id: string; title: Text; text: Text }

export const countingRules: readonly CountingRule[] = [
  {
    id: 'month',
    title: { id: 'Bulan', en: 'The month' },
    text: {
      id: 'Bulan dimulai pukul 00.00 WITA tanggal satu dan berakhir tepat sebelum pukul 00.00 WITA tanggal satu bulan berikutnya. Yang dihitung ialah peristiwa dalam riwayat yang waktunya berada di dalamnya. Laporan bulan yang masih berjalan dihitung sampai saat dibuat.',
      en: 'A month begins at midnight WITA of its first day and ends just before midnight WITA of the first day of the next. What counts are the events of the history whose instant lies within. A month that still runs is counted up to the moment at which its report is made.',
    },
  },
  {
    id: 'balance',
    title: { id: 'Neraca permohonan', en: 'Balance of requests' },
    text: {
      id: 'Sisa bulan lalu + diterima + dibuka kembali = selesai + ditolak + dicabut + sisa akhir bulan. Diterima: pengajuan pertama suatu permohonan. Selesai: laporan diterima Kabid dan berkas diarsipkan. Sisa: permohonan teregistrasi yang belum diarsipkan, ditolak, atau dicabut; permohonan yang dikembalikan tetap termasuk sisa. Konsep yang belum pernah diajukan tidak dihitung. Permohonan yang dibuka kembali lalu selesai lagi dihitung selesai dua kali.',
      en: 'Carried over + received + reopened = finished + rejected + withdrawn + open at the end. Received: the first submission of a request. Finished: its report received and its file archived. Open: registered, and neither archived, rejected nor withdrawn; one that was returned stays open. Drafts that were never submitted do not count. A request that is reopened and finished again is finished twice.',
    },
  },
  {
    id: 'steps',
    title: { id: 'Waktu tiap langkah', en: 'Time of each step' },
    text: {
      id: 'Satu pelaksanaan langkah dihitung pada bulan berakhirnya oleh tindakan langkah itu sendiri; yang terputus oleh pencabutan permohonan atau pembatalan pelaksanaan tidak dihitung. Waktunya dalam detik jam kerja menurut kalender pada saat laporan dibuat, tanpa jeda. Langkah dengan jatah detik terlambat bila waktunya melebihi jatah. Langkah dengan jatah hari kerja terlambat bila berakhir setelah jam tutup hari jatuh temponya. Keterlambatan dinyatakan dalam jam kerja; nol bila kantor tutup sejak jatuh tempo. Yang masih berjalan pada akhir bulan dan sudah melewati tenggatnya disebut lewat tenggat.',
      en: 'A run of a step counts in the month in which the step’s own action ended it; one that a withdrawal or a rollback broke off does not count. Its time is in working seconds by the calendar as it stands when the report is made, pauses left out. A step with an allowance in seconds is late when it took more. A step with an allowance in working days is late when it ended after closing time of the day on which it was due. How late is told in working time: nothing where the office was closed since. What still runs at the end of the month and is over its time is overdue.',
    },
  },
  {
    id: 'percentiles',
    title: { id: 'Median dan persentil', en: 'Median and percentile' },
    text: {
      id: 'Median dan persentil ke-90 memakai peringkat terdekat: dari n nilai yang diurutkan, diambil nilai urutan ke-(n × 0,5) dan ke-(n × 0,9), keduanya dibulatkan ke atas. Jadi selalu nilai yang benar-benar terjadi, tanpa interpolasi.',
      en: 'Median and 90th percentile go by nearest rank: of n values in order, that at n × 0.5 and that at n × 0.9, both rounded up. So each is a value that occurred, and nothing is interpolated.',
    },
  },
  {
    id: 'renames',
    title: { id: 'Perubahan nama', en: 'Renames done' },
    text: {
      id: 'Perubahan nama tercatat bila dilaksanakan pada bulan ini dan pelaksanaannya tidak dibatalkan sampai akhir bulan; satu baris untuk satu permohonan.',
      en: 'A rename is listed when it was carried out in the month and not rolled back up to its end; one row for each request.',
    },
  },
  {
    id: 'first_time',
    title: { id: 'Benar sejak pertama', en: 'Right the first time' },
    text: {
      id: 'Pelaksanaan pertama suatu permohonan, terbukti di server otoritatif tanpa pengecualian Kabid, dan sampai akhir bulan tidak dibatalkan maupun dibuka kembali.',
      en: 'The first execution of a request, proved by the authoritative servers without a division head’s override, and neither rolled back nor reopened up to the end of the month.',
    },
  },
  {
    id: 'wrong',
    title: { id: 'Bermasalah setelah pelaksanaan', en: 'Not well after execution' },
    text: {
      id: 'Lamanya waktu, siang dan malam, sejak pelaksanaan sampai akhir bulan, selama pemeriksaan menyatakan pasangan nama itu usang, salah sasaran, atau rusak. Waktu yang belum diketahui tidak ikut dihitung.',
      en: 'Time by the wall clock, from execution to the end of the month, in which looks said that the pair of names was stale, wrong or broken. Unknown time does not count.',
    },
  },
  {
    id: 'dns',
    title: { id: 'Kesehatan DNS', en: 'DNS health' },
    text: {
      id: 'Suatu nama dihitung sejak pemeriksaan pertamanya; waktu sebelum itu tidak masuk bagian mana pun, juga tidak sebagai belum diketahui. Suatu status berlaku sampai pemeriksaan berikutnya yang berbeda. Bila pemeriksaan terakhir suatu nama lebih dari 24 jam sebelum akhir bulan, selebihnya belum diketahui. Baik: berstatus baik atau merambat. Bermasalah: usang, salah sasaran, atau rusak. Keadaan nama lama dihitung pada nama barunya sejak pelaksanaan.',
      en: 'A name counts from its first look; the time before that belongs to no share, not even to unknown. A status holds until the next look that says otherwise. Where a name was last looked at more than 24 hours before the end of the month, the rest is unknown. Well: OK or propagating. Not well: stale, wrong or broken. From execution on, the state of an old name counts with its new name.',
    },
  },
  {
    id: 'incidents',
    title: { id: 'Insiden', en: 'Incidents' },
    text: {
      id: 'Insiden ialah temuan bertingkat Kesalahan atau Kritis, dihitung pada bulan dibukanya. Waktu pemulihan, dari dibuka sampai ditutup, siang dan malam, dihitung pada bulan ditutupnya.',
      en: 'An incident is a finding of level Error or Critical, counted in the month in which it was opened. Time to repair runs from opening to closing by the wall clock, and counts in the month of closing.',
    },
  },
  {
    id: 'ailing',
    title: { id: 'Situs bermasalah', en: 'Sites that are not well' },
    text: {
      id: 'Situs yang pada akhir bulan berstatus usang, salah sasaran, atau rusak, sejak terakhir kali tidak demikian.',
      en: 'Sites that are stale, wrong or broken at the end of the month, since they were last otherwise.',
    },
  },
]
