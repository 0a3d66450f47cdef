// Documents as received: facts beside the blob's hash.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 12,
  name: 'documents',
  up(tx) {
    tx.run(`CREATE TABLE document (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      import_id TEXT,
      sha256 TEXT NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (case_id, sha256)
    ) STRICT`)
  },
}
