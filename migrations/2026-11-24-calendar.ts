/**
 * When each request is to be warned of, and the holidays of 2027 as far as law or reckoning tells them. The decree
 * (SKB 3 Menteri) for 2027 could not be read when this was written: its joint leave is left out, not guessed, and days
 * that hang on the sighting of the moon say so in their source. Frozen; the administrator edits the table from here on.
 */
import type { Kysely, Migration } from 'kysely'

const fixed = 'Keppres No. 8 Tahun 2024 (tanggal tetap)'
const reckoned = 'Keppres No. 8 Tahun 2024; tanggal menurut perhitungan kalender, menunggu SKB 3 Menteri'
const estimate = 'perkiraan, menunggu SKB 3 Menteri'

const national: readonly (readonly [day: string, name: string, source: string])[] = [
  ['2027-01-01', 'Tahun Baru 2027 Masehi', fixed],
  ['2027-01-05', 'Isra Mikraj Nabi Muhammad saw.', estimate],
  ['2027-02-06', 'Tahun Baru Imlek 2578 Kongzili', reckoned],
  ['2027-03-08', 'Hari Suci Nyepi (Tahun Baru Saka 1949)', reckoned],
  ['2027-03-10', 'Idul Fitri 1448 Hijriah', estimate],
  ['2027-03-11', 'Idul Fitri 1448 Hijriah (hari kedua)', estimate],
  ['2027-03-26', 'Wafat Yesus Kristus', reckoned],
  ['2027-03-28', 'Kebangkitan Yesus Kristus (Paskah)', reckoned],
  ['2027-05-01', 'Hari Buruh Internasional', fixed],
  ['2027-05-06', 'Kenaikan Yesus Kristus', reckoned],
  ['2027-05-17', 'Idul Adha 1448 Hijriah', estimate],
  ['2027-05-20', 'Hari Raya Waisak 2571 BE', reckoned],
  ['2027-06-01', 'Hari Lahir Pancasila', fixed],
  ['2027-06-06', 'Tahun Baru Islam 1449 Hijriah', estimate],
  ['2027-08-15', 'Maulid Nabi Muhammad saw.', estimate],
  ['2027-08-17', 'Proklamasi Kemerdekaan', fixed],
  ['2027-12-25', 'Kelahiran Yesus Kristus (Natal)', fixed],
]

export const calendar: Migration = {
  async up(db: Kysely<any>) {
    await db.schema.alterTable('requests').addColumn('warn_at', 'text').execute()
    await db.schema.createIndex('requests_warn').on('requests').columns(['warn_at', 'due_at']).execute()
    await db
      .insertInto('holidays')
      .values(national.map(([held_on, name, source]) => ({ held_on, name, kind: 'national', source })))
      // An administrator may have been faster.
      .onConflict((conflict) => conflict.column('held_on').doNothing())
      .execute()
  },
}
