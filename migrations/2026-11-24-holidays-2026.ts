/**
 * The holidays and joint leave of 2026, from the joint decree of the three ministers (SKB 3 Menteri) of 19 September
 * 2025. Frozen; the administrator edits the table from here on.
 */
import type { Kysely, Migration } from 'kysely'

const source = 'SKB 3 Menteri No. 1497, 2, 5 Tahun 2025'

const national: readonly (readonly [string, string])[] = [
  ['2026-01-01', 'Tahun Baru 2026 Masehi'],
  ['2026-01-16', 'Isra Mikraj Nabi Muhammad saw.'],
  ['2026-02-17', 'Tahun Baru Imlek 2577 Kongzili'],
  ['2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)'],
  ['2026-03-21', 'Idul Fitri 1447 Hijriah'],
  ['2026-03-22', 'Idul Fitri 1447 Hijriah (hari kedua)'],
  ['2026-04-03', 'Wafat Yesus Kristus'],
  ['2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)'],
  ['2026-05-01', 'Hari Buruh Internasional'],
  ['2026-05-14', 'Kenaikan Yesus Kristus'],
  ['2026-05-27', 'Idul Adha 1447 Hijriah'],
  ['2026-05-31', 'Hari Raya Waisak 2570 BE'],
  ['2026-06-01', 'Hari Lahir Pancasila'],
  ['2026-06-16', 'Tahun Baru Islam 1448 Hijriah'],
  ['2026-08-17', 'Proklamasi Kemerdekaan'],
  ['2026-08-25', 'Maulid Nabi Muhammad saw.'],
  ['2026-12-25', 'Kelahiran Yesus Kristus (Natal)'],
]

const jointLeave: readonly (readonly [string, string])[] = [
  ['2026-02-16', 'Cuti bersama Tahun Baru Imlek'],
  ['2026-03-18', 'Cuti bersama Hari Suci Nyepi'],
  ['2026-03-20', 'Cuti bersama Idul Fitri'],
  ['2026-03-23', 'Cuti bersama Idul Fitri'],
  ['2026-03-24', 'Cuti bersama Idul Fitri'],
  ['2026-05-15', 'Cuti bersama Kenaikan Yesus Kristus'],
  ['2026-05-28', 'Cuti bersama Idul Adha'],
  ['2026-12-24', 'Cuti bersama Natal'],
]

export const holidays2026: Migration = {
  async up(db: Kysely<any>) {
    const rows = (kind: string, days: typeof national) =>
      days.map(([held_on, name]) => ({ held_on, name, kind, source }))
    await db
      .insertInto('holidays')
      .values([...rows('national', national), ...rows('joint_leave', jointLeave)])
      .execute()
  },
}
