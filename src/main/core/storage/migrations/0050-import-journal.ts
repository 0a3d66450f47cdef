// What an import has safely read so far, so that a stopped one goes on instead of starting again; and files received but not yet taken in.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 50,
  name: 'import journal',
  up(tx) {
    tx.run(`CREATE TABLE import_source (
      import_id TEXT PRIMARY KEY REFERENCES import (id) ON DELETE CASCADE,
      body TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE import_read (
      import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      stamp TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (import_id, name)
    ) STRICT`)
    tx.run(`CREATE TABLE import_file (
      file_id TEXT PRIMARY KEY,
      import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE
    ) STRICT`)
    tx.run('CREATE INDEX import_file_import ON import_file (import_id)')
    tx.run(`CREATE TABLE upload (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      case_id TEXT,
      total_files INTEGER NOT NULL,
      key BLOB NOT NULL,
      opened_at TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE upload_file (
      upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      file TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (upload_id, path)
    ) STRICT`)
  },
}
