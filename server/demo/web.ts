/** The web sites of the demonstration: one http and one https listener that tell the sites apart by name. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'

export type Site = { title: string; lead: string } | { redirectTo: string } | 'default page'

export type Web = {
  httpPort: number
  httpsPort: number
  /** What a host shows; gone when absent. */
  sites: Map<string, Site>
  stop: () => Promise<void>
}

/** Where to listen; port 0 is any free one. */
type Place = { host: string; http: number; https: number }

export async function serveWeb(
  certificate: { cert: string; key: string },
  { host, http, https }: Place = { host: '127.0.0.1', http: 0, https: 0 },
): Promise<Web> {
  const sites = new Map<string, Site>()
  const listener = (request: IncomingMessage, response: ServerResponse) => respond(sites, request, response)
  const plain = createServer(listener)
  const secure = createSecureServer(certificate, listener)
  const httpPort = await listening(plain, host, http)
  const httpsPort = await listening(secure, host, https)
  return {
    httpPort,
    httpsPort,
    sites,
    async stop() {
      for (const server of [plain, secure]) {
        server.closeAllConnections()
        await new Promise<void>((resolve) => server.close(() => resolve()))
      }
    },
  }
}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function respond(sites: Map<string, Site>, request: IncomingMessage, response: ServerResponse): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  const path = request.url ?? '/'
  const site = sites.get(host)
  if (site !== undefined && typeof site === 'object' && 'redirectTo' in site) {
    response.writeHead(301, { location: `https://${site.redirectTo}${path}` }).end()
    return
  }
  // A web server without a site for the name shows what it was installed with.
  if (site === undefined || site === 'default page') {
    send(response, 200, 'Welcome to nginx!', 'If you see this page, the nginx web server is installed.')
  } else if (path === '/') {
    send(response, 200, site.title, site.lead)
  } else {
    send(response, 404, 'Halaman tidak ditemukan', `Halaman ini tidak ada di ${site.title}.`)
  }
}

function send(response: ServerResponse, status: number, title: string, lead: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html><html lang="id"><head><title>${title}</title></head>` +
      `<body><h1>${title}</h1><p>${lead}</p><p>Situs peragaan, bukan layanan sungguhan.</p></body></html>`,
  )
}
