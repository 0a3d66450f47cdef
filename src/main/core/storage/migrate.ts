// Brings a store's schema to what this program knows, step by step. Knows no table but its own.
import { caseError } from '#shared/contract/errors.ts'
import type { Readable, Writable } from './handles.ts'
import type { Migration } from './migrations/index.ts'

interface MigratingDatabase {
  read<T>(fn: (db: Readable) => T): T
  write<T>(fn: (tx: Writable) => T): T
}

/**
 * Applies the steps the store has not had, in order of number, each in a transaction of its own with its own row.
 * @throws CaseError STORE_NEWER when the store had a step this program does not know
 * @throws TypeError when two steps share a number: a mistake of the program
 */
export function migrate(db: MigratingDatabase, steps: readonly Migration[]): void {
  const ordered = [...steps].sort((a, b) => a.number - b.number)
  const known = new Set(ordered.map((step) => step.number))
  if (known.size !== ordered.length) throw new TypeError('two migrations share a number')
  const applied = db.read(readApplied)
  if ([...applied].some((number) => !known.has(number))) throw caseError('STORE_NEWER', {})
  if (applied.size === 0) {
    db.write((tx) => tx.run('CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT'))
  }
  for (const step of ordered) {
    if (applied.has(step.number)) continue
    db.write((tx) => {
      step.up(tx)
      tx.run('INSERT INTO schema_step (number, name) VALUES (?, ?)', [step.number, step.name])
    })
  }
}

function readApplied(db: Readable): Set<number> {
  const table = db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_step'")
  const rows = table ? db.all<{ number: number }>('SELECT number FROM schema_step') : []
  return new Set(rows.map((row) => row.number))
}
