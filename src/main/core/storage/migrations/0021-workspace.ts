// Where the person was and their settings: one row per name.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 21,
  name: 'workspace',
  up(tx) {
    tx.run('CREATE TABLE workspace_state (name TEXT PRIMARY KEY, value TEXT NOT NULL, saved_at TEXT NOT NULL) STRICT')
  },
}
