// Images that a disc's directory lists, by UID: what is missing is what is listed and not there, so a later delivery mends it.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 131,
  name: 'listed images',
  up(tx) {
    tx.run(`CREATE TABLE listed_image (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      series_uid TEXT NOT NULL,
      sop_uid TEXT NOT NULL,
      PRIMARY KEY (case_id, series_uid, sop_uid)
    ) STRICT, WITHOUT ROWID`)
  },
}
