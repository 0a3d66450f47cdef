// The imaging index: studies, series, instances, and where each frame's bytes lie. Can be rebuilt from the blobs.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 13,
  name: 'imaging',
  up(tx) {
    tx.run(`CREATE TABLE study (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      study_uid TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (case_id, study_uid)
    ) STRICT`)
    tx.run(`CREATE TABLE series (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      series_uid TEXT NOT NULL,
      study_uid TEXT NOT NULL,
      body TEXT NOT NULL,
      missing INTEGER NOT NULL,
      thumbnail_sha256 TEXT,
      PRIMARY KEY (case_id, series_uid)
    ) STRICT`)
    tx.run(`CREATE TABLE instance (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      sop_uid TEXT NOT NULL,
      study_uid TEXT NOT NULL,
      series_uid TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      frames_sha256 TEXT NOT NULL,
      frames TEXT,
      image TEXT,
      header TEXT NOT NULL,
      displayable INTEGER NOT NULL CHECK (displayable IN (0, 1)),
      identity TEXT NOT NULL,
      PRIMARY KEY (case_id, sop_uid)
    ) STRICT`)
    tx.run('CREATE INDEX instance_series ON instance (case_id, series_uid)')
    tx.run('CREATE INDEX instance_place ON instance (sop_uid, series_uid, study_uid)')
  },
}
