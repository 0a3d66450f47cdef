// A store as one file, and back: encrypted as it lies there, so nobody needs a passphrase to make it and nobody reads anything out of it. Knows no key and no case.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable as ByteStream } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { caseError } from '#shared/contract/errors.ts'
import { fsyncDirectory, renameDurably } from '#shared/node/durableFiles.ts'
import { type BundleEntry, ItemRefusal } from './bundleSource.ts'
import { openPathSource } from './folderSource.ts'
import { storedZip, type ZippedFile } from './storedZip.ts'
import { openZipSource } from './zipSource.ts'
import { lockDataDirectory } from '../storage/instanceLock.ts'

const LIST_NAME = 'consilium-backup.json'
const LIST_BYTES = 512 * 1024 * 1024
/** A store is larger than any patient's bundle. */
const LIMITS = { entries: 5_000_000, totalBytes: 100 * 1024 ** 4, fileBytes: 4 * 1024 ** 4 }
/** The lock is this machine's, shared memory is rebuilt, parts are what was never whole. */
const LEFT_OUT = /^instance\.lock|-shm$|\.part$/
/** What a store consists of; nothing else is ever written by a restore. */
const OF_STORE = /^(store-id|[A-Za-z0-9][A-Za-z0-9._-]*|(profiles|blobs|uploads)(\/[A-Za-z0-9][A-Za-z0-9._-]*){1,4})$/

const BackupList = z.object({
  schema: z.literal('consilium-backup/1'),
  createdAt: z.iso.datetime(),
  files: z.array(z.object({ path: z.string().regex(OF_STORE), bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
})

export interface BackupSummary {
  files: number
  bytes: number
  profiles: number
}

/**
 * Writes the whole store to a new file: appears under its name only when it is whole and on the disk.
 * @throws CaseError STORE_IN_USE while a window works on it
 */
export async function backUpStore({ directory, out, createdAt }: { directory: string; out: string; createdAt: string }): Promise<BackupSummary> {
  const unlock = lockDataDirectory(directory)
  try {
    const files = []
    for (const path of filesOf(directory)) {
      const file = join(directory, path)
      files.push({ path, bytes: statSync(file).size, sha256: await hashOf(createReadStream(file)) })
    }
    const list = Buffer.from(JSON.stringify(BackupList.parse({ schema: 'consilium-backup/1', createdAt, files })))
    const zipped: ZippedFile[] = [{ path: LIST_NAME, bytes: list.length, open: () => ByteStream.from([list], { objectMode: false }) }, ...files.map(({ path, bytes }) => ({ path, bytes, open: () => createReadStream(join(directory, path)) }))]
    const part = `${out}.part`
    try {
      await pipeline(storedZip(zipped, 'application/zip').reader.stream(), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }))
      renameDurably(part, out)
    } catch (cause) {
      rmSync(part, { force: true })
      throw cause
    }
    return summaryOf(files)
  } finally {
    unlock()
  }
}

/**
 * Puts a backup into a folder that does not exist yet; every file is compared with its hash before the folder gets its name.
 * @throws CaseError BUNDLE_REFUSED for what is no backup, STORE_DAMAGED for one that is not whole any more
 */
export async function restoreStore({ file, directory }: { file: string; directory: string }): Promise<BackupSummary> {
  const [whole] = await (await openPathSource(file)).list()
  if (whole?.kind !== 'file' || !whole.reader) throw caseError('BUNDLE_REFUSED', { code: 'notReadable' })
  const archive = await openZipSource(whole.reader, 'backup', undefined, LIMITS).catch((cause: unknown) => {
    throw cause instanceof ItemRefusal ? caseError('BUNDLE_REFUSED', { code: cause.code }, { cause }) : cause
  })
  const temporary = `${directory}.restoring`
  try {
    const entries = new Map((await archive.list()).map((entry) => [entry.name, entry]))
    const { files } = await readList(entries.get(LIST_NAME))
    rmSync(temporary, { recursive: true, force: true })
    mkdirSync(temporary, { recursive: true, mode: 0o700 })
    for (const listed of files) await restoreFile(entries.get(listed.path), listed, temporary)
    flushFolders(temporary)
    renameDurably(temporary, directory)
    return summaryOf(files)
  } catch (cause) {
    rmSync(temporary, { recursive: true, force: true })
    throw cause instanceof ItemRefusal ? caseError('STORE_DAMAGED', {}, { cause }) : cause
  } finally {
    await archive.close()
  }
}

async function readList(entry: BundleEntry | undefined): Promise<z.infer<typeof BackupList>> {
  if (entry?.kind !== 'file' || entry.bytes > LIST_BYTES) throw caseError('BUNDLE_REFUSED', { code: 'unsupportedFormat' })
  const chunks: Uint8Array[] = []
  for await (const chunk of entry.open()) chunks.push(chunk)
  try {
    return BackupList.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  } catch (cause) {
    throw caseError('STORE_DAMAGED', {}, { cause })
  }
}

async function restoreFile(entry: BundleEntry | undefined, { path, bytes, sha256 }: { path: string; bytes: number; sha256: string }, root: string): Promise<void> {
  if (entry?.kind !== 'file' || entry.bytes !== bytes) throw caseError('STORE_DAMAGED', {})
  const place = join(root, path)
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  await pipeline(entry.open(), createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true }))
  // Read back: what counts is what lies on the disk.
  if ((await hashOf(createReadStream(place))) !== sha256) throw caseError('STORE_DAMAGED', {})
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1).replaceAll('\\', '/'))
    .sort()
}

function flushFolders(root: string): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) if (entry.isDirectory()) fsyncDirectory(join(entry.parentPath, entry.name))
  fsyncDirectory(root)
}

async function hashOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk)
  return hash.digest('hex')
}

function summaryOf(files: readonly { path: string; bytes: number }[]): BackupSummary {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), profiles: files.filter(({ path }) => /^profiles\/[^/]+\/keyring\.json$/.test(path)).length }
}
