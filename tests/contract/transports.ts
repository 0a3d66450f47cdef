// Opens the same router over each transport a host has, exactly as the hosts do, and gives a client plus the raw wire for hostile frames.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageChannel } from 'node:worker_threads'
import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { WebSocket, WebSocketServer } from 'ws'
import { frameSocketOf as portFrames } from '../../src/main/hosts/electron/portSockets.ts'
import { frameSocketOf as webSocketFrames } from '../../src/main/hosts/browser/sockets.ts'
import { CONTRACT_FRAME_LIMIT_BYTES, createContractChannel } from '../../src/main/procedures/contractChannel.ts'

export interface OpenTransport {
  link: ClientLink<ClientContext>
  /** A second, raw connection to the same channel; resolves when the core's side closes it. */
  sendRaw(frame: string | Uint8Array): Promise<void>
  logged: string[]
  closeClient(): void
  stop(): Promise<void>
}

type AnyChannelRouter = Parameters<typeof createContractChannel>[0]

function channelOf(router: AnyChannelRouter) {
  const logged: string[] = []
  const note = (event: string) => void logged.push(event)
  return { logged, channel: createContractChannel(router, () => ({}), { info: note, warn: note, error: note }) }
}

export async function overWebSocket(router: AnyChannelRouter): Promise<OpenTransport> {
  const { channel, logged } = channelOf(router)
  const server = http.createServer()
  const sockets = new WebSocketServer({ server, maxPayload: CONTRACT_FRAME_LIMIT_BYTES, perMessageDeflate: false })
  sockets.on('connection', (socket) => {
    socket.on('error', () => socket.terminate())
    channel.serve(webSocketFrames(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new WebSocket(url)
  return {
    link: new SocketLink({ websocket: client as unknown as globalThis.WebSocket }),
    sendRaw: (frame) =>
      new Promise((resolve) => {
        const raw = new WebSocket(url)
        raw.on('error', () => {})
        raw.on('close', () => resolve())
        raw.on('open', () => raw.send(frame))
      }),
    logged,
    closeClient: () => client.close(),
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      client.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export async function overMessagePort(router: AnyChannelRouter): Promise<OpenTransport> {
  const { channel, logged } = channelOf(router)
  const open = () => {
    const { port1, port2 } = new MessageChannel()
    // Electron's port gives events with `data`; Node's gives the value itself.
    channel.serve(
      portFrames({
        postMessage: (message) => port1.postMessage(message),
        close: () => port1.close(),
        on: (event: string, listener: (event: never) => void) =>
          event === 'message' ? port1.on('message', (data) => listener({ data } as never)) : port1.on('close', () => listener(undefined as never)),
      }),
    )
    return port2
  }
  const client = open()
  const raws = new Set([client])
  return {
    link: new PortLink({ port: client as never }),
    sendRaw: (frame) =>
      new Promise((resolve) => {
        const raw = open()
        raws.add(raw)
        raw.on('close', () => resolve())
        raw.postMessage(frame)
      }),
    logged,
    closeClient: () => client.close(),
    stop: async () => {
      for (const port of raws) port.close()
    },
  }
}
