// What the server's directory of experts says of this person's licence, as last heard. No row: they are not in it, or no server was asked.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 169,
  name: 'directory-licence',
  up(tx) {
    tx.run(`CREATE TABLE directory_licence (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      expires_on TEXT,
      heard_at TEXT NOT NULL
    ) STRICT`)
  },
}
