// The hash chain of this device and its signed heads. Rows are never changed.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 2,
  name: 'audit',
  up(tx) {
    tx.run(`CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      device TEXT NOT NULL,
      actor TEXT NOT NULL,
      role TEXT NOT NULL,
      event TEXT NOT NULL,
      fields TEXT NOT NULL,
      at TEXT NOT NULL,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE audit_head (
      seq INTEGER PRIMARY KEY,
      hash TEXT NOT NULL,
      signature TEXT NOT NULL,
      device_public_key TEXT NOT NULL
    ) STRICT`)
    for (const table of ['audit', 'audit_head']) {
      for (const change of ['UPDATE', 'DELETE']) {
        tx.run(`CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
          BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`)
      }
    }
  },
}
