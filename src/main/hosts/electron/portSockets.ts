// Dresses a MessagePort as what each channel expects. Knows no Electron: the port is handed in.
import type { RoomSocket } from '#core/collab/rooms.ts'
import type { FrameSocket } from '../../procedures/contractChannel.ts'

const OPEN = 1
const CLOSED = 3

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
