// Where dropped files wait for their import: encrypted under a key that lives in memory only, so whatever is left after a crash is noise. Knows no case.
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { caseError } from '#shared/contract/errors.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { readSealedFile } from '#shared/node/readSealedFile.ts'
import { BLOB_ID_BYTES } from '#shared/node/sealedFormat.ts'
import { writeSealedFile } from '#shared/node/writeSealedFile.ts'
import type { Session } from '../identity/session.ts'
import type { UploadSink } from './contentRoutes.ts'
import type { RangeReader } from './contentStore.ts'
import { explainWriteFailure } from './diskSpace.ts'

export interface UploadedFile {
  /** Place inside the dropped folder, as the renderer said: for people, never a path of this disk. */
  readonly path: string
  readonly bytes: number
  open(): RangeReader
}

type Owner = Pick<Session, 'user'>

export interface Uploads extends UploadSink {
  open(session: Owner): string
  /** See UploadSink; not fsynced: its key would not survive a power cut either. */
  write(session: Owner, uploadId: string, path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** The files in order of path. @throws CaseError SOURCE_NOT_READABLE when the session has no such upload */
  list(session: Owner, uploadId: string): UploadedFile[]
  /** Forgets the key, then the files. An upload that is not there is gone already. */
  discard(uploadId: string): Promise<void>
  /** All uploads of the profile (null: of everybody), at lock or at the end. */
  discardAll(userId: string | null): Promise<void>
}

interface Upload {
  readonly userId: string
  readonly key: Buffer
  readonly folder: string
  readonly files: Map<string, { name: string; bytes: number; blobId: Uint8Array }>
  /** Taken so far, files being written included. */
  bytes: number
}

/** The same as an import takes at most (safety note T1). */
const LIMITS = { files: 200_000, bytes: 20 * 1024 ** 3, pathCharacters: 4096, perProfile: 8 } as const

/** @param directory emptied at once: keys of earlier uploads are gone */
export function createUploads({ directory, clock }: { directory: string; clock: Clock }): Uploads {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const uploads = new Map<string, Upload>()

  function open({ user }: Owner): string {
    const ofUser = [...uploads.values()].filter((upload) => upload.userId === user.id)
    if (ofUser.length >= LIMITS.perProfile) throw caseError('NOT_ALLOWED', {})
    const uploadId = newUuid(clock.now())
    const folder = join(directory, uploadId)
    mkdirSync(folder, { mode: 0o700 })
    uploads.set(uploadId, { userId: user.id, key: randomBytes(32), folder, files: new Map(), bytes: 0 })
    return uploadId
  }

  function find({ user }: Owner, uploadId: string): Upload {
    const upload = uploads.get(uploadId)
    if (upload?.userId !== user.id) throw caseError('SOURCE_NOT_READABLE', {})
    return upload
  }

  async function write(session: Owner, uploadId: string, path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
    const upload = find(session, uploadId)
    if (path.length > LIMITS.pathCharacters || (upload.files.size >= LIMITS.files && !upload.files.has(path))) throw caseError('SOURCE_NOT_READABLE', {})
    const blobId = randomBytes(BLOB_ID_BYTES)
    const name = blobId.toString('hex')
    let counted = 0
    try {
      const quota = countBytes(source, (bytes) => {
        counted += bytes
        upload.bytes += bytes
        if (upload.bytes > LIMITS.bytes) throw caseError('SOURCE_NOT_READABLE', {})
      })
      const { bytes } = await writeSealedFile({ file: join(upload.folder, name), masterKey: upload.key, blobId, source: quota, durable: false })
      if (uploads.get(uploadId) !== upload) throw caseError('SOURCE_NOT_READABLE', {})
      const replaced = upload.files.get(path)
      upload.files.set(path, { name, bytes, blobId })
      if (replaced) {
        upload.bytes -= replaced.bytes
        await rm(join(upload.folder, replaced.name), { force: true })
      }
    } catch (cause) {
      upload.bytes -= counted
      if (uploads.get(uploadId) !== upload) throw caseError('SOURCE_NOT_READABLE', {}, { cause })
      throw await explainWriteFailure(cause, directory)
    }
  }

  function list(session: Owner, uploadId: string): UploadedFile[] {
    const upload = find(session, uploadId)
    return [...upload.files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { name, bytes, blobId }]) => ({
        path,
        bytes,
        open: () => readSealedFile({ file: join(upload.folder, name), masterKey: () => upload.key, blobId, bytes }),
      }))
  }

  async function discard(uploadId: string): Promise<void> {
    const upload = uploads.get(uploadId)
    if (upload === undefined) return
    uploads.delete(uploadId)
    upload.key.fill(0)
    await rm(upload.folder, { recursive: true, force: true })
  }

  async function discardAll(userId: string | null): Promise<void> {
    for (const [uploadId, upload] of [...uploads]) if (userId === null || upload.userId === userId) await discard(uploadId)
  }

  return { open, write, list, discard, discardAll }
}

async function* countBytes(source: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    count(piece.byteLength)
    yield piece
  }
}
