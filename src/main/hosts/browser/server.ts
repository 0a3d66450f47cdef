// The loopback server: admission first, then page, content, and the two WebSocket channels. Translates; decides nothing itself.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer } from 'ws'
import { CHANNEL_PATHS } from '#shared/contract/hostBridge.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { isContentPath, type ContentResponse } from '#core/content/contentRoutes.ts'
import { createPageFiles } from '#core/hosting/pageFiles.ts'
import type { HostedCore } from '#core/hosting/hostedCore.ts'
import type { Logger } from '#core/ports.ts'
import { CONTRACT_FRAME_LIMIT_BYTES, type FrameSocket } from '../../procedures/contractChannel.ts'
import { createAdmission, type Verdict } from './admission.ts'
import { ENTRANCE, SESSION_PATH } from './entrance.ts'
import { frameSocketOf, roomSocketOf } from './sockets.ts'

const LOOPBACK = '127.0.0.1'
/** A shared document's first synchronisation is the longest message there is. */
const COLLAB_MESSAGE_LIMIT_BYTES = 64 * 1024 * 1024
const TOKEN_LIMIT_BYTES = 256

export interface BrowserServerPorts {
  readonly core: HostedCore
  /** Serves the contract on one connection. */
  readonly serveContract: (socket: FrameSocket) => void
  readonly rendererDirectory: string
  readonly clock: Clock
  readonly log: Logger
  /** 0 = a free one. */
  readonly port: number
}

export interface BrowserServer {
  readonly port: number
  /** A fresh one-time address. */
  newAddress(): string
  /** Living connections of pages; 0 = no page is open. */
  connections(): number
  onConnectionsChange(listener: (count: number) => void): void
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only. @throws when the port is taken */
export async function openBrowserServer(ports: BrowserServerPorts): Promise<BrowserServer> {
  const server = http.createServer()
  // Uploads of large studies take longer than Node's five minutes; header time stays limited.
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(ports.port, LOOPBACK, resolve)
  })
  const { port } = server.address() as AddressInfo
  const host = `${LOOPBACK}:${port}`
  const admission = createAdmission(host, ports.clock)
  const page = createPageFiles(ports.rendererDirectory, `ws://${host}`)
  const sockets = {
    [CHANNEL_PATHS.contract]: new WebSocketServer({ noServer: true, maxPayload: CONTRACT_FRAME_LIMIT_BYTES, perMessageDeflate: false }),
    [CHANNEL_PATHS.collab]: new WebSocketServer({ noServer: true, maxPayload: COLLAB_MESSAGE_LIMIT_BYTES, perMessageDeflate: false }),
  }
  const watchers = new Set<(count: number) => void>()
  const contractSockets = sockets[CHANNEL_PATHS.contract]?.clients ?? new Set()
  const connectionsChanged = () => {
    for (const watcher of watchers) watcher(contractSockets.size)
  }

  const judge = (request: http.IncomingMessage, pathname: string, upgrade: boolean): Verdict =>
    admission.judge({ method: request.method ?? '', pathname, headers: request.headers, upgrade })

  async function respond(request: http.IncomingMessage, response: http.ServerResponse) {
    const url = addressOf(request)
    const verdict = url ? judge(request, url.pathname, false) : 'refused'
    if (!url || verdict === 'refused') return end(response, 403)
    if (request.method === 'POST' && url.pathname === SESSION_PATH) return enter(request, response)
    if (verdict === 'stranger') {
      const entering = url.pathname === '/' && (request.method === 'GET' || request.method === 'HEAD')
      if (!entering) return end(response, 403)
      response.writeHead(200, ENTRANCE.headers)
      return void response.end(request.method === 'HEAD' ? undefined : ENTRANCE.html)
    }
    const found = isContentPath(url.pathname)
      ? await ports.core.content.handle({
          method: request.method ?? '',
          pathname: url.pathname,
          query: url.searchParams,
          header: (name) => textOf(request.headers[name.toLowerCase()]),
          body: request.method === 'PUT' ? request : null,
        })
      : await page.handle(request.method ?? '', url.pathname)
    await send(request, response, found)
  }

  async function enter(request: http.IncomingMessage, response: http.ServerResponse) {
    const token = await readShort(request, TOKEN_LIMIT_BYTES)
    const cookie = token && admission.redeem(token)
    if (!cookie) return end(response, 403)
    response.writeHead(204, { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' })
    response.end()
  }

  server.on('request', (request, response) => {
    respond(request, response).catch((error: unknown) => {
      // A page that went away in the middle is no fault; the rest is ours and carries no detail outside.
      if (!response.destroyed) ports.log.error('browserHost.requestFailed', { name: error instanceof Error ? error.name : 'unknown' })
      if (response.headersSent) response.destroy()
      else end(response, 500)
    })
  })

  server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const url = addressOf(request)
    const channel = url && sockets[url.pathname]
    if (!url || !channel || judge(request, url.pathname, true) !== 'guest') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    channel.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate())
      if (url.pathname === CHANNEL_PATHS.collab) return ports.core.serveRoom(roomSocketOf(webSocket))
      ports.serveContract(frameSocketOf(webSocket))
      webSocket.on('close', connectionsChanged)
      connectionsChanged()
    })
  })

  return {
    port,
    newAddress: () => `http://${host}/#${admission.issueToken()}`,
    connections: () => contractSockets.size,
    onConnectionsChange: (listener) => {
      watchers.add(listener)
    },
    async close() {
      for (const channel of Object.values(sockets)) for (const client of channel.clients) client.close(1001, 'host ends')
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const impatient = setTimeout(() => {
        for (const channel of Object.values(sockets)) for (const client of channel.clients) client.terminate()
        server.closeAllConnections()
      }, 500)
      server.closeIdleConnections()
      await closed
      clearTimeout(impatient)
    },
  }
}

/** The request's own address; undefined for forms no browser sends to an origin server (absolute-form, authority-form). */
function addressOf(request: http.IncomingMessage): URL | undefined {
  if (!request.url?.startsWith('/') || request.url.startsWith('//')) return undefined
  return URL.parse(request.url, `http://${LOOPBACK}`) ?? undefined
}

async function send(request: http.IncomingMessage, response: http.ServerResponse, found: ContentResponse) {
  // A refused upload is not read to its end: the connection is given up instead.
  if (request.method === 'PUT' && !request.complete) response.shouldKeepAlive = false
  response.writeHead(found.status, found.headers)
  if (found.body) await pipeline(found.body as Readable, response)
  else response.end()
}

function end(response: http.ServerResponse, status: number) {
  response.shouldKeepAlive = false
  response.writeHead(status, { 'Content-Length': '0', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
  response.end()
}

async function readShort(request: http.IncomingMessage, limit: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const textOf = (value: string | string[] | undefined): string | null => (Array.isArray(value) ? value.join(', ') : (value ?? null))
