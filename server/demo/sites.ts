/** The register of the demonstration as it was before any rename, and what has gone wrong with some of it. Pure data. */
import type { ExpectedRecords } from '../core/records.ts'
import type { AgencyKey } from './people.ts'
import { webAddress, ZONE } from './world.ts'

/** What happened to a site behind everybody's back. */
export type Mishap = 'record lost' | 'other address' | 'default page' | 'forgotten at one server'

export type DemoSite = {
  hostname: string
  agency: AgencyKey
  kind: 'application' | 'website'
  title: string
  records: ExpectedRecords
  mishap?: Mishap
}

const A = (host: number): ExpectedRecords => ({ A: [webAddress(host)] })
const website = (
  label: string,
  agency: AgencyKey,
  title: string,
  host: number,
  mishap?: Mishap,
): DemoSite => ({
  hostname: `${label}.${ZONE}`,
  agency,
  kind: 'website',
  title,
  records: A(host),
  ...(mishap ? { mishap } : {}),
})
const application = (...args: Parameters<typeof website>): DemoSite => ({
  ...website(...args),
  kind: 'application',
})

/** Sites that no request is about. */
export const calm: DemoSite[] = [
  website('dinkes', 'dinkes', 'Dinas Kesehatan', 10),
  website('disdikbud', 'disdikbud', 'Dinas Pendidikan dan Kebudayaan', 10),
  website('dispar', 'dispar', 'Dinas Pariwisata', 10),
  website('disbun', 'disbun', 'Dinas Perkebunan', 11),
  website('dishub', 'dishub', 'Dinas Perhubungan', 11),
  website('bapenda', 'bapenda', 'Badan Pendapatan Daerah', 11),
  application('e-samsat', 'bapenda', 'e-Samsat', 20),
  application('trayek', 'dishub', 'Izin Trayek Angkutan', 21),
  application('rujukan', 'dinkes', 'Rujukan Rumah Sakit', 22, 'record lost'),
  application('antrean', 'dinkes', 'Antrean Puskesmas', 22, 'forgotten at one server'),
  website('museum', 'disdikbud', 'Museum Daerah', 23, 'other address'),
  application('harga-sawit', 'disbun', 'Harga TBS Sawit', 24, 'default page'),
  application('beasiswa', 'disdikbud', 'Beasiswa Daerah', 25),
  website('kalender-wisata', 'dispar', 'Kalender Wisata', 26),
]
