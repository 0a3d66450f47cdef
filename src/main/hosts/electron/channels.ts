// Hands the page its two kinds of port. Every request is checked: our window, its main frame, our page, a known channel.
import { type BrowserWindow, type IpcMainEvent, ipcMain, MessageChannelMain, type MessagePortMain } from 'electron'
import { isChannel, isRequestId, PORT_ARRIVAL, PORT_REQUEST, type PortArrival } from '#shared/contract/hostBridge.ts'
import type { RoomSocket } from '#core/collab/rooms.ts'
import type { HostedCore } from '#core/hosting/hostedCore.ts'
import type { Logger } from '#core/ports.ts'
import type { FrameSocket } from '../../procedures/contractChannel.ts'
import { PAGE_ORIGIN } from './scheme.ts'

const OPEN = 1
const CLOSED = 3
/** More than a page with its viewers ever needs at once. */
const PORT_LIMIT = 32

export interface ChannelPorts {
  window(): BrowserWindow | null
  readonly core: HostedCore
  readonly serveContract: (socket: FrameSocket) => void
  readonly log: Logger
}

export function serveChannels(ports: ChannelPorts): void {
  const open = new Set<MessagePortMain>()
  ipcMain.on(PORT_REQUEST, (event, channel: unknown, requestId: unknown) => {
    if (!isOurPage(event, ports.window()) || !isChannel(channel) || !isRequestId(requestId) || open.size >= PORT_LIMIT) {
      ports.log.warn('electronHost.portRefused')
      return
    }
    const { port1: ours, port2: theirs } = new MessageChannelMain()
    open.add(ours)
    ours.on('close', () => open.delete(ours))
    if (channel === 'contract') ports.serveContract(frameSocketOf(ours))
    else ports.core.serveRoom(roomSocketOf(ours))
    ours.start()
    event.senderFrame?.postMessage(PORT_ARRIVAL, { type: PORT_ARRIVAL, channel, requestId } satisfies PortArrival, [theirs])
  })
}

/** The main frame of our window, showing our page: nothing else may ask (checklist 17). */
export function isOurPage(event: IpcMainEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame
  if (!frame || !window || event.sender !== window.webContents || frame !== window.webContents.mainFrame) return false
  return frame.origin === PAGE_ORIGIN && frame.url.startsWith(`${PAGE_ORIGIN}/`)
}

/** The part of a port that both dresses use; Node's MessagePort has it too, so that the dresses are tried without Electron. */
export interface PlainPort {
  postMessage(message: unknown): void
  close(): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
}

export function frameSocketOf(port: PlainPort): FrameSocket {
  return {
    send: (frame) => port.postMessage(frame),
    close: () => port.close(),
    onFrame: (listener) => {
      port.on('message', (event) => listener(event.data))
    },
    onClose: (listener) => {
      port.on('close', listener)
    },
  }
}

/** Bytes travel as they are; the end travels as one last `closed`, because a port has no close code of its own. */
export function roomSocketOf(port: PlainPort): RoomSocket {
  const messages: ((data: Uint8Array) => void)[] = []
  const closes: ((code: number, reason: string) => void)[] = []
  let readyState = OPEN
  function ended(code: number, reason: string) {
    if (readyState === CLOSED) return
    readyState = CLOSED
    for (const listener of closes) listener(code, reason)
  }
  port.on('message', ({ data }) => {
    if (data instanceof Uint8Array) for (const listener of messages) listener(data)
    else {
      port.close()
      ended(1000, 'closed by the page')
    }
  })
  port.on('close', () => ended(1006, 'port closed'))
  return {
    get readyState() {
      return readyState
    },
    send: (data) => {
      if (readyState === OPEN) port.postMessage(data instanceof Uint8Array ? data : new Uint8Array(data))
    },
    close(code = 1000, reason = '') {
      if (readyState === CLOSED) return
      port.postMessage({ closed: { code, reason } })
      port.close()
      ended(code, reason)
    },
    on(event: 'message' | 'close', listener: ((data: Uint8Array) => void) | ((code: number, reason: string) => void)) {
      if (event === 'message') messages.push(listener as (data: Uint8Array) => void)
      else closes.push(listener as (code: number, reason: string) => void)
    },
  }
}
