/** The thread in which documents are made, so that nobody waits for the event loop. The only door to pdfmake and fflate. */
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { zipSync, type Zippable } from 'fflate'
import pdfmake from 'pdfmake'
import { localIso } from '../core/worktime.ts'
import { reportLayout } from '../reports/layout.ts'
import { layout } from './layout.ts'
import type { Image, Job } from './press.ts'

const { resolve } = createRequire(import.meta.url)
const fontFile = (style: string) => resolve(`pdfmake/fonts/Roboto/Roboto-${style}.ttf`)
const roboto = {
  normal: fontFile('Regular'),
  bold: fontFile('Medium'),
  italics: fontFile('Italic'),
  bolditalics: fontFile('MediumItalic'),
}
const fonts = Object.values(roboto)
pdfmake.setFonts({ Roboto: roboto })
// What people wrote must not make it read files or addresses: our own fonts, and nothing else.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path: string) => fonts.includes(path))

// Their times are written as wall time without a zone: WITA, whatever zone the machine keeps.
function wallTime(at: string): Date {
  const [year, month, day, hour, minute] = localIso(new Date(at)).split(/\D/).map(Number)
  return new Date(year!, month! - 1, day, hour, minute)
}

const asUrl = (image: Image | null | undefined): string | null =>
  image ? `data:${image.mediaType};base64,${Buffer.from(image.content).toString('base64')}` : null

async function made(job: Job): Promise<Uint8Array> {
  if ('paper' in job) return pdfmake.createPdf(layout(job.paper, asUrl(job.logo))).getBuffer()
  if ('report' in job) return pdfmake.createPdf(reportLayout(job.report, job.seal)).getBuffer()
  const mtime = wallTime(job.at)
  const files: Zippable = {}
  for (const { path, content } of job.files) {
    // What is compressed already only costs time.
    files[path] = [content, { mtime, level: /\.(json|txt)$/.test(path) ? 6 : 0 }]
  }
  return zipSync(files)
}

parentPort!.on('message', ({ id, job }: { id: number; job: Job }) => {
  made(job).then(
    (bytes) => parentPort!.postMessage({ id, bytes }),
    (error: unknown) => parentPort!.postMessage({ id, error: String(error) }),
  )
})
