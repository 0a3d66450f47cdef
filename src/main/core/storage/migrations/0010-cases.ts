// The cases of the work list, who works on them, and our own dated steps.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 10,
  name: 'cases',
  up(tx) {
    tx.run(`CREATE TABLE review_case (
      id TEXT PRIMARY KEY,
      case_number TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL,
      has_request INTEGER NOT NULL CHECK (has_request IN (0, 1)),
      version INTEGER NOT NULL CHECK (version >= 0),
      opened_at TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE case_member (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      user_id TEXT NOT NULL,
      PRIMARY KEY (case_id, user_id)
    ) STRICT`)
    tx.run(`CREATE TABLE case_step (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      at TEXT NOT NULL,
      label_key TEXT NOT NULL,
      title TEXT NOT NULL,
      document_id TEXT,
      study_uid TEXT,
      actor_name TEXT
    ) STRICT`)
    tx.run('CREATE INDEX case_step_case ON case_step (case_id, seq)')
  },
}
