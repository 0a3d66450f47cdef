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
