// The branded handles over one connection: readers cannot write, a transaction's handle dies with it.
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { isEngineError, type Connection } from './connection.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { Logger } from '../ports.ts'
import type { Database, Readable, SqlValue, Writable } from './handles.ts'

const prepare = (connection: Connection, sql: string) => connection.prepare<SqlValue[]>(sql)
type Statement = ReturnType<typeof prepare>

/** Statements kept prepared; the least recently used goes first. */
const KEPT_STATEMENTS = 256
/** A statement that takes longer is logged: it holds up the window. */
const SLOW_MS = 50

function explain(cause: unknown, connection: Connection): unknown {
  if (!isEngineError(cause)) return cause
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(cause.code)) return caseError('STORE_DAMAGED', {}, { cause })
  if (cause.code !== 'SQLITE_FULL') return cause
  const { bavail, bsize } = statfsSync(dirname(connection.name))
  // How much more the transaction wanted is not known: at least a page more than there is.
  return caseError('DISK_FULL', { neededBytes: (bavail + 1) * bsize, freeBytes: bavail * bsize }, { cause })
}

/** @param log told of slow statements: their text (which holds no values) and milliseconds */
export function createHandles(connection: Connection, log: Logger | undefined): Database {
  const statements = new Map<string, Statement>()
  let writing = false

  function statement(sql: string): Statement {
    const kept = statements.get(sql)
    if (kept) {
      statements.delete(sql)
      statements.set(sql, kept)
      return kept
    }
    const prepared = prepare(connection, sql)
    statements.set(sql, prepared)
    if (statements.size > KEPT_STATEMENTS) statements.delete(statements.keys().next().value ?? sql)
    return prepared
  }

  function timed<T>(sql: string, run: () => T): T {
    const start = performance.now()
    try {
      return run()
    } catch (cause) {
      throw explain(cause, connection)
    } finally {
      const ms = performance.now() - start
      if (ms > SLOW_MS) log?.warn('storage.slowStatement', { sql: sql.slice(0, 300), ms: Math.round(ms) })
    }
  }

  /** One handle per callback; `isOpen` ends with it. */
  function handle(mayWrite: boolean) {
    const scope = { isOpen: true }
    const use = (sql: string, writes: boolean) => {
      if (!scope.isOpen) throw new TypeError('a database handle was kept beyond its callback')
      const prepared = statement(sql)
      if (!mayWrite && (writes || !prepared.readonly)) throw new TypeError('a reader cannot write')
      return prepared
    }
    const writable: Writable = {
      __reads: true,
      __writes: true,
      all: <T>(sql: string, params: readonly SqlValue[] = []) => timed(sql, () => use(sql, false).all(...params) as T[]),
      get: <T>(sql: string, params: readonly SqlValue[] = []) => timed(sql, () => use(sql, false).get(...params) as T | undefined),
      run: (sql, params = []) => timed(sql, () => ({ changes: use(sql, true).run(...params).changes })),
    }
    return { scope, writable }
  }

  function within<T, H extends Readable>(mayWrite: boolean, fn: (db: H) => T): T {
    const { scope, writable } = handle(mayWrite)
    try {
      // A Readable is the same object seen through fewer methods; `use` refuses at run time as well.
      const result = fn(writable as Readable as H)
      if (result instanceof Promise) throw new TypeError('a database callback is synchronous')
      return result
    } finally {
      scope.isOpen = false
    }
  }

  function write<T>(fn: (tx: Writable) => T): T {
    if (writing) throw new TypeError('a write inside a write: pass the transaction on instead')
    writing = true
    try {
      timed('BEGIN IMMEDIATE', () => statement('BEGIN IMMEDIATE').run())
      let result: T
      try {
        result = within<T, Writable>(true, fn)
        timed('COMMIT', () => statement('COMMIT').run())
      } catch (cause) {
        // SQLite rolls back by itself on some errors (disk full, I/O).
        if (connection.inTransaction) statement('ROLLBACK').run()
        throw cause
      }
      return result
    } finally {
      writing = false
    }
  }

  return {
    read: (fn) => within<ReturnType<typeof fn>, Readable>(false, fn),
    write,
    close() {
      statements.clear()
      connection.close()
    },
  }
}
