// A core small enough to try a host with: real content routes over bytes in memory, and a record of what it was asked.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { RoomSocket } from '#core/collab/rooms.ts'
import { createContentRoutes } from '#core/content/contentRoutes.ts'
import type { HostedCore } from '#core/hosting/hostedCore.ts'
import type { Session } from '#core/identity/session.ts'

export interface TriedCore extends HostedCore {
  readonly uploads: Map<string, Buffer>
  readonly rooms: RoomSocket[]
  readonly calls: string[]
  unlocked: boolean
  put(bytes: Uint8Array, mediaType?: string): string
}

export function hostedCore(): TriedCore {
  const blobs = new Map<string, { bytes: Uint8Array; mediaType?: string }>()
  const uploads = new Map<string, Buffer>()
  const rooms: RoomSocket[] = []
  const calls: string[] = []
  const reader = (bytes: Uint8Array, mediaType?: string) => ({
    bytes: bytes.length,
    ...(mediaType ? { mediaType } : {}),
    read: async (start: number, end: number) => bytes.subarray(start, end),
    stream: (start = 0, end = bytes.length) => Readable.from([Buffer.from(bytes.subarray(start, end))]),
  })
  const core: TriedCore = {
    uploads,
    rooms,
    calls,
    unlocked: true,
    put(bytes, mediaType) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      blobs.set(sha256, { bytes, ...(mediaType ? { mediaType } : {}) })
      return sha256
    },
    content: createContentRoutes({
      session: () => (core.unlocked ? ({} as Session) : null),
      content: () => ({
        open: (sha256) => {
          const found = blobs.get(sha256)
          return found && reader(found.bytes, found.mediaType)
        },
      }),
      exports: { open: () => undefined },
      imaging: {
        openFrame: async (_session, _study, _series, instance, frame) =>
          instance === '1.2.3'
            ? { mediaType: 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1', reader: reader(new Uint8Array([frame, 0])) }
            : undefined,
        openThumbnail: async () => ({ mediaType: 'image/png', reader: reader(new Uint8Array([0x89, 0x50])) }),
        openMarkPicture: async () => undefined,
      },
      uploads: {
        async write(_session, uploadId, path, bytes) {
          const chunks: Uint8Array[] = []
          for await (const chunk of bytes) chunks.push(chunk)
          uploads.set(`${uploadId}:${path}`, Buffer.concat(chunks))
        },
      },
    }),
    serveRoom: (socket) => void rooms.push(socket),
    lock: async () => void calls.push('lock'),
    stop: async () => void calls.push('stop'),
  }
  return core
}
