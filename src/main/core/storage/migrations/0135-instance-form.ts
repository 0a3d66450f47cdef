// What the objects of a series have in common is kept once: an index row holds only what is its own. Rows from before stay whole (`form` null).
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 135,
  name: 'instance form',
  up(tx) {
    tx.run(`CREATE TABLE instance_form (
      id INTEGER PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      series_uid TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT`)
    tx.run('CREATE INDEX instance_form_series ON instance_form (case_id, series_uid)')
    tx.run('ALTER TABLE instance ADD COLUMN form INTEGER')
  },
}
