// Who holds a case besides this device and when an emergency's access ends, as the server last said; and the server's receipt for this device's audit.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 175,
  name: 'case sharing',
  up(tx) {
    tx.run('ALTER TABLE sync_case ADD COLUMN until TEXT')
    tx.run("ALTER TABLE sync_case ADD COLUMN seen TEXT NOT NULL DEFAULT '[]'")
    tx.run(`CREATE TABLE server_receipt (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      epoch INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      hash TEXT NOT NULL
    ) STRICT`)
  },
}
