// Until when the person of this profile may practise, as they stated it. No row: not recorded, which is not the same as without an end.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 167,
  name: 'licence-term',
  up(tx) {
    tx.run(`CREATE TABLE licence_term (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      expires_on TEXT,
      stated_at TEXT NOT NULL
    ) STRICT`)
  },
}
