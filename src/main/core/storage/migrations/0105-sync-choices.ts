// What the person decides about sync, values that two people changed differently, and how long this device may be used without its server.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 105,
  name: 'sync choices',
  up(tx) {
    // The case's facts as both sides last had them: without a common base no two changes can be told apart.
    tx.run('ALTER TABLE sync_case ADD COLUMN base_body TEXT')
    tx.run("ALTER TABLE sync_case ADD COLUMN standing TEXT NOT NULL DEFAULT 'member'")
    tx.run('ALTER TABLE sync_blob ADD COLUMN asked_at TEXT')
    tx.run(`CREATE TABLE case_conflict (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL,
      field TEXT NOT NULL,
      base TEXT,
      mine TEXT,
      theirs TEXT,
      mine_by TEXT NOT NULL,
      mine_at TEXT NOT NULL,
      theirs_by TEXT NOT NULL,
      theirs_at TEXT NOT NULL,
      decision TEXT,
      reason TEXT,
      decided_at TEXT
    ) STRICT`)
    tx.run('CREATE TABLE pinned_case (case_id TEXT PRIMARY KEY) STRICT')
    tx.run(`CREATE TABLE sync_choice (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      paused INTEGER NOT NULL,
      limit_kib INTEGER
    ) STRICT`)
    tx.run(`CREATE TABLE lease (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      until TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      policy TEXT NOT NULL,
      administrator INTEGER NOT NULL
    ) STRICT`)
  },
}
