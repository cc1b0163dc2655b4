/** The flow chart of the SOP's form, drawn from the lifecycle: three lanes, and what stands at each step now. */
import { useTheme } from '@mui/material/styles'
import { useLocaleState, useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { flow, form, lanes, type Edge, type Node, type StepCount } from '../../server/core/procedure.ts'
import type { Language, Text } from '../../server/core/verdict.ts'
import { toneOf } from '../tag.tsx'
import { useStepLink } from './links.tsx'

const widths = { no: 40, activity: 240, lane: 152, needs: 138, time: 92, output: 122, now: 132 }
const ROW = 112
const HEAD = 76
const SHAPE = { width: 118, height: 60 }
const WIDTH =
  widths.no + widths.activity + 3 * widths.lane + widths.needs + widths.time + widths.output + widths.now

// The left edge of each column, in the order of the form.
const left = (() => {
  const no = 0
  const activity = no + widths.no
  const lane = activity + widths.activity
  const needs = lane + 3 * widths.lane
  const time = needs + widths.needs
  const output = time + widths.time
  return { no, activity, lane, needs, time, output, now: output + widths.output }
})()

const { nodes, edges } = flow()
const HEIGHT = HEAD + nodes.length * ROW

const centre = ({ step, lane }: Pick<Node, 'step' | 'lane'>) => ({
  x: left.lane + (lane + 0.5) * widths.lane,
  y: HEAD + (step - 0.5) * ROW,
})
const nodeOf = (step: number) => nodes.find((node) => node.step === step)!
const halfHeight = ({ shape }: Node) => (shape === 'diamond' ? 44 : SHAPE.height / 2)
const halfWidth = ({ shape }: Node) => (shape === 'diamond' ? 70 : SHAPE.width / 2)

export type CountOf = (step: number) => StepCount | undefined

export function Diagram({ countOf }: { countOf: CountOf }) {
  const t = useTranslate()
  const theme = useTheme()
  const say = useSay()
  const line = theme.palette.divider
  const columns = [left.activity, left.lane, left.needs, left.time, left.output, left.now]
  return (
    <svg
      viewBox={`-1 -1 ${WIDTH + 2} ${HEIGHT + 2}`}
      width="100%"
      role="group"
      aria-label={t('alih.sop.diagram')}
      fontFamily="inherit"
      fontSize={13.5}
      fill={theme.palette.text.primary}
      style={{ display: 'block' }}
    >
      <defs>
        <marker
          id="alih-arrow"
          viewBox="0 0 10 10"
          refX={9}
          refY={5}
          markerWidth={8}
          markerHeight={8}
          orient="auto"
        >
          <path d="M0 0 10 5 0 10z" fill={theme.palette.text.secondary} />
        </marker>
      </defs>
      <rect width={WIDTH} height={HEAD} fill={theme.palette.action.hover} />
      <rect width={WIDTH} height={HEIGHT} fill="none" stroke={line} />
      {columns.map((x) => (
        <path key={x} d={`M${x} 0V${HEIGHT}`} stroke={line} />
      ))}
      {[1, 2].map((lane) => (
        <path
          key={lane}
          d={`M${left.lane + lane * widths.lane} 28V${HEIGHT}`}
          stroke={line}
          strokeDasharray="3 4"
        />
      ))}
      <path d={`M${left.lane} 28H${left.time + widths.time + widths.output}`} stroke={line} />
      {nodes.map(({ step }) => (
        <path key={step} d={`M0 ${HEAD + (step - 1) * ROW}H${WIDTH}`} stroke={line} />
      ))}
      <Heads />
      {edges.map((edge) => (
        <Arrow key={`${edge.from}-${edge.to}`} edge={edge} />
      ))}
      {nodes.map((node) => (
        <Row key={node.step} node={node} count={countOf(node.step)} say={say} />
      ))}
    </svg>
  )
}

export function useSay() {
  const [locale] = useLocaleState()
  return (text: Text | null) => (text ? text[(locale === 'en' ? 'en' : 'id') as Language] : '–')
}

function Heads() {
  const t = useTranslate()
  const say = useSay()
  const half = (x: number, width: number) => x + width / 2
  const heads: [string, number, number, number][] = [
    [t('alih.sop.columns.no'), half(left.no, widths.no), 42, widths.no],
    [t('alih.sop.columns.activity'), half(left.activity, widths.activity), 42, widths.activity],
    [t('alih.sop.columns.by'), half(left.lane, 3 * widths.lane), 18, 3 * widths.lane],
    ...lanes.map(({ name }, lane): [string, number, number, number] => [
      say(name),
      half(left.lane + lane * widths.lane, widths.lane),
      52,
      widths.lane,
    ]),
    [t('alih.sop.columns.quality'), half(left.needs, widths.needs + widths.time + widths.output), 18, 340],
    [t('alih.sop.columns.needs'), half(left.needs, widths.needs), 52, widths.needs],
    [t('alih.sop.columns.time'), half(left.time, widths.time), 52, widths.time],
    [t('alih.sop.columns.output'), half(left.output, widths.output), 52, widths.output],
    [t('alih.sop.columns.now'), half(left.now, widths.now), 42, widths.now],
  ]
  return (
    <g fontWeight={650} fontSize={13}>
      {heads.map(([text, x, y, width]) => (
        <Lines key={`${x}-${y}`} text={text} x={x} y={y} width={width} middle />
      ))}
    </g>
  )
}

type LinesProps = { text: string; x: number; y: number; width: number; middle?: boolean; step?: number }

/** SVG does not break lines: words are set one after the other as far as they fit. Centred on `y`. */
function Lines({ text, x, y, width, middle = false, step = 17 }: LinesProps) {
  const lines = wrap(text, Math.floor((width - 14) / 8))
  return (
    <text x={x} textAnchor={middle ? 'middle' : 'start'} dominantBaseline="central">
      {lines.map((line, index) => (
        <tspan key={index} x={x} y={y + (index - (lines.length - 1) / 2) * step}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function wrap(text: string, room: number): string[] {
  const lines: string[] = []
  for (const word of text.replace(/\/(?=\S)/g, '/ ').split(' ')) {
    const last = lines.at(-1)
    const glue = last?.endsWith('/') && !last.endsWith(' /') ? '' : ' '
    if (last !== undefined && last.length + word.length < room) lines[lines.length - 1] = last + glue + word
    else lines.push(word)
  }
  return lines
}

function Row({
  node,
  count,
  say,
}: {
  node: Node
  count: StepCount | undefined
  say: (text: Text | null) => string
}) {
  const t = useTranslate()
  const theme = useTheme()
  const link = useStepLink()
  const { step } = node
  const { activity, needs, time, output } = form[step]
  const y = centre(node).y
  const column = (text: string, x: number, width: number) => (
    <Lines text={text} x={x + width / 2} y={y} width={width} middle />
  )
  const waiting = count?.waiting ?? 0
  return (
    <g>
      <Lines text={String(step)} x={widths.no / 2} y={y} width={widths.no} middle />
      <Lines text={say(activity)} x={left.activity + 10} y={y} width={widths.activity} />
      <Link
        to={link(step)}
        aria-label={t('alih.sop.step_label', {
          step,
          name: t(`alih.steps.${step}`),
          waiting,
          late: count?.late ?? 0,
        })}
        style={{ textDecoration: 'none' }}
      >
        <Shape node={node} />
        {waiting > 0 && <Badge node={node} count={waiting} tone="brand" above />}
        {Boolean(count?.late) && <Badge node={node} count={count!.late} tone="bad" />}
      </Link>
      {column(say(needs), left.needs, widths.needs)}
      {column(say(time), left.time, widths.time)}
      {column(say(output), left.output, widths.output)}
      {count && (
        <text x={left.now + widths.now / 2} textAnchor="middle" dominantBaseline="central">
          <Link to={link(step)}>
            <tspan
              x={left.now + widths.now / 2}
              y={count.late > 0 ? y - 10 : y}
              fill={waiting > 0 ? theme.palette.primary.main : theme.palette.text.secondary}
              fontWeight={waiting > 0 ? 650 : 400}
            >
              {t('alih.sop.waiting', { smart_count: waiting })}
            </tspan>
          </Link>
          {count.late > 0 && (
            <Link to={link(step, true)}>
              <tspan
                x={left.now + widths.now / 2}
                y={y + 11}
                fill={theme.palette.error.main}
                fontWeight={650}
              >
                {t('alih.sop.late', { smart_count: count.late })}
              </tspan>
            </Link>
          )}
        </text>
      )}
    </g>
  )
}

function Shape({ node }: { node: Node }) {
  const t = useTranslate()
  const theme = useTheme()
  const { x, y } = centre(node)
  const { ground, line, text } = toneOf(theme, node.shape === 'diamond' ? 'warn' : 'brand')
  const [w, h] = [halfWidth(node), halfHeight(node)]
  const look = { fill: ground, stroke: line, strokeWidth: 1.5 }
  return (
    <>
      {node.shape === 'ellipse' && <ellipse cx={x} cy={y} rx={w} ry={h} {...look} />}
      {node.shape === 'box' && <rect x={x - w} y={y - h} width={2 * w} height={2 * h} rx={4} {...look} />}
      {node.shape === 'diamond' && <path d={`M${x} ${y - h}l${w} ${h}l${-w} ${h}l${-w} ${-h}z`} {...look} />}
      <g fill={text} fontWeight={650} fontSize={13}>
        <Lines text={t(`alih.steps.${node.step}`)} x={x} y={y} width={100} middle step={15} />
      </g>
    </>
  )
}

type BadgeProps = { node: Node; count: number; tone: 'brand' | 'bad'; above?: boolean }

function Badge({ node, count, tone, above = false }: BadgeProps) {
  const theme = useTheme()
  const { x, y } = centre(node)
  const { ground, text } = toneOf(theme, tone)
  const at = {
    x: x + halfWidth(node) - 12,
    y: y + (above ? -1 : 1) * (halfHeight(node) - (node.shape === 'diamond' ? 16 : 4)),
  }
  return (
    <g aria-hidden>
      <circle
        cx={at.x}
        cy={at.y}
        r={13}
        fill={text}
        stroke={theme.palette.background.paper}
        strokeWidth={2}
      />
      <text
        x={at.x}
        y={at.y}
        fill={ground}
        fontSize={count > 99 ? 10 : 12.5}
        fontWeight={700}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {count > 999 ? '999+' : count}
      </text>
    </g>
  )
}

function Arrow({ edge }: { edge: Edge }) {
  const t = useTranslate()
  const theme = useTheme()
  const [from, to] = [nodeOf(edge.from), nodeOf(edge.to)]
  const [a, b] = [centre(from), centre(to)]
  const side = Math.sign(b.x - a.x)
  // Out at the side towards the other lane, then down or up into the other shape.
  const entry = b.y + (edge.back ? halfHeight(to) : -halfHeight(to))
  const path =
    side === 0
      ? `M${a.x} ${a.y + halfHeight(from)}V${entry - 2}`
      : `M${a.x + side * halfWidth(from)} ${a.y}H${b.x}V${entry + (edge.back ? 2 : -2)}`
  const decides = from.shape === 'diamond'
  return (
    <>
      <path
        d={path}
        fill="none"
        stroke={theme.palette.text.secondary}
        strokeWidth={1.6}
        strokeDasharray={edge.back ? '5 4' : undefined}
        markerEnd="url(#alih-arrow)"
      />
      {decides && (
        <text
          x={edge.back ? b.x - 8 : a.x + 10}
          y={edge.back ? a.y + 16 : a.y + halfHeight(from) + 12}
          textAnchor={edge.back ? 'middle' : 'start'}
          fontSize={12}
          fill={theme.palette.text.secondary}
        >
          {t(edge.back ? 'alih.sop.no' : 'alih.sop.yes')}
        </text>
      )}
    </>
  )
}
