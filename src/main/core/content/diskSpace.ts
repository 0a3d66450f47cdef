// A full disk as an expected end.
import { statfs } from 'node:fs/promises'
import { caseError } from '#shared/contract/errors.ts'

/** The least that was missing when a write fails: how much more would have come is not known. */
const AT_LEAST_BYTES = 512 * 1024

/** @returns CaseError DISK_FULL for "no space left" and "over quota", else the cause itself */
export async function explainWriteFailure(cause: unknown, directory: string): Promise<unknown> {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return cause
  const freeBytes = await statfs(directory).then(
    (disk) => disk.bavail * disk.bsize,
    () => 0,
  )
  return caseError('DISK_FULL', { neededBytes: Math.max(AT_LEAST_BYTES, freeBytes + 1), freeBytes }, { cause })
}

/** Database, its log, thumbnails, and that the system itself can go on. */
const RESERVE_BYTES = 64 * 1024 * 1024

/** @throws CaseError DISK_FULL; where the disk does not tell its free space, nothing is refused */
export async function ensureRoom(bytes: number, directory: string): Promise<void> {
  const neededBytes = Math.ceil(bytes * 1.01) + RESERVE_BYTES
  const disk = await statfs(directory).catch(() => null)
  const freeBytes = disk ? disk.bavail * disk.bsize : Number.POSITIVE_INFINITY
  if (bytes > 0 && freeBytes < neededBytes) throw caseError('DISK_FULL', { neededBytes, freeBytes })
}
