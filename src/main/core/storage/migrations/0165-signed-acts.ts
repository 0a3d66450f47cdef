// Co-signatures and withdrawals: written once; only the server's word on them is added.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 165,
  name: 'signed-acts',
  up(tx) {
    tx.run(`CREATE TABLE signed_act (
      id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      report_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('coSignature', 'withdrawal')),
      body TEXT NOT NULL,
      made_here INTEGER NOT NULL CHECK (made_here IN (0, 1)),
      countersignature TEXT,
      refused TEXT,
      signed_at TEXT NOT NULL
    ) STRICT`)
    tx.run('CREATE INDEX signed_act_report ON signed_act (report_id, kind)')
    tx.run(`CREATE TRIGGER signed_act_is_immutable BEFORE UPDATE OF id, case_id, report_id, kind, body, made_here, signed_at ON signed_act
      BEGIN SELECT RAISE(ABORT, 'a signed act is never changed'); END`)
    tx.run(`CREATE TRIGGER signed_act_stays BEFORE DELETE ON signed_act BEGIN SELECT RAISE(ABORT, 'a signed act is never removed'); END`)
  },
}
