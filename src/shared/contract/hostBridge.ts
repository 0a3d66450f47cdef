// What a host and the renderer agree on below the contract: names, paths and message shapes. Types and constants only.
//
// Electron: `window.consiliumHost` exists. `openPort(channel, requestId)` asks the core for a fresh MessagePort; it arrives as a `message` event
// on `window` whose `source` is the window itself, whose `data` is a PortArrival and whose `ports[0]` is the port. `contract` ports speak oRPC's
// message-port protocol; `collab` ports carry CollabFrame values. A port may be asked for again at any time (e.g. after a collab close).
//
// Browser host: `window.consiliumHost` is absent; the same two channels are WebSockets at CHANNEL_PATHS of the page's own origin.
//
// In both hosts the content channel is same-origin: the paths of contract/content.ts are fetched as they are.

/** `window.name` of the board's shared screen. The page takes every fragment out of its address (it may be a token), so the name says which window this is. */
export const BOARD_WINDOW_NAME = 'consilium-board'

/** Name of the bridge on `window`. */
export const HOST_BRIDGE = 'consiliumHost'

const CHANNELS = ['contract', 'collab'] as const
export type Channel = (typeof CHANNELS)[number]

/** WebSocket paths of the browser host. */
export const CHANNEL_PATHS: Readonly<Record<Channel, string>> = { contract: '/rpc', collab: '/collab' }

/** What the host is like (picker, platform, version) is asked by `workspace.host`, in every host alike. */
export interface HostBridge {
  /** `requestId` is chosen by the caller and comes back in the PortArrival; letters, digits and hyphens, at most 64. */
  openPort(channel: Channel, requestId: string): void
}

/** `data` of the window's `message` event that brings a port. */
export interface PortArrival {
  readonly type: 'consilium:port'
  readonly channel: Channel
  readonly requestId: string
}
export const PORT_ARRIVAL = 'consilium:port'

/** IPC name on which the preload asks and the main process answers. */
export const PORT_REQUEST = 'consilium:openPort'

/** A collab port carries y-protocol messages as bytes, and one last `closed` when either side ends the connection. */
export type CollabFrame = Uint8Array | { readonly closed: { readonly code: number; readonly reason: string } }

/**
 * `<meta name="consilium-style-nonce" content="…">` is put into index.html by the host, new with every response. The renderer gives it to Mantine
 * (`getStyleNonce`) and to get-nonce (`setNonce`) before it renders; without it the CSP blocks every `<style>` made at run time.
 */
export const STYLE_NONCE_META = 'consilium-style-nonce'

/** Status of the content channel while no profile is unlocked; 403 means that the page itself is not let in. */
export const CONTENT_LOCKED_STATUS = 423

export function isChannel(value: unknown): value is Channel {
  return CHANNELS.some((channel) => channel === value)
}

export function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(value)
}
