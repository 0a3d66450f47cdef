// Which of the findings about a document the server knows: as they were when they were last told or received.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 132,
  name: 'told findings',
  up(tx) {
    tx.run(`CREATE TABLE told_finding (
      case_id TEXT NOT NULL,
      document_id TEXT NOT NULL,
      found_at TEXT NOT NULL,
      PRIMARY KEY (case_id, document_id)
    ) STRICT`)
  },
}
