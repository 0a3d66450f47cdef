// Opens SQLCipher connections with the settings every store of ours has. The only place that names the engine.
import { openSync, readSync, closeSync } from 'node:fs'
import Engine from 'better-sqlite3'
import { caseError } from '#shared/contract/errors.ts'

export type Connection = Engine.Database

const PLAIN_HEADER = Buffer.from('SQLite format 3\0', 'latin1')

/**
 * Opens the file with the raw key and checks that the key is right.
 * @param key 32 bytes; copied into the engine, the caller zeroes its own
 * @throws CaseError STORE_DAMAGED for a plain SQLite file, a wrong key or a damaged first page
 */
export function openConnection(file: string, key: Uint8Array): Connection {
  if (key.byteLength !== 32) throw new RangeError('a store key has 32 bytes')
  refusePlain(file)
  const connection = new Engine(file)
  try {
    connection.pragma("cipher = 'sqlcipher'")
    connection.pragma('legacy = 4')
    applyRawKey(connection, key)
    // The first read decrypts page 1: a wrong key ends here, before anything is written.
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    connection.pragma('synchronous = FULL')
    // On macOS only these reach the platter; elsewhere they change nothing.
    connection.pragma('fullfsync = ON')
    connection.pragma('checkpoint_fullfsync = ON')
    connection.pragma('foreign_keys = ON')
    connection.pragma('secure_delete = ON')
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    // 16 MB: a case taken in is committed by one flush of the log; copying it into the database waits for a later, smaller act.
    connection.pragma('wal_autocheckpoint = 4096')
    // Sorts that spill would land unencrypted in the temp folder.
    connection.pragma('temp_store = MEMORY')
    connection.pragma('busy_timeout = 5000')
    return connection
  } catch (cause) {
    connection.close()
    if (isEngineError(cause) && /^SQLITE_(NOTADB|CORRUPT)/.test(cause.code)) throw caseError('STORE_DAMAGED', {}, { cause })
    throw cause
  }
}

/** A SQLCipher raw key is spelt x'64 hex digits'; built as bytes so that it can be zeroed. */
function applyRawKey(connection: Connection, key: Uint8Array) {
  const spelt = Buffer.alloc(67)
  try {
    spelt.write("x'", 0, 'latin1')
    for (const [i, byte] of key.entries()) {
      spelt[2 + 2 * i] = hexDigit(byte >> 4)
      spelt[3 + 2 * i] = hexDigit(byte & 15)
    }
    spelt.write("'", 66, 'latin1')
    // Missing from the engine's types: `key` takes the passphrase as bytes.
    ;(connection as Connection & { key(secret: Buffer): number }).key(spelt)
  } finally {
    spelt.fill(0)
  }
}

const hexDigit = (nibble: number) => (nibble < 10 ? 48 : 87) + nibble

function refusePlain(file: string) {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return
    throw cause
  }
  try {
    const head = Buffer.alloc(PLAIN_HEADER.length)
    readSync(descriptor, head, 0, head.length, 0)
    if (head.equals(PLAIN_HEADER)) throw caseError('STORE_DAMAGED', {})
  } finally {
    closeSync(descriptor)
  }
}

export function isEngineError(cause: unknown): cause is Error & { code: string } {
  return cause instanceof Engine.SqliteError
}
