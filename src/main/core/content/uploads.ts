// Where dropped files wait for their import: encrypted and flushed, their key in the profile's database, so that a received file survives a crash. Knows no case.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { caseError } from '#shared/contract/errors.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { fsyncDirectory } from '#shared/node/durableFiles.ts'
import { readSealedFile } from '#shared/node/readSealedFile.ts'
import { BLOB_ID_BYTES } from '#shared/node/sealedFormat.ts'
import { writeSealedFile } from '#shared/node/writeSealedFile.ts'
import type { Session } from '../identity/session.ts'
import type { UploadSink } from './contentRoutes.ts'
import type { RangeReader } from './contentStore.ts'
import { explainWriteFailure } from './diskSpace.ts'
import { type OpenUpload, uploadTable } from './uploadTable.ts'

export interface UploadedFile {
  /** Place inside the dropped folder, as the renderer said: for people, never a path of this disk. */
  readonly path: string
  readonly bytes: number
  /** Another one for other bytes. */
  readonly stamp: string
  open(): RangeReader
}

type Owner = Pick<Session, 'user' | 'db'>

export interface Uploads extends UploadSink {
  open(session: Owner, what: { name: string; caseId: string | null; totalFiles: number }): string
  /** See UploadSink; on the disk when it returns. */
  write(session: Owner, uploadId: string, path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** The files in order of path. @throws CaseError SOURCE_NOT_READABLE when the session has no such upload */
  list(session: Owner, uploadId: string): UploadedFile[]
  /** Uploads of the profile that nobody has taken in yet, oldest first. */
  waiting(session: Owner): OpenUpload[]
  /** Forgets the key, then the files. An upload that is not there is gone already. */
  discard(session: Owner, uploadId: string): Promise<void>
  /** After unlock: earlier uploads of the profile are there again; folders that none of them names are removed. */
  adopt(session: Owner): void
  /** At lock (null: of everybody): keys leave the memory, files stay. */
  forget(userId: string | null): void
}

interface Upload {
  readonly userId: string
  readonly key: Buffer
  readonly folder: string
  readonly files: Map<string, { name: string; bytes: number }>
  /** Taken so far, files being written included. */
  bytes: number
}

/** The same as an import takes at most (safety note T1). */
const LIMITS = { files: 200_000, bytes: 20 * 1024 ** 3, pathCharacters: 4096, perProfile: 8 } as const

export function createUploads({ directory, clock }: { directory: string; clock: Clock }): Uploads {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(directory)) if (!name.startsWith('of-')) rmSync(join(directory, name), { recursive: true, force: true })
  const uploads = new Map<string, Upload>()
  const folderOf = (userId: string) => join(directory, `of-${userId}`)

  function open({ user, db }: Owner, { name, caseId, totalFiles }: { name: string; caseId: string | null; totalFiles: number }): string {
    const ofUser = [...uploads.values()].filter((upload) => upload.userId === user.id)
    if (ofUser.length >= LIMITS.perProfile) throw caseError('NOT_ALLOWED', {})
    const uploadId = newUuid(clock.now())
    const folder = join(folderOf(user.id), uploadId)
    mkdirSync(folder, { mode: 0o700, recursive: true })
    fsyncDirectory(folderOf(user.id))
    fsyncDirectory(directory)
    const key = randomBytes(32)
    db.write((tx) => uploadTable.add(tx, { uploadId, name, caseId, totalFiles, key, openedAt: isoInstant(clock.now()) }))
    uploads.set(uploadId, { userId: user.id, key, folder, files: new Map(), bytes: 0 })
    return uploadId
  }

  function adopt({ user, db }: Owner): void {
    const rows = db.read(uploadTable.list)
    for (const { uploadId, key } of rows) {
      const files = db.read((r) => uploadTable.files(r, uploadId))
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      uploads.set(uploadId, { userId: user.id, key: Buffer.from(key), folder: join(folderOf(user.id), uploadId), files: new Map(files.map(({ path, ...file }) => [path, file])), bytes })
    }
    mkdirSync(folderOf(user.id), { recursive: true, mode: 0o700 })
    for (const name of readdirSync(folderOf(user.id))) if (!uploads.has(name)) rmSync(join(folderOf(user.id), name), { recursive: true, force: true })
  }

  function waiting({ user, db }: Owner): OpenUpload[] {
    return db.read(uploadTable.list).flatMap(({ key: _, ...upload }) => {
      const kept = uploads.get(upload.uploadId)
      return kept?.userId === user.id ? [{ ...upload, files: kept.files.size, bytes: kept.bytes }] : []
    })
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
      const { bytes } = await writeSealedFile({ file: join(upload.folder, name), masterKey: upload.key, blobId, source: quota })
      if (uploads.get(uploadId) !== upload) throw caseError('SOURCE_NOT_READABLE', {})
      const replaced = upload.files.get(path)
      session.db.write((tx) => uploadTable.putFile(tx, uploadId, { path, name, bytes }))
      upload.files.set(path, { name, bytes })
      if (replaced) {
        upload.bytes -= replaced.bytes
        await rm(join(upload.folder, replaced.name), { force: true })
      }
    } catch (cause) {
      upload.bytes -= counted
      if (uploads.get(uploadId) !== upload) {
        await rm(join(upload.folder, name), { force: true })
        throw caseError('SOURCE_NOT_READABLE', {}, { cause })
      }
      throw await explainWriteFailure(cause, directory)
    }
  }

  function list(session: Owner, uploadId: string): UploadedFile[] {
    const upload = find(session, uploadId)
    return [...upload.files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { name, bytes }]) => ({
        path,
        bytes,
        stamp: name,
        open: () => readSealedFile({ file: join(upload.folder, name), masterKey: () => upload.key, blobId: Buffer.from(name, 'hex'), bytes }),
      }))
  }

  async function discard({ db }: Owner, uploadId: string): Promise<void> {
    const upload = uploads.get(uploadId)
    if (upload === undefined) return
    uploads.delete(uploadId)
    upload.key.fill(0)
    db.write((tx) => uploadTable.remove(tx, uploadId))
    await rm(upload.folder, { recursive: true, force: true })
  }

  function forget(userId: string | null): void {
    for (const [uploadId, upload] of [...uploads]) {
      if (userId !== null && upload.userId !== userId) continue
      upload.key.fill(0)
      uploads.delete(uploadId)
    }
  }

  return { open, write, list, waiting, discard, adopt, forget }
}

async function* countBytes(source: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    count(piece.byteLength)
    yield piece
  }
}
