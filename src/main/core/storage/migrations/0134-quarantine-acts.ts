// What the team decided about files that may be another patient's, as the server ordered it, and what is still on its way there.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 134,
  name: 'quarantine acts',
  up(tx) {
    tx.run(`CREATE TABLE quarantine_event (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      body TEXT NOT NULL,
      server_order INTEGER,
      refused TEXT
    ) STRICT`)
    tx.run('CREATE INDEX quarantine_event_case ON quarantine_event (case_id, seq)')
  },
}
