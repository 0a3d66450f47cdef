// How the renderer reaches its core, whichever host it runs in: contract channel and collaboration channel. Knows no procedure and no room.
import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { CHANNEL_PATHS, HOST_BRIDGE, type HostBridge } from '#shared/contract/hostBridge.ts'
import { openPort, portSocketClass } from './hostPorts.ts'

/** One living contract channel. `closed` resolves once, when nothing more can be asked through it. */
export interface ContractChannel {
  link: ClientLink<ClientContext>
  closed: Promise<void>
}

/** What the collaboration provider uses of a WebSocket; a MessagePort is dressed as one in Electron. */
export type CollabSocketClass = new (url: string) => EventTarget & {
  readonly readyState: number
  binaryType: string
  close(code?: number, reason?: string): void
}

export interface HostConnection {
  /** @throws when the core does not answer; the caller tries again */
  openContract(): Promise<ContractChannel>
  collabUrl: string
  CollabSocket: CollabSocketClass
}

/** The browser host: two WebSockets to the origin the page came from; the cookie of that origin is the permission. */
function browserConnection(): HostConnection {
  const url = (path: string) => `${location.origin.replace(/^http/, 'ws')}${path}`
  return {
    openContract: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url(CHANNEL_PATHS.contract))
        const closed = new Promise<void>((end) => socket.addEventListener('close', () => end(), { once: true }))
        socket.addEventListener('open', () => resolve({ link: new SocketLink({ websocket: socket }), closed }), { once: true })
        socket.addEventListener('close', () => reject(new Error('contract channel did not open')), { once: true })
      }),
    collabUrl: url(CHANNEL_PATHS.collab),
    CollabSocket: WebSocket,
  }
}

/** Electron: ports asked for through the preload's bridge. */
function electronConnection(bridge: HostBridge): HostConnection {
  return {
    openContract: async () => {
      const port = await openPort(bridge, 'contract')
      const closed = new Promise<void>((end) => port.addEventListener('close', () => end(), { once: true }))
      const link = new PortLink({ port })
      port.start()
      return { link, closed }
    },
    collabUrl: CHANNEL_PATHS.collab,
    CollabSocket: portSocketClass(bridge),
  }
}

/** The connection of the host this page runs in. */
export function openHost(): HostConnection {
  const bridge: unknown = Reflect.get(window, HOST_BRIDGE)
  return isBridge(bridge) ? electronConnection(bridge) : browserConnection()
}

function isBridge(value: unknown): value is HostBridge {
  return typeof value === 'object' && value !== null && 'openPort' in value
}
