/** Who works in the demonstration. Every name is invented. Pure data. */
import type { Role } from '../core/access.ts'
import type { Qualification } from '../core/directory.ts'
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

type Office = {
  position?: string
  rank?: string
  nip?: string
  decreeNumber?: string
  decreeDay?: string
  qualifications?: Qualification[]
  otherQualifications?: string
}
type DemoPerson = Office & { name: string; email: string; role: Role; agency: AgencyKey | null }

const officer = (role: Role, name: string, office: Office = {}, email = demoEmail(role)): DemoPerson => ({
  ...office,
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

const team = { decreeNumber: '489/001/Diskominfo/2026', decreeDay: '2026-01-05' }

/** The first of each role has the address that the sign-in page offers. */
export const people = {
  admin: officer('admin', 'Admin Aptika'),
  head: officer('head', 'Ir. Hj. Nurlaila Hasanah, M.Si.', {
    position: 'Kepala Dinas Komunikasi dan Informatika',
    rank: 'Pembina Utama Madya / IV.d',
    nip: '196803121994032001',
  }),
  division_head: officer('division_head', 'Rahmat Hidayatullah, S.Kom., M.T.', {
    position: 'Kepala Bidang Aplikasi Informatika',
    rank: 'Pembina / IV.a',
    nip: '197906152005011002',
  }),
  operator: officer('operator', 'Dewi Anggraini, S.Kom.', {
    position: 'Pranata Komputer Ahli Muda',
    rank: 'Penata / III.c',
    nip: '198811202012122003',
    ...team,
    qualifications: ['pranata_komputer', 'it_expert', 'networking', 'applications'],
  }),
  second_operator: officer(
    'operator',
    'Yusuf Pratama, A.Md.Kom.',
    {
      position: 'Pranata Komputer Terampil',
      nip: '199504302019031004',
      ...team,
      qualifications: ['pranata_komputer', 'applications'],
      otherQualifications: 'Pelatihan administrasi server Linux',
    },
    'operator-2@demo.example',
  ),
  dinkes: applicant('dinkes', 'Siti Rahmawati, S.K.M.', demoEmail('applicant')),
  disdikbud: applicant('disdikbud', 'Andi Setiawan, S.Pd.'),
  dispar: applicant('dispar', 'Maria Yulianti, S.Par.'),
  disbun: applicant('disbun', 'Bambang Sutrisno, S.P.'),
  dishub: applicant('dishub', 'Agus Salim, S.T.'),
  bapenda: applicant('bapenda', 'Rina Kartika, S.E.'),
} as const satisfies Record<string, DemoPerson>
export type PersonKey = keyof typeof people
