/** The six steps without the drawing: cards for a narrow screen, and a table that says the same as the flow chart. */
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { flow, form, lanes, type Node, type StepCount } from '../../server/core/procedure.ts'
import { Tag } from '../tag.tsx'
import { useSay, type CountOf } from './diagram.tsx'
import { useStepLink } from './links.tsx'

const { nodes } = flow()

/** How many stand there, and how many of them are late: each a way to them. */
function Standing({ node, count }: { node: Node; count: StepCount | undefined }) {
  const t = useTranslate()
  const link = useStepLink()
  if (!count) return null
  const { step } = node
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
      <Link to={link(step)} style={{ textDecoration: 'none' }}>
        <Tag
          tone={count.waiting > 0 ? 'brand' : 'calm'}
          label={t('alih.sop.waiting', { smart_count: count.waiting })}
        />
      </Link>
      {count.late > 0 && (
        <Link to={link(step, true)} style={{ textDecoration: 'none' }}>
          <Tag tone="bad" label={t('alih.sop.late', { smart_count: count.late })} />
        </Link>
      )}
    </Box>
  )
}

export function StepCards({ countOf }: { countOf: CountOf }) {
  const t = useTranslate()
  const say = useSay()
  return (
    <Box component="ol" sx={cards}>
      {nodes.map((node) => {
        const { activity, needs, time, output } = form[node.step]
        const facts = [
          ['needs', needs],
          ['time', time],
          ['output', output],
        ] as const
        return (
          <li key={node.step}>
            <Box sx={{ fontSize: '.78rem', color: 'text.secondary' }}>
              {node.step} · {say(lanes[node.lane]!.name)}
            </Box>
            <Box sx={{ fontWeight: 650 }}>{t(`alih.steps.${node.step}`)}</Box>
            <Box sx={{ fontSize: '.9rem', mb: 0.75 }}>{say(activity)}</Box>
            <Standing node={node} count={countOf(node.step)} />
            <Box component="dl" sx={{ m: 0, mt: 1, fontSize: '.85rem', display: 'grid', gap: 0.25 }}>
              {facts.map(
                ([name, text]) =>
                  text && (
                    <Box key={name} sx={{ display: 'flex', gap: 1 }}>
                      <Box component="dt" sx={{ color: 'text.secondary', minWidth: 96 }}>
                        {t(`alih.sop.columns.${name}`)}
                      </Box>
                      <Box component="dd" sx={{ m: 0 }}>
                        {say(text)}
                      </Box>
                    </Box>
                  ),
              )}
            </Box>
            {node.shape === 'diamond' && (
              <Box sx={{ fontSize: '.82rem', color: 'text.secondary', mt: 0.75 }}>
                {t('alih.sop.decision')}
              </Box>
            )}
          </li>
        )
      })}
    </Box>
  )
}

export function StepTable({ countOf }: { countOf: CountOf }) {
  const t = useTranslate()
  const say = useSay()
  const columns = ['no', 'activity', 'by', 'needs', 'time', 'output', 'now'] as const
  return (
    <TableContainer>
      <Table size="small" aria-label={t('alih.sop.table')}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column}>{t(`alih.sop.columns.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {nodes.map((node) => {
            const { activity, needs, time, output } = form[node.step]
            return (
              <TableRow key={node.step}>
                <TableCell>{node.step}</TableCell>
                <TableCell>{say(activity)}</TableCell>
                <TableCell>{t(`alih.roles.${node.role}`)}</TableCell>
                <TableCell>{say(needs)}</TableCell>
                <TableCell>{say(time)}</TableCell>
                <TableCell>{say(output)}</TableCell>
                <TableCell>
                  <Standing node={node} count={countOf(node.step)} />
                </TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

// A line with an arrow leads from each card to the next.
const cards = {
  listStyle: 'none',
  m: 0,
  p: 0,
  display: 'grid',
  gap: 3,
  '& > li': {
    position: 'relative',
    border: 1,
    borderColor: 'divider',
    borderRadius: 1,
    p: 1.75,
    backgroundColor: 'background.paper',
  },
  '& > li:not(:last-child)::after': {
    content: '"↓"',
    position: 'absolute',
    left: '50%',
    bottom: -24,
    lineHeight: '24px',
    color: 'text.secondary',
  },
} as const
