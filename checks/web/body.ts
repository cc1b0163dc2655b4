/** Reads a response's body within bounds of bytes and time, decompresses and decodes it. Never throws. */
import type { Readable } from 'node:stream'
import zlib from 'node:zlib'

/** Bounds that a hostile or merely large page cannot pass. */
export const MAX_WIRE_BYTES = 512 * 1024
export const MAX_TEXT_BYTES = 1024 * 1024
const MAX_ENCODINGS = 3

/** What could be read: `truncated` when the rest was left out or never came. */
export type Body = { bytes: Buffer; truncated: boolean }

/** At most `limit` bytes of a stream; what came before an error or a deadline is kept. */
export async function readBounded(stream: Readable, limit: number): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      // Leaving the loop destroys the stream, and with it the connection.
      if (size > limit) break
    }
  } catch {
    return { bytes: Buffer.concat(chunks).subarray(0, limit), truncated: true }
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit), truncated: size > limit }
}

/** Undoes content codings in reverse order (RFC 9110 §8.4); an unknown one leaves no readable text. */
export async function decompress(body: Body, contentEncoding: string): Promise<Body> {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > MAX_ENCODINGS) return { bytes: Buffer.alloc(0), truncated: true }
  let { bytes, truncated } = body
  for (const coding of codings.reverse()) {
    const inflater = inflaterFor(coding, bytes)
    if (!inflater) return { bytes: Buffer.alloc(0), truncated: true }
    inflater.end(bytes)
    const read = await readBounded(inflater, MAX_TEXT_BYTES)
    bytes = read.bytes
    truncated ||= read.truncated
  }
  return { bytes, truncated }
}

function inflaterFor(coding: string, bytes: Buffer) {
  // SYNC_FLUSH gives out what a cut-off stream holds instead of failing at its end.
  const gentle = { finishFlush: zlib.constants.Z_SYNC_FLUSH }
  if (coding === 'gzip' || coding === 'x-gzip') return zlib.createGunzip(gentle)
  if (coding === 'br')
    return zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH })
  if (coding !== 'deflate') return null
  // "deflate" is the zlib format (RFC 9110 §8.4.1.2), but many servers send the bare one.
  const isZlib = bytes.length > 1 && (bytes[0]! & 15) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0
  return isZlib ? zlib.createInflate(gentle) : zlib.createInflateRaw(gentle)
}

/** Text in the declared charset: byte order mark, header, `<meta>` of the first kilobyte, else UTF-8. */
export function decodeText(bytes: Buffer, contentType: string): string {
  const head = bytes.subarray(0, 1024).toString('latin1')
  const declared = /charset\s*=\s*["']?([\w.:-]{1,40})/i
  const label = marked(bytes) ?? declared.exec(contentType)?.[1] ?? declared.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}

function marked(bytes: Buffer): string | null {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null
}
