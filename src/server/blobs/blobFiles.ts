// Files by SHA-256 on disk: resumable writing, verified before they exist, ranged reading. Knows no case and no person.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface BlobFiles {
  /** Bytes of the complete file, or null. */
  sizeOf(sha256: string): number | null
  /** How many bytes of an unfinished upload are safe on disk. */
  offsetOf(sha256: string): Promise<number>
  /**
   * Appends from `offset`; when all `total` bytes are there, checks the hash and makes the file visible (fsync, rename, fsync of the folder).
   * @returns what is safe now; `mismatch` drops the upload
   */
  append(sha256: string, offset: number, total: number, body: Readable): Promise<'wrongOffset' | 'mismatch' | { offset: number; complete: boolean }>
  read(sha256: string, start: number, end: number): Readable
}

export function createBlobFiles(directory: string): BlobFiles {
  const folder = (sha256: string) => join(directory, sha256.slice(0, 2))
  const finished = (sha256: string) => join(folder(sha256), sha256)
  const partial = (sha256: string) => `${finished(sha256)}.part`
  const busy = new Set<string>()

  async function offsetOf(sha256: string): Promise<number> {
    return stat(partial(sha256)).then(
      (s) => s.size,
      () => 0,
    )
  }

  async function append(sha256: string, offset: number, total: number, body: Readable) {
    if (busy.has(sha256) || (await offsetOf(sha256)) !== offset) return 'wrongOffset' as const
    busy.add(sha256)
    try {
      mkdirSync(folder(sha256), { recursive: true, mode: 0o700 })
      const file = await open(partial(sha256), 'a', 0o600)
      let position = offset
      try {
        await pipeline(body, async (chunks: AsyncIterable<Uint8Array>) => {
          for await (const chunk of chunks) {
            if (position + chunk.byteLength > total) throw new RangeError('more bytes than announced')
            await file.appendFile(chunk)
            position += chunk.byteLength
          }
        })
      } finally {
        // Also after a cut connection: what arrived is kept, so that the sender goes on from there.
        await file.sync()
        await file.close()
      }
      if (position < total) return { offset: position, complete: false }
      if ((await hashOfFile(partial(sha256))) !== sha256) {
        await rm(partial(sha256))
        return 'mismatch' as const
      }
      await rename(partial(sha256), finished(sha256))
      await syncFolder(folder(sha256))
      return { offset: total, complete: true }
    } finally {
      busy.delete(sha256)
    }
  }

  return {
    sizeOf: (sha256) => (existsSync(finished(sha256)) ? statSync(finished(sha256)).size : null),
    offsetOf,
    append,
    read: (sha256, start, end) => createReadStream(finished(sha256), { start, end: end - 1 }),
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Windows has no folder fsync; there the rename itself is the guarantee. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
