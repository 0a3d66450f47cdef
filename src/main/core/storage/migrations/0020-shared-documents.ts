// The durable log of the shared documents. Rows are never changed; a snapshot only shortens loading.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 20,
  name: 'shared-documents',
  up(tx) {
    tx.run(`CREATE TABLE doc_update (
      seq INTEGER PRIMARY KEY,
      room TEXT NOT NULL,
      actor TEXT NOT NULL,
      device TEXT NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('local', 'server')),
      at TEXT NOT NULL,
      data BLOB NOT NULL
    ) STRICT`)
    tx.run('CREATE INDEX doc_update_room ON doc_update (room, seq)')
    tx.run(`CREATE TABLE doc_snapshot (
      room TEXT PRIMARY KEY,
      upto INTEGER NOT NULL,
      data BLOB NOT NULL
    ) STRICT`)
    tx.run('CREATE TABLE doc_frozen (room TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT')
    for (const change of ['UPDATE', 'DELETE']) {
      tx.run(`CREATE TRIGGER doc_update_no_${change.toLowerCase()} BEFORE ${change} ON doc_update
        BEGIN SELECT RAISE(ABORT, 'the update log is append-only'); END`)
    }
  },
}
