// Reports, their rendered previews and the acts of signing. A sign-off is written once; only its state moves.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 30,
  name: 'reports',
  up(tx) {
    tx.run(`CREATE TABLE report (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number >= 1),
      body TEXT NOT NULL,
      blockers INTEGER,
      UNIQUE (case_id, number)
    ) STRICT`)
    tx.run(`CREATE TABLE report_preview (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      content_hash TEXT NOT NULL,
      pictures INTEGER NOT NULL,
      pdf_sha256 TEXT NOT NULL,
      pdf_bytes INTEGER NOT NULL,
      PRIMARY KEY (case_id, content_hash, pictures)
    ) STRICT`)
    tx.run(`CREATE TABLE sign_off (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      report_id TEXT NOT NULL,
      body TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('final', 'awaitingCountersignature', 'conflict')),
      countersignature TEXT,
      device_counter INTEGER NOT NULL,
      made_here INTEGER NOT NULL CHECK (made_here IN (0, 1)),
      signed_at TEXT NOT NULL
    ) STRICT`)
    tx.run('CREATE INDEX sign_off_report ON sign_off (report_id)')
    tx.run(`CREATE TRIGGER sign_off_is_immutable BEFORE UPDATE OF id, case_id, report_id, body, device_counter, made_here, signed_at ON sign_off
      BEGIN SELECT RAISE(ABORT, 'a sign-off is never changed'); END`)
    tx.run(`CREATE TRIGGER sign_off_stays BEFORE DELETE ON sign_off BEGIN SELECT RAISE(ABORT, 'a sign-off is never removed'); END`)
  },
}
