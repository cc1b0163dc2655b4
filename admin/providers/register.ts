/** What the API knows of the register beyond its rows: files looked at and taken in, and the history of a name. */
import type { Identifier } from 'react-admin'
import type {
  ConfirmedSite,
  ImportedSites,
  ImportFormat,
  SiteKind,
  SitePreview,
} from '../../server/core/register.ts'
import type { SiteHistory } from '../../server/core/site-history.ts'

/** What holds for lines that say nothing of it; `origin` is the zone of relative names. */
export type ImportChoice = { agencyId: number | null; kind: SiteKind; origin: string | null }
export type ReadImport = { format: ImportFormat; rows: SitePreview[] }

export type RegisterExtras = {
  previewSites: (resource: 'sites', file: ImportChoice & { text: string }) => Promise<{ data: ReadImport }>
  importSites: (resource: 'sites', rows: ConfirmedSite[]) => Promise<{ data: ImportedSites }>
  siteHistory: (resource: 'sites', id: Identifier) => Promise<{ data: SiteHistory }>
  /** Where the browser downloads the whole list. */
  sitesFile: (
    resource: 'sites',
    format: 'csv' | 'xlsx',
    filter: object,
    sort: [string, string],
  ) => Promise<{ data: string }>
}

type Calls = {
  read: (path: string) => Promise<{ data: any }>
  post: (path: string, body: unknown) => Promise<{ data: any }>
}

export const registerCalls = ({ read, post }: Calls, apiUrl: string): RegisterExtras => ({
  previewSites: (_, file) => post('/sites/preview', file),
  importSites: (_, rows) => post('/sites/import', { rows }),
  siteHistory: (_, id) => read(`/sites/${id}/history`),
  sitesFile: async (_, format, filter, sort) => {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort: JSON.stringify(sort) })
    return { data: `${apiUrl}/sites.${format}?${query}` }
  },
})
