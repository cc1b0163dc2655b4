/** A self-signed certificate made in memory, so that the demonstration's sites have https without any program. */
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

const DAY_MS = 86_400_000

// Tags of ASN.1 (X.690 §8), and the object identifiers of RFC 5280 and RFC 5758 in their encoded form.
const SEQUENCE = 0x30
const SET = 0x31
const OID = {
  commonName: '550403',
  subjectAltName: '551d11',
  ecdsaWithSha256: '2a8648ce3d040302',
} as const

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const size = body.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const text = (value: string) => der(0x0c, Buffer.from(value, 'utf8'))
const commonName = (value: string) => der(SEQUENCE, der(SET, der(SEQUENCE, oid(OID.commonName), text(value))))
const utc = (date: Date) =>
  der(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2),
    ),
  )

/** PEM of a certificate for `names`, good for the year around `now`, and of its key. */
export function selfSigned(names: readonly string[], now: Date): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(SEQUENCE, oid(OID.ecdsaWithSha256))
  const name = commonName('Peragaan Alih')
  const serial = randomBytes(16)
  serial[0]! &= 0x7f
  serial[0]! |= 0x01
  const dnsNames = names.map((host) => der(0x82, Buffer.from(host, 'ascii')))
  const extension = der(SEQUENCE, oid(OID.subjectAltName), der(0x04, der(SEQUENCE, ...dnsNames)))
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    name,
    der(SEQUENCE, utc(new Date(now.getTime() - 90 * DAY_MS)), utc(new Date(now.getTime() + 270 * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, extension)),
  )
  const signature = createSign('SHA256').update(body).sign(privateKey)
  const whole = der(SEQUENCE, body, algorithm, der(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g)!
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}
