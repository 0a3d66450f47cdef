// What the intake keeps beside the case: a person's unfinished form, and the confidential motive under its own boundary.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 55,
  name: 'intake',
  up(tx) {
    tx.run('CREATE TABLE intake_draft (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL, at TEXT NOT NULL) STRICT')
    tx.run(`CREATE TABLE confidential_motive (
      case_id TEXT PRIMARY KEY REFERENCES review_case (id) ON DELETE CASCADE,
      text TEXT NOT NULL,
      by_name TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT`)
  },
}
