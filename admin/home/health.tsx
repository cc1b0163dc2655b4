/** How the names under care do, in one row; a click leads to the board. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import { Counts } from '../board/counts.tsx'
import { useBoard } from '../board/client.ts'
import { boardPath } from '../layout.tsx'
import { Fault, Panel, Waiting } from '../page.tsx'

export function Health() {
  const t = useTranslate()
  const navigate = useNavigate()
  const createPath = useCreatePath()
  const { data, error, isPending, refetch } = useBoard()
  if (error && !data) return <Fault error={error} retry={refetch} />
  const open = data ? data.openFindings.critical + data.openFindings.error + data.openFindings.warning : 0
  return (
    <Panel
      title={t('alih.dashboard.health')}
      aside={
        <>
          {data && (
            <Button component={Link} size="small" to={createPath({ resource: 'findings', type: 'list' })}>
              {t('alih.dashboard.open_findings')}: {open}
            </Button>
          )}
          <Button component={Link} size="small" to={boardPath}>
            {t('alih.dashboard.to_board')}
          </Button>
        </>
      }
    >
      {isPending && <Waiting lines={2} />}
      {data && (
        <Box sx={{ mb: -2.5 }}>
          <Counts counts={data.counts} onPick={(status) => void navigate(`${boardPath}?status=${status}`)} />
        </Box>
      )}
    </Panel>
  )
}
