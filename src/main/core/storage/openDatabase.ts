// Opens a profile's encrypted database, or makes a new one so that a power cut leaves either none or a whole one.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { caseError } from '#shared/contract/errors.ts'
import { fsyncDirectory, fsyncFile } from '#shared/node/durableFiles.ts'
import type { Logger } from '../ports.ts'
import { openConnection } from './connection.ts'
import { createHandles } from './databaseHandles.ts'
import type { Database } from './handles.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/index.ts'

export interface OpenDatabaseOptions {
  readonly file: string
  /** Raw 32-byte SQLCipher key. */
  readonly key: Uint8Array
  readonly log?: Logger
  /** Default: every step of this program. */
  readonly migrations?: readonly Migration[]
  /** A missing file is STORE_DAMAGED instead of a new store: a vault that vanished must not look like an empty one. */
  readonly mustExist?: boolean
}

/**
 * Opens the database, migrated to this program's schema. A file that is not there is made.
 * @throws CaseError STORE_DAMAGED (plain SQLite file, wrong key, damaged), STORE_NEWER
 */
export function openDatabase({ file, key, log, migrations: steps = migrations, mustExist = false }: OpenDatabaseOptions): Database {
  if (!existsSync(file)) {
    if (mustExist) throw caseError('STORE_DAMAGED', {})
    createDatabase(file, key, steps)
  }
  const connection = openConnection(file, key)
  try {
    connection.pragma('journal_mode = WAL')
    const db = createHandles(connection, log)
    migrate(db, steps)
    return db
  } catch (cause) {
    connection.close()
    throw cause
  }
}

/** The switch from journal to WAL is the weak moment of a new file (safety note §8): it happens under another name. */
function createDatabase(file: string, key: Uint8Array, steps: readonly Migration[]) {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const prefix = `${basename(file)}.new`
  for (const left of readdirSync(folder)) if (left.startsWith(prefix)) rmSync(join(folder, left))
  const temporary = join(folder, prefix)
  const connection = openConnection(temporary, key)
  try {
    connection.pragma('journal_mode = WAL')
    migrate(createHandles(connection, undefined), steps)
    connection.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
  fsyncFile(temporary)
  renameSync(temporary, file)
  fsyncDirectory(folder)
}
