// Board meetings: their acts as this person may hold them, how far the server's were read, and private notes that never leave this store.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 185,
  name: 'board',
  up(tx) {
    tx.run(`CREATE TABLE board_event (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      meeting_id TEXT NOT NULL,
      case_id TEXT,
      body TEXT NOT NULL,
      server_order INTEGER,
      refused TEXT
    ) STRICT`)
    tx.run('CREATE INDEX board_event_meeting ON board_event (meeting_id, seq)')
    tx.run(`CREATE TABLE board_head (
      meeting_id TEXT PRIMARY KEY,
      head INTEGER NOT NULL,
      cases TEXT NOT NULL
    ) STRICT`)
    tx.run(`CREATE TABLE board_note (
      meeting_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (meeting_id, case_id)
    ) STRICT`)
  },
}
