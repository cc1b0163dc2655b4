/** Who works in the demonstration. Every name is invented. Pure data. */
import type { Role } from '../core/access.ts'
import { demoEmail } from '../core/demo.ts'

export const agencies = {
  dinkes: { name: 'Dinas Kesehatan Provinsi Contoh', shortName: 'Dinkes' },
  disdikbud: { name: 'Dinas Pendidikan dan Kebudayaan Provinsi Contoh', shortName: 'Disdikbud' },
  dispar: { name: 'Dinas Pariwisata Provinsi Contoh', shortName: 'Dispar' },
  disbun: { name: 'Dinas Perkebunan Provinsi Contoh', shortName: 'Disbun' },
  dishub: { name: 'Dinas Perhubungan Provinsi Contoh', shortName: 'Dishub' },
  bapenda: { name: 'Badan Pendapatan Daerah Provinsi Contoh', shortName: 'Bapenda' },
} as const
export type AgencyKey = keyof typeof agencies

type DemoPerson = { name: string; email: string; role: Role; agency: AgencyKey | null }

const officer = (role: Role, name: string, email = demoEmail(role)): DemoPerson => ({
  name,
  email,
  role,
  agency: null,
})
const applicant = (agency: AgencyKey, name: string, email = `${agency}@demo.example`): DemoPerson => ({
  name,
  email,
  role: 'applicant',
  agency,
})

/** The first of each role has the address that the sign-in page offers. */
export const people = {
  admin: officer('admin', 'Admin Aptika'),
  head: officer('head', 'Ir. Hj. Nurlaila Hasanah, M.Si.'),
  division_head: officer('division_head', 'Rahmat Hidayatullah, S.Kom., M.T.'),
  operator: officer('operator', 'Dewi Anggraini, S.Kom.'),
  second_operator: officer('operator', 'Yusuf Pratama, A.Md.Kom.', 'operator-2@demo.example'),
  dinkes: applicant('dinkes', 'Siti Rahmawati, S.K.M.', demoEmail('applicant')),
  disdikbud: applicant('disdikbud', 'Andi Setiawan, S.Pd.'),
  dispar: applicant('dispar', 'Maria Yulianti, S.Par.'),
  disbun: applicant('disbun', 'Bambang Sutrisno, S.P.'),
  dishub: applicant('dishub', 'Agus Salim, S.T.'),
  bapenda: applicant('bapenda', 'Rina Kartika, S.E.'),
} as const satisfies Record<string, DemoPerson>
export type PersonKey = keyof typeof people
