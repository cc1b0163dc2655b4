/** When each part of an execution may begin: the waiting that TTLs demand, moved into working hours. Pure. */
import { sayInstant } from '../spoken.ts'
import type { Text } from '../verdict.ts'
import { clockStart, type Calendar } from '../worktime.ts'

export const momentIds = ['lower', 'change', 'forgotten', 'negative', 'restore', 'end'] as const
export type MomentId = (typeof momentIds)[number]

/** One moment of the plan, with the sum that leads to it. `at` is ISO 8601 UTC. */
export type Moment = { id: MomentId; at: string; title: Text; because: Text }

export type MomentFacts = {
  now: Date
  calendar: Calendar
  /** Whether the old records change, so that their TTL decides how long the old answer lives on. */
  oldChanges: boolean
  /** Largest TTL that the old records were handed out with. */
  oldTtl: number | null
  negativeTtl: number | null
  /** When the TTL was lowered: ticked, or seen so. */
  loweredAt: string | null
  /** When the change was carried out; null while it is still, or again, to be made. */
  changedAt: string | null
  redirectUntil: string | null
}

/** The TTL that records have while they are being changed. */
export const LOW_TTL = 300
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** `14.400 detik (4 jam)`. */
export function saySeconds(seconds: number): Text {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const say = (hour: string, minute: string) =>
    [hours > 0 ? `${hours} ${hour}` : '', minutes > 0 ? `${minutes} ${minute}` : ''].filter(Boolean).join(' ')
  const grouped = (mark: string) => String(seconds).replace(/\B(?=(\d{3})+$)/g, mark)
  const [id, en] = [say('jam', 'menit'), say('h', 'min')]
  return {
    id: `${grouped('.')} detik${id ? ` (${id})` : ''}`,
    en: `${grouped(',')} s${en ? ` (${en})` : ''}`,
  }
}

/** Whether lowering the TTL ahead is worth a step. */
export const needsLowering = ({ oldChanges, oldTtl }: Pick<MomentFacts, 'oldChanges' | 'oldTtl'>): boolean =>
  oldChanges && oldTtl !== null && oldTtl > LOW_TTL

const inWords = (at: Date): Text => sayInstant(at.toISOString())

// A minute that has begun is not over.
const wholeMinute = (at: Date) => new Date(Math.ceil(at.getTime() / MINUTE_MS) * MINUTE_MS)
const after = (at: Date, seconds: number) => wholeMinute(new Date(at.getTime() + seconds * 1000))

/** The plan from now on, in order. What has happened already is told with the time at which it did. */
export function momentsOf(facts: MomentFacts): Moment[] {
  const { now, calendar, oldTtl, negativeTtl, changedAt } = facts
  const moments: Moment[] = []
  const add = (id: MomentId, at: Date, title: Text, because: Text) =>
    moments.push({ id, at: at.toISOString(), title, because })

  const lowering = needsLowering(facts)
  const start = wholeMinute(clockStart(now, calendar))
  const lowered = facts.loweredAt === null ? start : new Date(facts.loweredAt)
  let change = changedAt === null ? start : new Date(changedAt)
  if (lowering && changedAt === null) {
    const ttl = saySeconds(oldTtl!)
    add(
      'lower',
      lowered,
      {
        id: `Turunkan TTL nama lama menjadi ${LOW_TTL} detik`,
        en: `Lower the TTL of the old name to ${LOW_TTL} s`,
      },
      {
        id: `TTL terukur ${ttl.id}: selama itu cache boleh menyimpan jawaban lama sejak terakhir kali bertanya.`,
        en: `The measured TTL is ${ttl.en}: for so long caches may keep the old answer once they asked.`,
      },
    )
    const raw = after(lowered, oldTtl!)
    change = wholeMinute(clockStart(new Date(Math.max(raw.getTime(), now.getTime())), calendar))
    const [from, sum, then] = [inWords(lowered), inWords(raw), inWords(change)]
    const moved = change.getTime() !== raw.getTime()
    add(
      'change',
      change,
      { id: 'Ubah record', en: 'Change the records' },
      {
        id: `${from.id} + ${ttl.id} = ${sum.id}${moved ? `; jam kerja berikutnya ${then.id}` : ''}.`,
        en: `${from.en} + ${ttl.en} = ${sum.en}${moved ? `; the next working time is ${then.en}` : ''}.`,
      },
    )
  } else {
    add(
      'change',
      change,
      changedAt === null
        ? { id: 'Ubah record', en: 'Change the records' }
        : { id: 'Record diubah', en: 'The records were changed' },
      facts.oldChanges
        ? { id: 'TTL nama lama sudah rendah.', en: 'The TTL of the old name is low already.' }
        : {
            id: 'Record nama lama tidak berubah, jadi TTL-nya tidak perlu ditunggu.',
            en: 'The records of the old name stay, so nobody has to wait for their TTL.',
          },
    )
  }
  const at = inWords(change)
  if (facts.oldChanges && oldTtl !== null) {
    // Who lowers first pays the old TTL before the change; who does not pays it after.
    const ttl = lowering && (changedAt === null || facts.loweredAt !== null) ? LOW_TTL : oldTtl
    const [span, end] = [saySeconds(ttl), after(change, ttl)]
    const then = inWords(end)
    add(
      'forgotten',
      end,
      { id: 'Cache melupakan jawaban lama', en: 'Caches forget the old answer' },
      {
        id: `${at.id} + TTL ${span.id} = ${then.id}.`,
        en: `${at.en} + TTL ${span.en} = ${then.en}.`,
      },
    )
  }
  if (negativeTtl !== null) {
    const [span, end] = [saySeconds(negativeTtl), after(change, negativeTtl)]
    const then = inWords(end)
    add(
      'negative',
      end,
      {
        id: 'Pengguna yang resolvernya sempat mengingat “nama tidak ada” ikut melihat nama baru',
        en: 'Users whose resolver had remembered “no such name” see the new name, too',
      },
      {
        id: `${at.id} + TTL negatif ${span.id} = ${then.id}. Karena itu jangan membuka nama baru sebelum semua server otoritatif memilikinya.`,
        en: `${at.en} + negative TTL ${span.en} = ${then.en}. So do not open the new name before every authoritative server has it.`,
      },
    )
  }
  const restore = wholeMinute(clockStart(new Date(change.getTime() + DAY_MS), calendar))
  add(
    'restore',
    restore,
    { id: 'Kembalikan TTL biasa', en: 'Restore the usual TTL' },
    {
      id: 'Satu hari setelah perubahan, bila pemeriksaan tetap baik.',
      en: 'One day after the change, if the checks stay good.',
    },
  )
  if (facts.redirectUntil !== null) {
    add(
      'end',
      new Date(`${facts.redirectUntil}T16:00:00Z`),
      { id: 'Pengalihan nama lama berakhir', en: 'The redirect of the old name ends' },
      {
        id: `Akhir hari ${facts.redirectUntil} (WITA). Sesudah itu nama lama dihapus dari panel dan dari zona.`,
        en: `End of ${facts.redirectUntil} (WITA). After that the old name is removed from the panel and from the zone.`,
      },
    )
  }
  return moments
}
