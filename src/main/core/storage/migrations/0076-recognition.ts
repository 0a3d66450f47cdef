// Words read from pictures of pages on this workstation: derived, may be made again at any time.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 76,
  name: 'recognition',
  up(tx) {
    tx.run(`CREATE TABLE recognised_page (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      sha256 TEXT NOT NULL,
      page INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (case_id, sha256, page)
    ) STRICT`)
  },
}
