// Gives out the peers and the series' files on loopback, nothing else.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.dcm': 'application/dicom' }

/** OHIF as its manual says for local files: one data source, no server. */
const OHIF_CONFIG = `window.config = { routerBasename: '/', extensions: [], modes: [], customizationService: {}, showStudyList: true, maxNumberOfWebWorkers: 2, showLoadingIndicator: true,
  dataSources: [{ namespace: '@ohif/extension-default.dataSourcesModule.dicomlocal', sourceName: 'dicomlocal', configuration: { friendlyName: 'local' } }], defaultDataSourceName: 'dicomlocal' }`

export interface PeerServer {
  origin: string
  close(): void
}

/** @param ohif its dist; @param pages the built bare pages; @param files the series, in order */
export async function servePeers(ohif: string, pages: string, files: readonly string[]): Promise<PeerServer> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/app-config.js') return response.setHeader('Content-Type', 'text/javascript').end(OHIF_CONFIG)
    const file = placeOf(path)
    if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end()
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
    // Threads that share memory are asked for by OHIF's hosts.
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin').setHeader('Cross-Origin-Embedder-Policy', 'require-corp').setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    createReadStream(file).pipe(response)
  })

  function placeOf(path: string): string | undefined {
    const image = /^\/files\/(\d+)\.dcm$/.exec(path)
    if (image) return files[Number(image[1])]
    const [root, rest] = path.startsWith('/pages/') ? [pages, path.slice('/pages/'.length)] : [ohif, path.slice(1)]
    const file = normalize(join(root, rest))
    if (!file.startsWith(root + sep)) return undefined
    // Routes of the application lead to its one page.
    return extname(file) === '' ? join(ohif, 'index.html') : file
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
