// File operations that are on the disk when they return. Knows no format.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Flushes a file's bytes to the disk. */
export function fsyncFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Flushes a folder's entries: a rename or a new name survives a power cut after it. Windows has no such call and needs none. */
export function fsyncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** As fsyncDirectory, off the caller's thread. */
export async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Renames within one file system and flushes the target's folder. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  fsyncDirectory(dirname(to))
}

/** Replaces a small file as a whole: afterwards it holds the old or the new bytes, never a part. Readable by the owner only. */
export function writeFileDurably(file: string, bytes: Uint8Array | string): void {
  const temporary = `${file}.part`
  const descriptor = openSync(temporary, 'w', 0o600)
  try {
    const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
    for (let done = 0; done < content.byteLength; ) done += writeSync(descriptor, content, done)
    fsyncSync(descriptor)
  } catch (cause) {
    closeSync(descriptor)
    rmSync(temporary, { force: true })
    throw cause
  }
  closeSync(descriptor)
  renameDurably(temporary, file)
}
