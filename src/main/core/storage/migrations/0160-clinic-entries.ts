// Words and phrases of the clinic as this workstation knows them, which of them the server has, and how far the server's were read.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 160,
  name: 'clinic entries',
  up(tx) {
    tx.run('CREATE TABLE clinic_entry (id TEXT PRIMARY KEY, body TEXT NOT NULL, sent INTEGER NOT NULL) STRICT')
    tx.run('CREATE TABLE clinic_read (one INTEGER PRIMARY KEY CHECK (one = 1), up_to INTEGER NOT NULL) STRICT')
  },
}
