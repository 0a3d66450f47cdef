// The certificate a person brought for the signature field of PDFs; its key is wrapped so that only their passphrase opens it.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 166,
  name: 'pdf-identity',
  up(tx) {
    tx.run(`CREATE TABLE pdf_identity (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      certificate BLOB NOT NULL,
      wrapped_key BLOB NOT NULL,
      imported_at TEXT NOT NULL
    ) STRICT`)
  },
}
