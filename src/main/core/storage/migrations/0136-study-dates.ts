// Which day a study is of, where its own images contradict each other and a person said which one holds.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 136,
  name: 'study dates',
  up(tx) {
    tx.run(`CREATE TABLE study_date (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      study_uid TEXT NOT NULL,
      study_date TEXT NOT NULL,
      PRIMARY KEY (case_id, study_uid)
    ) STRICT, WITHOUT ROWID`)
  },
}
