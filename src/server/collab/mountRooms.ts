// The WebSocket door of the shared documents: a bearer token in the request head, then y-protocol.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Caller } from '../access/caller.ts'
import type { createServerRooms } from './serverRooms.ts'

/** One message may carry a whole document after weeks offline. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

interface Ports {
  rooms: Pick<ReturnType<typeof createServerRooms>, 'connect'>
  callerOf(token: string): Promise<Caller | null>
}

export function mountRooms(server: Server, { rooms, callerOf }: Ports): { close(): void; count(): number } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    const caller = request.url === '/collab' && token ? await callerOf(token) : null
    if (!caller) return void socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (ws) => serve(ws, caller))
  }

  function serve(ws: WebSocket, caller: Caller) {
    ws.binaryType = 'nodebuffer'
    const { id, name, role } = caller.user
    rooms.connect(
      {
        get readyState() {
          return ws.readyState
        },
        send: (data) => ws.send(data as Uint8Array),
        close: (code, reason) => ws.close(code, reason),
        on(event: 'message' | 'close', listener: (...args: never[]) => void) {
          if (event === 'message') ws.on('message', (data) => (listener as (d: Uint8Array) => void)(new Uint8Array(data as Buffer)))
          else ws.on('close', (code, reason) => (listener as (c: number, r: string) => void)(code, reason.toString()))
        },
      },
      { userId: id, name, role, device: caller.device },
    )
  }

  server.on('upgrade', (request, socket, head) => {
    upgrade(request, socket, head).catch(() => socket.destroy())
  })
  return {
    close() {
      for (const ws of sockets.clients) ws.terminate()
    },
    count: () => sockets.clients.size,
  }
}
