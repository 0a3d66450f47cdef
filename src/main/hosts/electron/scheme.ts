// The page's own scheme, consilium://app/: renderer files and content, with the same headers as the browser host. No file: and no http:.
import { Readable } from 'node:stream'
import { protocol, type Session } from 'electron'
import { isContentPath, type ContentResponse } from '#core/content/contentRoutes.ts'
import type { HostedCore } from '#core/hosting/hostedCore.ts'
import type { PageFiles } from '#core/hosting/pageFiles.ts'
import type { Logger } from '#core/ports.ts'

const SCHEME = 'consilium'
export const PAGE_ORIGIN = `${SCHEME}://app`
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`

/** Before Electron is ready, once. No `bypassCSP`, no `allowServiceWorkers`, no CORS. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: false } },
  ])
}

/** Answers every request of the scheme in one session; anything but our one host is 403. */
export function serveScheme(session: Session, core: HostedCore, page: PageFiles, log: Logger): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    const origin = request.headers.get('origin')
    if (url.host !== 'app' || (origin !== null && origin !== PAGE_ORIGIN)) return new Response(null, { status: 403 })
    try {
      const found = isContentPath(url.pathname)
        ? await core.content.handle({
            method: request.method,
            pathname: url.pathname,
            query: url.searchParams,
            header: (name) => request.headers.get(name),
            body: request.body,
          })
        : await page.handle(request.method, url.pathname)
      return responseOf(found)
    } catch (error) {
      log.error('electronHost.requestFailed', { name: error instanceof Error ? error.name : 'unknown' })
      return new Response(null, { status: 500 })
    }
  })
}

function responseOf({ status, headers, body }: ContentResponse): Response {
  // Node's and the DOM's stream types describe the same object.
  return new Response(body && (Readable.toWeb(body) as ReadableStream<Uint8Array>), { status, headers })
}
