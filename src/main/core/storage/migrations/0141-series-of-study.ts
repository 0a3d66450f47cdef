// A series stands in its study: one UID that two studies carry (some anonymisers do it) is two series. Studies whose index was made before are read again.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 141,
  name: 'series of study',
  up(tx) {
    tx.run(`CREATE TABLE series_of_study (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      series_uid TEXT NOT NULL,
      study_uid TEXT NOT NULL,
      body TEXT NOT NULL,
      missing INTEGER NOT NULL,
      thumbnail_sha256 TEXT,
      PRIMARY KEY (case_id, series_uid, study_uid)
    ) STRICT`)
    tx.run('INSERT INTO series_of_study SELECT case_id, series_uid, study_uid, body, missing, thumbnail_sha256 FROM series')
    tx.run('DROP TABLE series')
    tx.run('ALTER TABLE series_of_study RENAME TO series')
    tx.run(`CREATE TABLE study_to_reread (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      study_uid TEXT NOT NULL,
      PRIMARY KEY (case_id, study_uid)
    ) STRICT, WITHOUT ROWID`)
    // The picture of such a series may be of either study.
    const shared = 'SELECT case_id, series_uid FROM instance GROUP BY case_id, series_uid HAVING count(DISTINCT study_uid) > 1'
    tx.run(`UPDATE series SET thumbnail_sha256 = NULL WHERE (case_id, series_uid) IN (${shared})`)
    tx.run(`INSERT INTO study_to_reread SELECT DISTINCT case_id, study_uid FROM instance WHERE (case_id, series_uid) IN (${shared})
      UNION SELECT case_id, study_uid FROM series WHERE json_extract(body, '$.Modality') = 'SM'`)
  },
}
