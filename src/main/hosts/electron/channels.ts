// Hands the page its two kinds of port. Every request is checked: our window, its main frame, our page, a known channel.
import { BrowserWindow, type IpcMainEvent, ipcMain, MessageChannelMain, type MessagePortMain } from 'electron'
import { isChannel, isRequestId, PORT_ARRIVAL, PORT_REQUEST, type PortArrival } from '#shared/contract/hostBridge.ts'
import type { HostedCore } from '#core/hosting/hostedCore.ts'
import type { Logger } from '#core/ports.ts'
import type { FrameSocket } from '../../procedures/contractChannel.ts'
import { frameSocketOf, roomSocketOf } from './portSockets.ts'
import { PAGE_ORIGIN } from './scheme.ts'

/** More than a page with its viewers ever needs at once. */
const PORT_LIMIT = 32

export interface ChannelPorts {
  readonly core: HostedCore
  readonly serveContract: (socket: FrameSocket) => void
  readonly log: Logger
}

export function serveChannels(ports: ChannelPorts): void {
  const open = new Set<MessagePortMain>()
  ipcMain.on(PORT_REQUEST, (event, channel: unknown, requestId: unknown) => {
    if (!isOurPage(event) || !isChannel(channel) || !isRequestId(requestId) || open.size >= PORT_LIMIT) {
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

/** The main frame of one of our windows (the workstation, the board's shared screen), showing our page: nothing else may ask (checklist 17). */
function isOurPage(event: IpcMainEvent): boolean {
  const frame = event.senderFrame
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents === event.sender)
  if (!frame || !window || frame !== window.webContents.mainFrame) return false
  return frame.origin === PAGE_ORIGIN && frame.url.startsWith(`${PAGE_ORIGIN}/`)
}
