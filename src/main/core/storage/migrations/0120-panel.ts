// Panels: the acts as this person may hold them, the person's own opinion in clear, and the release keys of panels this person chairs.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 120,
  name: 'panel',
  up(tx) {
    tx.run(`CREATE TABLE panel_event (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      case_id TEXT NOT NULL,
      body TEXT NOT NULL,
      server_order INTEGER,
      refused TEXT
    ) STRICT`)
    tx.run('CREATE INDEX panel_event_case ON panel_event (case_id, seq)')
    tx.run(`CREATE TABLE panel_draft (
      case_id TEXT PRIMARY KEY,
      body TEXT NOT NULL,
      changed_at TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE panel_own_opinion (
      opinion_id TEXT PRIMARY KEY,
      case_id TEXT NOT NULL,
      text TEXT NOT NULL,
      nonce TEXT NOT NULL,
      sealed_at TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE panel_release_key (
      case_id TEXT PRIMARY KEY,
      public_key TEXT NOT NULL,
      wrapped_private_key BLOB NOT NULL
    ) STRICT`)
  },
}
