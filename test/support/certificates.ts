/** A certificate authority for the web lab, made with the openssl program in a temporary folder. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './programs.ts'

export type Issued = { cert: string; key: string }
export type Wish = {
  /** subjectAltName, as openssl writes it: `DNS:a.example,DNS:*.b.example`. Empty for none. */
  names: string
  commonName?: string
  /** Days from now until it begins and ends. */
  from?: number
  to?: number
  signer?: 'root' | 'intermediate' | 'stranger' | 'self'
  /** Sends the intermediate along. */
  chain?: boolean
  /** Says where the issuer's certificate can be fetched. */
  fetchable?: boolean
}
export type Authority = { root: string; issue: (wish: Wish) => Issued; remove: () => void }

const CONFIG = `
[ca]
default_ca = any
[any]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = loose
unique_subject = no
rand_serial = yes
[loose]
commonName = optional
organizationName = optional
[req]
distinguished_name = empty
[empty]
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = keyCertSign,cRLSign
subjectKeyIdentifier = hash
`

/**
 * `now` is the instant that validity is counted from: the TLS library judges with the real clock. `organization` is
 * what the root calls itself.
 */
export function authority(now: Date, organization = ''): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'alih-ca-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args, folder)
  const read = (name: string) => readFileSync(file(name), 'utf8')
  let serial = 0

  const key = (name: string) =>
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`)
  const day = (days: number) =>
    new Date(now.getTime() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, '')
  const sign = (
    name: string,
    subject: string,
    extensions: string,
    signer: string,
    from: number,
    to: number,
  ) => {
    writeFileSync(file(`${name}.ext`), extensions)
    openssl(
      'req',
      '-new',
      '-config',
      'ca.cnf',
      '-key',
      `${keyOf(name)}.key`,
      '-subj',
      subject,
      '-out',
      `${name}.csr`,
    )
    const own =
      signer === name
        ? ['-selfsign', '-keyfile', `${keyOf(name)}.key`]
        : ['-cert', `${signer}.crt`, '-keyfile', `${signer}.key`]
    const dates = ['-startdate', day(from), '-enddate', day(to)]
    openssl(
      'ca',
      '-config',
      'ca.cnf',
      '-batch',
      '-notext',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.crt`,
      '-extfile',
      `${name}.ext`,
      ...own,
      ...dates,
    )
  }
  const keyOf = (name: string) => (['root', 'intermediate', 'stranger'].includes(name) ? name : 'leaf')

  writeFileSync(file('ca.cnf'), CONFIG)
  writeFileSync(file('index.txt'), '')
  for (const name of ['root', 'intermediate', 'stranger', 'leaf']) key(name)
  const ca =
    'basicConstraints = critical,CA:TRUE\nkeyUsage = keyCertSign,cRLSign\nsubjectKeyIdentifier = hash\n'
  sign('root', `${organization && `/O=${organization}`}/CN=Lab Root`, ca, 'root', -1000, 3000)
  sign('stranger', '/CN=Stranger Root', ca, 'stranger', -1000, 3000)
  sign('intermediate', '/CN=Lab Intermediate', ca, 'root', -900, 2000)

  return {
    root: read('root.crt'),
    issue({
      names,
      commonName = 'lab',
      from = -30,
      to = 200,
      signer = 'root',
      chain = false,
      fetchable = false,
    }) {
      const name = `leaf-${++serial}`
      const extensions = [
        'basicConstraints = CA:FALSE',
        'extendedKeyUsage = serverAuth',
        ...(names === '' ? [] : [`subjectAltName = ${names}`]),
        ...(fetchable ? ['authorityInfoAccess = caIssuers;URI:http://ca.example.test/ca.crt'] : []),
      ]
      sign(name, `/CN=${commonName}`, extensions.join('\n'), signer === 'self' ? name : signer, from, to)
      return { cert: read(`${name}.crt`) + (chain ? read('intermediate.crt') : ''), key: read('leaf.key') }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
