// Electron only: fetches MessagePorts through the preload's bridge and dresses a collaboration port as a WebSocket.
import { PORT_ARRIVAL, type Channel, type CollabFrame, type HostBridge, type PortArrival } from '#shared/contract/hostBridge.ts'

const PORT_PATIENCE_MS = 5000

/**
 * A fresh port of a channel, not started yet.
 * @throws Error when none arrives within 5 s
 */
export function openPort(bridge: HostBridge, channel: Channel): Promise<MessagePort> {
  const requestId = crypto.randomUUID()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      window.removeEventListener('message', arrived)
      reject(new Error('no port arrived'))
    }, PORT_PATIENCE_MS)
    function arrived(event: MessageEvent<unknown>) {
      const port = event.ports[0]
      if (event.source !== window || !isArrival(event.data) || event.data.requestId !== requestId || !port) return
      clearTimeout(timer)
      window.removeEventListener('message', arrived)
      resolve(port)
    }
    window.addEventListener('message', arrived)
    bridge.openPort(channel, requestId)
  })
}

function isArrival(data: unknown): data is PortArrival {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_ARRIVAL && 'requestId' in data
}

/** The part of WebSocket that the collaboration provider uses, over a collab port. */
export function portSocketClass(bridge: HostBridge) {
  return class PortSocket extends EventTarget {
    readyState: number = WebSocket.CONNECTING
    binaryType = 'arraybuffer'
    private port: MessagePort | null = null

    constructor() {
      super()
      openPort(bridge, 'collab').then(
        (port) => this.opened(port),
        () => this.ended(1006, 'no port'),
      )
    }

    send(data: Uint8Array) {
      if (this.readyState === WebSocket.OPEN) this.port?.postMessage(data)
    }

    close(code = 1000, reason = '') {
      if (this.readyState === WebSocket.CLOSED) return
      this.port?.postMessage({ closed: { code, reason } } satisfies CollabFrame)
      this.ended(code, reason)
    }

    private opened(port: MessagePort) {
      if (this.readyState === WebSocket.CLOSED) return port.close()
      this.port = port
      this.readyState = WebSocket.OPEN
      port.addEventListener('message', (event: MessageEvent<CollabFrame>) => this.received(event.data))
      port.addEventListener('close', () => this.ended(1006, 'port closed'))
      port.start()
      this.dispatchEvent(new Event('open'))
    }

    private received(frame: CollabFrame) {
      if (!(frame instanceof Uint8Array)) return this.ended(frame.closed.code, frame.closed.reason)
      // The provider reads event.data as an ArrayBuffer; the bytes may be a view into a larger one.
      this.dispatchEvent(new MessageEvent('message', { data: frame.slice().buffer }))
    }

    private ended(code: number, reason: string) {
      if (this.readyState === WebSocket.CLOSED) return
      this.readyState = WebSocket.CLOSED
      this.port?.close()
      this.dispatchEvent(new CloseEvent('close', { code, reason }))
    }
  }
}
