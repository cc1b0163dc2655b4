/** Bars as SVG, drawn for paper: told apart by lightness and outline, so that they read in black and white. Pure. */
import type { Column, Content } from 'pdfmake/interfaces.js'

const fills = {
  good: 'fill="#0b5c66" stroke="#0b5c66"',
  bad: 'fill="#e9a39d" stroke="#b3261e"',
  unknown: 'fill="#ffffff" stroke="#6b7a82"',
} as const
export type Fill = keyof typeof fills

export type Part = { fill: Fill; share: number }

const HEIGHT = 9
const MARGIN = 0.5

const number = (value: number) => Number(value.toFixed(2))

/** One bar of parts, side by side; shares are of the whole width. `markAt` draws a line across, such as an allowance. */
export function bar(parts: readonly Part[], width: number, markAt: number | null = null): Content {
  const room = width - 2 * MARGIN
  let from = MARGIN
  const drawn = parts
    .map(({ fill, share }) => {
      const wide = Math.max(0, Math.min(share * room, room + MARGIN - from))
      const box = `<rect x="${number(from)}" y="1.5" width="${number(wide)}" height="${HEIGHT - 3}" stroke-width="0.5" ${fills[fill]}/>`
      from += wide
      return wide < 0.05 ? '' : box
    })
    .join('')
  const x = markAt === null ? 0 : number(MARGIN + Math.min(1, markAt) * room)
  const mark =
    markAt === null
      ? ''
      : `<line x1="${x}" y1="0" x2="${x}" y2="${HEIGHT}" stroke="#000000" stroke-width="1"/>`
  const line = `<line x1="${MARGIN}" y1="0.5" x2="${MARGIN}" y2="${HEIGHT - 0.5}" stroke="#888888" stroke-width="0.5"/>`
  const size = `width="${number(width)}" height="${HEIGHT}" viewBox="0 0 ${number(width)} ${HEIGHT}"`
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${drawn}${line}${mark}</svg>`,
    width,
    margin: [0, 1, 0, 0],
  }
}

/** What the fills mean, in words beside a sample of each. */
export const legend = (entries: readonly [Fill, string][]): Content => ({
  columns: entries.flatMap(([fill, text]): Column[] => [
    { width: 14, stack: [bar([{ fill, share: 1 }], 14)] },
    { text, width: 'auto', margin: [4, 1, 14, 0] },
  ]),
  fontSize: 8,
  margin: [0, 0, 0, 4],
})
