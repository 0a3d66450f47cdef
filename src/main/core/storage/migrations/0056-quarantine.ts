// Releases from quarantine: who answered for it, who confirmed, and under which other identity the object had come. Kept for ever.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 56,
  name: 'quarantine',
  up(tx) {
    tx.run(`CREATE TABLE patient_alias (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      import_id TEXT NOT NULL,
      item_id TEXT NOT NULL,
      item_name TEXT NOT NULL,
      stated TEXT NOT NULL,
      differing TEXT NOT NULL,
      reason TEXT NOT NULL,
      released_by TEXT NOT NULL,
      confirmed_by TEXT NOT NULL,
      confirmed_how TEXT NOT NULL CHECK (confirmed_how IN ('secondPerson', 'sameAgain')),
      at TEXT NOT NULL,
      UNIQUE (import_id, item_id)
    ) STRICT`)
    for (const change of ['UPDATE', 'DELETE']) {
      tx.run(`CREATE TRIGGER patient_alias_no_${change.toLowerCase()} BEFORE ${change} ON patient_alias
        BEGIN SELECT RAISE(ABORT, 'the alias trail is append-only'); END`)
    }
  },
}
