// Folders as a power cut may leave them: what was flushed is there, the rest came, did not come, or came in part.
// Model: names change in order and are there at least up to the last flush of anything (a journalling file system);
// bytes written after a file's own last flush are lost, kept or torn at 512 bytes, each write by itself.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Op } from './systemCalls.ts'

const SECTOR = 512

/**
 * Builds one possible state after the first `cut` operations.
 * @param random a number below its argument
 */
export function makeCrashState(ops: readonly Op[], cut: number, directory: string, random: (below: number) => number): void {
  const past = ops.slice(0, cut)
  const lastSync = past.findLastIndex((op) => op.kind === 'sync')
  const namesTo = lastSync + 1 + random(cut - lastSync)
  const syncedTo = new Map<number, number>()
  for (const [i, op] of past.entries()) if (op.kind === 'sync' && op.inode !== null) syncedTo.set(op.inode, i)

  const contents = new Map<number, Buffer>()
  const names = { files: new Map<string, number>(), directories: new Set<string>(['.']) }
  for (const [i, op] of past.entries()) {
    if (op.kind === 'write') contents.set(op.inode, written(contents.get(op.inode), op, i <= (syncedTo.get(op.inode) ?? -1), random))
    else if (i < namesTo && op.kind === 'truncate') contents.set(op.inode, resized(contents.get(op.inode), op.size))
    else if (i < namesTo) rename(names, op)
  }
  rmSync(directory, { recursive: true, force: true })
  for (const name of names.directories) mkdirSync(join(directory, name), { recursive: true })
  for (const [name, inode] of names.files) {
    if (names.directories.has(dirname(name))) writeFileSync(join(directory, name), contents.get(inode) ?? '')
  }
}

function rename({ files, directories }: { files: Map<string, number>; directories: Set<string> }, op: Op) {
  if (op.kind === 'create') files.set(op.path, op.inode)
  else if (op.kind === 'directory') directories.add(op.path)
  else if (op.kind === 'remove') files.delete(op.path)
  else if (op.kind === 'rename') {
    const inode = files.get(op.from)
    files.delete(op.from)
    if (inode !== undefined) files.set(op.to, inode)
  }
}

function written(before: Buffer | undefined, { at, bytes }: { at: number; bytes: Buffer }, isSynced: boolean, random: (below: number) => number): Buffer {
  const after = resized(before, Math.max(before?.length ?? 0, at + bytes.length))
  const fate = isSynced ? 'kept' : (['kept', 'lost', 'torn'] as const)[random(3)]
  if (fate === 'kept') bytes.copy(after, at)
  if (fate === 'torn') {
    for (let sector = 0; sector < bytes.length; sector += SECTOR) if (random(2) === 0) bytes.copy(after, at + sector, sector, sector + SECTOR)
  }
  // Lost bytes may still have moved the end of the file: zeros stand there then.
  return fate === 'lost' && random(2) === 0 && before ? before : after
}

function resized(before: Buffer | undefined, size: number): Buffer {
  const after = Buffer.alloc(size)
  before?.copy(after, 0, 0, Math.min(before.length, size))
  return after
}
