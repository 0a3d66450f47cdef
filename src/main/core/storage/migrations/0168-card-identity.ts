// The card or token that this person signs PDFs with, in place of a certificate in the store. Its key never leaves it; no PIN is kept.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 168,
  name: 'card-identity',
  up(tx) {
    tx.run(`CREATE TABLE card_identity (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      module TEXT NOT NULL,
      token_label TEXT NOT NULL,
      key_id TEXT NOT NULL,
      certificate BLOB NOT NULL,
      chosen_at TEXT NOT NULL
    ) STRICT`)
  },
}
