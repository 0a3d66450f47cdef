// Which pages of the case's files this person has had in view: what is said before they sign.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 151,
  name: 'seen-pages',
  up(tx) {
    tx.run(`CREATE TABLE seen_page (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      sha256 TEXT NOT NULL,
      page INTEGER NOT NULL,
      PRIMARY KEY (case_id, sha256, page)
    ) STRICT, WITHOUT ROWID`)
  },
}
