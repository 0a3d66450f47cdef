// How far this person has seen each case, and when a study arrived: what "since you last looked" and the history of a case are reckoned from.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 150,
  name: 'case-looks',
  up(tx) {
    tx.run(`CREATE TABLE case_look (
      case_id TEXT PRIMARY KEY REFERENCES review_case (id) ON DELETE CASCADE,
      at TEXT NOT NULL,
      upto INTEGER NOT NULL,
      step INTEGER NOT NULL,
      known TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE study_arrival (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      study_uid TEXT NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (case_id, study_uid)
    ) STRICT`)
    tx.run(`CREATE TRIGGER study_arrives AFTER INSERT ON study
      BEGIN INSERT OR IGNORE INTO study_arrival (case_id, study_uid, at) VALUES (NEW.case_id, NEW.study_uid, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')); END`)
  },
}
