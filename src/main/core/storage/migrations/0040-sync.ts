// What this workstation knows of its server, and what still has to go there. Nothing here is ever dropped because the server is silent.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 40,
  name: 'sync',
  up(tx) {
    tx.run(`CREATE TABLE sync_server (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      url TEXT NOT NULL,
      server_id TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      public_key TEXT NOT NULL,
      last_synced_at TEXT
    ) STRICT`)
    tx.run(`CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      case_id TEXT NOT NULL,
      body TEXT NOT NULL,
      created_at TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'needsYou')),
      reason TEXT,
      settled_at TEXT
    ) STRICT`)
    tx.run('CREATE INDEX outbox_open ON outbox (state, case_id, seq)')
    tx.run(`CREATE TABLE sync_case (
      case_id TEXT PRIMARY KEY,
      server_version INTEGER NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE sync_room (
      room TEXT PRIMARY KEY,
      server_head INTEGER NOT NULL,
      sent_seq INTEGER NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE sync_blob (
      sha256 TEXT NOT NULL,
      case_id TEXT NOT NULL,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
      at TEXT NOT NULL,
      PRIMARY KEY (sha256, case_id)
    ) STRICT`)
  },
}
