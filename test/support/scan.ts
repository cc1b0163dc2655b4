/** Reads a PDF as people and their telephones do: its text, and the codes that are seen on its rendered pages. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './programs.ts'

function within<T>(pdf: Uint8Array, read: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'alih-scan-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, pdf)
    return read(file, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const textOf = (pdf: Uint8Array): string =>
  within(pdf, (file, folder) => run('pdftotext', ['-layout', file, '-'], folder))

// As an office copier scans.
const DOTS_PER_INCH = '150'

/** What the QR codes of all pages say, in the order of the pages. */
export const codesOn = (pdf: Uint8Array): string[] =>
  within(pdf, (file, folder) => {
    run('pdftoppm', ['-gray', '-r', DOTS_PER_INCH, file, join(folder, 'page')], folder)
    const pages = readdirSync(folder).filter((name) => name.startsWith('page'))
    return pages.toSorted().flatMap((page) => {
      // It fails on a page that has none.
      const read = (): string => {
        try {
          return run(
            'zbarimg',
            ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', join(folder, page)],
            folder,
          )
        } catch (error) {
          if ((error as { status?: number }).status === 4) return ''
          throw error
        }
      }
      return read().split('\n').filter(Boolean)
    })
  })

/** The pictures on its pages, by their size, without the masks that carry their transparency. */
export const picturesIn = (pdf: Uint8Array): string[] =>
  within(pdf, (file, folder) =>
    run('pdfimages', ['-list', file], folder)
      .split('\n')
      .slice(2)
      .map((line) => line.trim().split(/ +/))
      .filter(([, , kind]) => kind === 'image')
      .map(([, , , width, height]) => `${width}x${height}`),
  )
