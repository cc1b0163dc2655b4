/** The redirect of the old name for Apache and nginx: permanent, path and query kept, over http and https. Pure. */
import type { Hostname } from '../hostname.ts'

export type Redirect = {
  oldName: Hostname
  newName: Hostname
  /** `www.` of the old name is served too. */
  www: boolean
  /** 308 keeps the method of a form or a program (RFC 9110 §15.4.9); 301 is the usual one for pages. */
  status: 301 | 308
}

// What the panel keeps for each host; the lines that are there already are to be kept.
const certificate = (name: string) => `/etc/pki/tls/certs/${name}.bundle`
const key = (name: string) => `/etc/pki/tls/private/${name}.key`
// The old name's certificate is renewed through this path: it must not be sent away.
const ACME = '/.well-known/acme-challenge/'

export function apache({ oldName, newName, www, status }: Redirect): string {
  const inside = [
    `    ServerName ${oldName}`,
    ...(www ? [`    ServerAlias www.${oldName}`] : []),
    `    RedirectMatch ${status} "^/(?!\\.well-known/acme-challenge/)(.*)$" "https://${newName}/$1"`,
  ]
  return [
    '<VirtualHost *:80>',
    ...inside,
    '</VirtualHost>',
    '',
    '<VirtualHost *:443>',
    ...inside,
    '    SSLEngine on',
    '    # Pertahankan baris sertifikat nama lama yang sudah ada di berkas ini:',
    `    SSLCertificateFile ${certificate(oldName)}`,
    `    SSLCertificateKeyFile ${key(oldName)}`,
    '</VirtualHost>',
  ].join('\n')
}

/** For the document root of the old name: it survives a rebuild of the panel's virtual hosts. */
export function htaccess({ newName, status }: Redirect): string {
  return [
    'RewriteEngine On',
    'RewriteCond %{REQUEST_URI} !^/\\.well-known/acme-challenge/',
    `RewriteRule ^ https://${newName}%{REQUEST_URI} [R=${status},L]`,
  ].join('\n')
}

export function nginx({ oldName, newName, www, status }: Redirect): string {
  const names = www ? `${oldName} www.${oldName}` : oldName
  const inside = [
    `    server_name ${names};`,
    `    location ^~ ${ACME} {`,
    '        # Perpanjangan sertifikat nama lama: tetap ke Apache di belakangnya.',
    '        proxy_pass http://127.0.0.1:8181;',
    '        proxy_set_header Host $host;',
    '    }',
    '    location / {',
    `        return ${status} https://${newName}$request_uri;`,
    '    }',
  ]
  return [
    'server {',
    '    listen 80;',
    ...inside,
    '}',
    '',
    'server {',
    '    listen 443 ssl;',
    ...inside,
    '    # Pertahankan baris sertifikat nama lama yang sudah ada di berkas ini:',
    `    ssl_certificate ${certificate(oldName)};`,
    `    ssl_certificate_key ${key(oldName)};`,
    '}',
  ].join('\n')
}
