// A folder or a single file of this machine, as picked by the person. Links are never followed, devices never opened.
import { constants, existsSync, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ItemCode } from '#shared/domain/importing.ts'
import { type BundleEntry, type BundleFile, type BundleSourceReader, ItemRefusal, LIMITS } from './bundleSource.ts'
import { judgeItemName, showableName } from './itemName.ts'

const CHUNK_BYTES = 256 * 1024

/** @throws ItemRefusal notReadable when the path is neither a folder nor a plain file */
export async function openPathSource(path: string, name = basename(path)): Promise<BundleSourceReader> {
  const stat = await lstat(path).catch((cause) => {
    throw new ItemRefusal('notReadable', { cause })
  })
  if (!stat.isDirectory() && !stat.isFile()) throw new ItemRefusal(stat.isSymbolicLink() ? 'symbolicLink' : 'notReadable')
  return {
    name,
    list: async () => (stat.isFile() ? [pathFile(path, basename(path), stat)] : walkFolder(path)),
    close: async () => {},
    isThere: () => existsSync(path),
  }
}

async function walkFolder(root: string): Promise<BundleEntry[]> {
  const entries: BundleEntry[] = []
  const waiting: { path: string; name: string; depth: number }[] = [{ path: root, name: '', depth: 0 }]
  while (waiting.length > 0 && entries.length < LIMITS.entries) {
    const folder = waiting.pop()
    if (!folder) break
    const children = await readdir(folder.path, { withFileTypes: true }).catch(() => null)
    if (children === null) {
      entries.push(refused(folder.name, 'notReadable'))
      continue
    }
    children.sort((a, b) => (a.name < b.name ? 1 : -1))
    for (const child of children) {
      const name = folder.name === '' ? child.name : `${folder.name}/${child.name}`
      const path = join(folder.path, child.name)
      if (child.isSymbolicLink()) entries.push(refused(name, 'symbolicLink'))
      else if (child.isDirectory() && folder.depth < LIMITS.depth) waiting.push({ path, name, depth: folder.depth + 1 })
      else if (child.isFile()) entries.push(await describeFile(path, name))
      else entries.push(refused(name, 'notReadable'))
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function describeFile(path: string, name: string): Promise<BundleEntry> {
  const code = judgeItemName(name)
  if (code) return refused(showableName(name), code)
  const stat = await lstat(path).catch(() => null)
  if (!stat?.isFile()) return refused(name, 'notReadable')
  return stat.size > LIMITS.fileBytes ? refused(name, 'tooLarge', stat.size) : pathFile(path, name, stat)
}

function refused(name: string, code: ItemCode, bytes = 0): BundleEntry {
  return { kind: 'refused', name, bytes, outcome: 'rejected', code }
}

function pathFile(path: string, name: string, { size: bytes, mtimeMs }: Stats): BundleFile {
  return {
    stamp: String(mtimeMs),
    kind: 'file',
    name,
    bytes,
    path,
    open: () => readPath(path, bytes),
    reader: {
      bytes,
      read: (start, end) => withFile(path, (file) => readExactly(file, start, end)),
    },
  }
}

async function* readPath(path: string, bytes: number): AsyncGenerator<Uint8Array> {
  const file = await openPlain(path)
  try {
    for (let at = 0; at < bytes; at += CHUNK_BYTES) yield await readExactly(file, at, Math.min(bytes, at + CHUNK_BYTES))
  } finally {
    await file.close()
  }
}

/** The name may have become a link since it was listed: opened without following, then looked at again. */
async function openPlain(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((cause) => {
    throw new ItemRefusal('notReadable', { cause })
  })
  if (!(await file.stat()).isFile()) {
    await file.close()
    throw new ItemRefusal('notReadable')
  }
  return file
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openPlain(path)
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

async function readExactly(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(end - start)
  let read = 0
  while (read < buffer.length) {
    const { bytesRead } = await file.read(buffer, read, buffer.length - read, start + read).catch((cause) => {
      throw new ItemRefusal('notReadable', { cause })
    })
    if (bytesRead === 0) throw new ItemRefusal('notReadable')
    read += bytesRead
  }
  return buffer
}
