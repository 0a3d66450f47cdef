// DICOM objects that were made of own marks: the same marks give the same object again, and who has confirmed that he keeps it.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 145,
  name: 'exported-objects',
  up(tx) {
    // says: SHA-256 of what the object says, without its own identifiers and times.
    tx.run(`CREATE TABLE exported_object (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      author TEXT NOT NULL,
      says TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      body TEXT NOT NULL,
      kept TEXT,
      PRIMARY KEY (case_id, author, says)
    ) STRICT`)
    tx.run('CREATE INDEX exported_object_file ON exported_object (case_id, sha256)')
  },
}
