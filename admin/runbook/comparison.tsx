/** Both names before and after, side by side: records, serials, certificates, visits, pages. */
import RefreshIcon from '@mui/icons-material/Refresh'
import CameraIcon from '@mui/icons-material/PhotoCameraOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactNode } from 'react'
import { useLocaleState, useNotify, useTranslate } from 'react-admin'
import type { RenameRequest } from '../../server/core/request.ts'
import type { Snapshot, SnapshotVisit } from '../../server/core/snapshot.ts'
import { sayDistrust } from '../checks/visits.tsx'
import { useActor, useApi, useBaseline, useForget } from '../client.ts'
import { Blank, Fault, Panel, Waiting } from '../page.tsx'
import { formatInstant } from '../time.ts'

export function ComparisonPanel({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useBaseline(request.id)
  return (
    <Panel
      title={t('alih.execution.before_after')}
      aside={data && !data.changed && <Retake request={request} />}
    >
      {isPending && <Waiting lines={4} />}
      {error && <Fault error={error} retry={refetch} />}
      {data && !data.before && (
        <Blank
          small
          icon={CameraIcon}
          title={t('alih.execution.no_snapshot')}
          hint={t('alih.execution.no_snapshot_hint')}
        />
      )}
      {data?.before && (
        <>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns: { xs: 'minmax(0,1fr)', md: 'repeat(2, minmax(0,1fr))' },
            }}
          >
            <Side title={t('alih.execution.before')} snapshot={data.before} other={data.after} />
            {data.after && (
              <Side title={t('alih.execution.after')} snapshot={data.after} other={data.before} />
            )}
          </Box>
          <Box sx={{ mt: 1.5, fontSize: '.8rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {t(data.changed ? 'alih.execution.kept' : 'alih.execution.same')} SHA-256 {data.digest}
          </Box>
        </>
      )}
    </Panel>
  )
}

function Retake({ request }: { request: RenameRequest }) {
  const t = useTranslate()
  const api = useApi()
  const actor = useActor()
  const notify = useNotify()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const may =
    actor?.role === 'operator' && request.state === 'assigned' && request.assigneeIds.includes(actor.id)
  if (!may) return null
  const retake = async () => {
    setBusy(true)
    try {
      await api.retakeBaseline('requests', request.id)
      notify('alih.execution.retaken', { type: 'success' })
    } catch (error) {
      notify((error as Error).message, { type: 'warning' })
    } finally {
      await forget('requests')
      setBusy(false)
    }
  }
  return (
    <Button
      size="small"
      variant="outlined"
      startIcon={<RefreshIcon />}
      loading={busy}
      onClick={() => void retake()}
    >
      {t('alih.execution.retake')}
    </Button>
  )
}

type SideProps = { title: string; snapshot: Snapshot; other: Snapshot | null }

function Side({ title, snapshot, other }: SideProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const records = snapshot.records.map(({ name, type, ttl, value }) => `${name} ${ttl} ${type} ${value}`)
  const known = new Set(other?.records.map(({ name, type, ttl, value }) => `${name} ${ttl} ${type} ${value}`))
  const { visits = [] } = snapshot
  const silent = t('alih.outcomes.timeout')
  const met = new Set(other?.visits?.map((visit) => visitText(visit, silent)))
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.75, minWidth: 0 }}>
      <Box sx={{ fontWeight: 650 }}>{title}</Box>
      <Box sx={{ fontSize: '.8rem', color: 'text.secondary', mb: 1 }}>
        {formatInstant(snapshot.takenAt, locale)}
      </Box>
      <Group label={t('alih.execution.records')}>
        {records.map((line) => (
          <Line key={line} text={line} strong={other !== null && !known.has(line)} />
        ))}
        {records.length === 0 && t('alih.execution.none')}
      </Group>
      <Group label={t('alih.execution.serials')}>
        {snapshot.servers.map(({ zone, server, address, serial }) => (
          <Line key={`${zone} ${address}`} text={`${server} (${address}) ${serial ?? '?'}`} />
        ))}
        {snapshot.negativeTtl !== null && (
          <Line text={`${t('alih.execution.negative_ttl')} ${snapshot.negativeTtl}`} />
        )}
      </Group>
      <Group label={t('alih.execution.certificates')}>
        {snapshot.certificates.map(({ name, issuer, names, notAfter, sha256, distrust }) => (
          <Box key={name} sx={{ mb: 0.75 }}>
            <Line text={name} strong />
            <Line text={issuer} />
            <Line text={names.join(', ')} />
            <Line
              text={`${t('alih.time.until', { time: notAfter.slice(0, 10) })}${distrust ? ` · ${sayDistrust(distrust, t)}` : ''}`}
            />
            <Line text={sha256.slice(0, 32)} />
          </Box>
        ))}
        {snapshot.certificates.length === 0 && t('alih.execution.none')}
      </Group>
      <Group label={t('alih.check.web')}>
        {visits.map((visit) => {
          const line = visitText(visit, silent)
          return <Line key={line} text={line} strong={other?.visits !== undefined && !met.has(line)} />
        })}
        {visits.length === 0 && t('alih.execution.none')}
      </Group>
      <Group label={t('alih.execution.pages')}>
        {snapshot.pages.map(({ name, title: heading, fingerprint }) => (
          <Box key={name} sx={{ mb: 0.5 }}>
            <Line text={name} strong />
            <Line text={heading ?? '-'} />
            <Line text={fingerprint.slice(0, 32)} />
          </Box>
        ))}
        {snapshot.pages.length === 0 && t('alih.execution.none')}
      </Group>
    </Box>
  )
}

function visitText({ scheme, name, status, end }: SnapshotVisit, silent: string): string {
  const met = `${scheme}://${name}: ${status ?? silent}`
  return end === null ? met : `${met} → ${end.url} (${end.status ?? silent})`
}

const Group = ({ label, children }: { label: string; children: ReactNode }) => (
  <Box sx={{ mt: 1.25, fontSize: '.85rem' }}>
    <Box sx={{ fontSize: '.78rem', color: 'text.secondary', mb: 0.25 }}>{label}</Box>
    {children}
  </Box>
)

const Line = ({ text, strong = false }: { text: string; strong?: boolean }) => (
  <Box sx={{ overflowWrap: 'anywhere', fontWeight: strong ? 650 : 400 }}>{text}</Box>
)
