// Serves the contract on anything that carries frames: a WebSocket or a MessagePort. Knows no host. Nothing a peer sends can end the process.
import type { Context } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import type { Logger } from '../core/ports.ts'

/** One connection, whatever it runs on. */
export interface FrameSocket {
  send(frame: string | Uint8Array): void
  close(code: number, reason: string): void
  onFrame(listener: (frame: unknown) => void): void
  onClose(listener: () => void): void
}

/** Longest contract message: JSON-like values only, so that anything longer is an attack or a mistake. */
export const CONTRACT_FRAME_LIMIT_BYTES = 4 * 1024 * 1024

const POLICY_VIOLATION = 1008

type RouterOf<T extends Context> = ConstructorParameters<typeof RPCHandler<T>>[0]

/**
 * @param router made by createRouter
 * @param context what every call of one connection is given
 */
export function createContractChannel<T extends Context>(router: RouterOf<T>, context: () => T, log: Logger) {
  const handler = new RPCHandler<T>(router)

  /** From now on calls that arrive on the socket are answered; a frame that is not of the protocol ends this connection only. */
  function serve(socket: FrameSocket): void {
    const peer = {
      send: (frame: string | Uint8Array) => socket.send(frame),
      addEventListener(type: string, listener: (event: { data: unknown }) => void) {
        if (type === 'close') socket.onClose(() => listener({ data: undefined }))
        if (type !== 'message') return
        socket.onFrame((frame) => {
          if (isContractFrame(frame)) return listener({ data: frame })
          log.warn('contract.frameRefused')
          socket.close(POLICY_VIOLATION, 'not a contract frame')
        })
      },
    }
    // The adapter uses these two members only; their shape is the DOM's in both worlds.
    void handler.upgrade(...([peer, { context: context() }] as unknown as Parameters<RPCHandler<T>['upgrade']>))
  }

  return { serve }
}

/**
 * Exactly what oRPC's peer decodes without throwing: `{i, t?, p}` as JSON text. Binary frames (Blobs) are not of our contract.
 * @source @orpc/standard-server-peer 1.16.1, deserializeRequestMessage
 */
function isContractFrame(frame: unknown): frame is string {
  if (typeof frame !== 'string' || frame.length > CONTRACT_FRAME_LIMIT_BYTES) return false
  const message = parse(frame)
  if (!isRecord(message) || typeof message.i !== 'string') return false
  if (message.t === 4) return true
  if (!isRecord(message.p)) return false
  if (message.t === 3) return true
  if (message.t !== undefined && message.t !== 1) return false
  const { u, h, m } = message.p
  if (typeof u !== 'string' || !u.startsWith('/') || (m !== undefined && typeof m !== 'string')) return false
  return h === undefined || (isRecord(h) && Object.entries(h).every(([name, value]) => typeof value === 'string' && name !== 'content-disposition'))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an answer, not a fault: the caller refuses the frame.
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
