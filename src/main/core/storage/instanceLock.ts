// One running program per data folder, and no folder that something else moves. The lock is the operating system's, on a file: kill -9 frees it.
import { join } from 'node:path'
import Engine from 'better-sqlite3'
import { caseError } from '#shared/contract/errors.ts'
import { syncedFolderKind } from './syncedFolder.ts'

/**
 * Takes the folder until the returned function is called or the process ends in any way.
 * @throws CaseError STORE_IN_USE, STORE_IN_SYNCED_FOLDER
 */
export function lockDataDirectory(directory: string): () => void {
  const kind = syncedFolderKind(directory)
  if (kind !== null) throw caseError('STORE_IN_SYNCED_FOLDER', { kind })
  const lock = new Engine(join(directory, 'instance.lock'), { timeout: 0 })
  try {
    // An empty database that is never written: only its lock is of use, which SQLite knows how to take on every system.
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if (cause instanceof Engine.SqliteError && cause.code.startsWith('SQLITE_BUSY')) throw caseError('STORE_IN_USE', {}, { cause })
    throw cause
  }
  return () => lock.close()
}
