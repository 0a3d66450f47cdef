// What the vault itself keeps: the profile, its case keys, its marks, the catalogue of encrypted blobs.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 1,
  name: 'vault',
  up(tx) {
    tx.run(`CREATE TABLE vault_mark (
      name TEXT PRIMARY KEY,
      value BLOB NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE profile (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      user_id TEXT NOT NULL,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      licence TEXT,
      signing_public_key TEXT NOT NULL,
      device_public_key TEXT NOT NULL,
      device_seed BLOB NOT NULL,
      pdf_certificate BLOB NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE case_key (
      case_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      wrapped BLOB NOT NULL,
      created_at TEXT NOT NULL,
      PRIMARY KEY (case_id, version)
    ) STRICT`)
    tx.run(`CREATE TABLE blob (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      case_id TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      file_id TEXT NOT NULL UNIQUE,
      bytes INTEGER NOT NULL CHECK (bytes >= 0),
      media_type TEXT NOT NULL,
      claimed_at TEXT NOT NULL,
      UNIQUE (case_id, sha256)
    ) STRICT`)
    tx.run('CREATE INDEX blob_sha256 ON blob (sha256)')
  },
}
