// Dresses a WebSocket as what each channel expects. Owns no connection.
import type { RawData, WebSocket } from 'ws'
import type { RoomSocket } from '#core/collab/rooms.ts'
import type { FrameSocket } from '../../procedures/contractChannel.ts'

/** Contract frames are text; a binary one is passed on as it is and refused by the channel. */
export function frameSocketOf(webSocket: WebSocket): FrameSocket {
  return {
    send: (frame) => {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(frame)
    },
    close: (code, reason) => webSocket.close(code, reason),
    onFrame: (listener) => {
      webSocket.on('message', (data, isBinary) => listener(isBinary ? bytesOf(data) : bytesOf(data).toString('utf8')))
    },
    onClose: (listener) => {
      webSocket.on('close', listener)
    },
  }
}

/** Collaboration frames are bytes; a text frame ends the connection. */
export function roomSocketOf(webSocket: WebSocket): RoomSocket {
  return {
    get readyState() {
      return webSocket.readyState
    },
    send: (data) => {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(data)
    },
    close: (code, reason) => webSocket.close(code, reason),
    on(event: 'message' | 'close', listener: ((data: Uint8Array) => void) | ((code: number, reason: string) => void)) {
      if (event === 'close') {
        webSocket.on('close', (code, reason) => (listener as (code: number, reason: string) => void)(code, reason.toString('utf8')))
        return
      }
      webSocket.on('message', (data, isBinary) => {
        if (!isBinary) return webSocket.close(1003, 'bytes expected')
        const bytes = bytesOf(data)
        ;(listener as (data: Uint8Array) => void)(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      })
    },
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
