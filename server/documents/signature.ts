/** The end of an official document: who signs, and the way to see that it is genuine. Pure. */
import type { Content } from 'pdfmake/interfaces.js'
import { longDate } from '../core/indonesian.ts'
import type { Paper, Signer } from '../core/paper.ts'
import { BODY, oneLine, WIDTH } from './parts.ts'

const QR_WIDTH = 220

/** Who signs, and beside it the way to see that it is genuine. Never torn over two pages. */
export const signature = (
  { signer, letterhead: { city }, at, verifyUrl }: Paper,
  isDated: boolean,
): Content =>
  signed(
    [
      { qr: verifyUrl, fit: 82, eccLevel: 'M' },
      {
        text: 'Pindai untuk memeriksa keaslian dokumen ini',
        fontSize: 7,
        color: '#444',
        margin: [0, 3, 0, 0],
      },
    ],
    signer,
    isDated ? `${city}, ${longDate(at)}` : null,
  )

/** The block of a signature: what proves it at the left, the office and the name at the right. Without a name, dots. */
export function signed(
  proof: Content[],
  { acting, title, name, behalf }: Omit<Signer, 'name'> & { name: string | null },
  dated: string | null,
  below: string[] = [],
): Content {
  const own = acting ? `${acting} ${title}` : title
  const written: Content =
    name === null
      ? { text: '.'.repeat(50), margin: [0, 44, 0, 0] }
      : { text: oneLine(name), bold: true, decoration: 'underline', margin: [0, 44, 0, 0] }
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    columns: [
      { width: QR_WIDTH, stack: proof },
      {
        width: WIDTH - QR_WIDTH,
        fontSize: BODY,
        stack: [
          ...(dated === null ? [] : [{ text: oneLine(dated) }]),
          ...(behalf ? [{ text: `a.n. ${oneLine(behalf)},` }] : []),
          { text: `${oneLine(own)},` },
          written,
          ...below.map((text): Content => ({ text: oneLine(text) })),
        ],
      },
    ],
  }
}
