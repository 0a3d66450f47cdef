// Every import and every item of it, so that nothing a patient sent is unaccounted for.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 11,
  name: 'imports',
  up(tx) {
    tx.run(`CREATE TABLE import (
      id TEXT PRIMARY KEY,
      case_id TEXT,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
      source_name TEXT NOT NULL,
      documents INTEGER NOT NULL,
      images INTEGER NOT NULL,
      studies INTEGER NOT NULL,
      seconds REAL NOT NULL,
      bytes INTEGER NOT NULL,
      started_at TEXT NOT NULL
    ) STRICT`)
    tx.run('CREATE INDEX import_case ON import (case_id)')
    tx.run(`CREATE TABLE import_item (
      import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
      item_id TEXT NOT NULL,
      name TEXT NOT NULL,
      outcome TEXT NOT NULL,
      code TEXT,
      bytes INTEGER NOT NULL,
      identity TEXT,
      decision TEXT CHECK (decision IN ('leftOut', 'released')),
      reason TEXT,
      held TEXT,
      PRIMARY KEY (import_id, item_id)
    ) STRICT`)
  },
}
