// Branded handles on the encrypted database: a reader cannot write, and a write always knows its transaction.

export type SqlValue = string | number | bigint | null | Uint8Array

/** Reads rows. Columns keep their SQL names (snake_case); callers validate what they read. */
export interface Readable {
  readonly __reads: true
  all<T = Record<string, SqlValue>>(sql: string, params?: readonly SqlValue[]): T[]
  get<T = Record<string, SqlValue>>(sql: string, params?: readonly SqlValue[]): T | undefined
}

/** A transaction in progress. Never kept beyond the callback that received it. */
export interface Writable extends Readable {
  readonly __writes: true
  run(sql: string, params?: readonly SqlValue[]): { changes: number }
}

/** The one writer of a profile's database. `write` commits with fsync (synchronous=FULL) before it returns, or rolls everything back. */
export interface Database {
  read<T>(fn: (db: Readable) => T): T
  write<T>(fn: (tx: Writable) => T): T
  close(): void
}
