// Where sealed bundles come from, as they state it: kept with the import that took them in.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 130,
  name: 'bundle statements',
  up(tx) {
    tx.run(`CREATE TABLE bundle_statement (
      import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
      bundle_id TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (import_id, bundle_id)
    ) STRICT`)
  },
}
