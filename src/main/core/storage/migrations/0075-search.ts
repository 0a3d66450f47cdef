// Every word of a case, found in milliseconds: lines of text with their place, and the index over them. All of it lies in the encrypted store.
import type { Migration } from './index.ts'

export const migration: Migration = {
  number: 75,
  name: 'search',
  up(tx) {
    // `scope` is the case as one word of the index: a question never touches another case's lines.
    tx.run(`CREATE TABLE search_line (
      id INTEGER PRIMARY KEY,
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      scope TEXT NOT NULL,
      kind TEXT NOT NULL,
      ref TEXT NOT NULL,
      page INTEGER NOT NULL,
      detail TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT`)
    tx.run('CREATE INDEX search_line_source ON search_line (case_id, kind, ref)')
    tx.run(`CREATE VIRTUAL TABLE search_text USING fts5 (scope, text, content = 'search_line', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')`)
    tx.run(`CREATE TRIGGER search_line_added AFTER INSERT ON search_line BEGIN
      INSERT INTO search_text (rowid, scope, text) VALUES (new.id, new.scope, new.text);
    END`)
    tx.run(`CREATE TRIGGER search_line_removed AFTER DELETE ON search_line BEGIN
      INSERT INTO search_text (search_text, rowid, scope, text) VALUES ('delete', old.id, old.scope, old.text);
    END`)
    // What has been read so far: a document once, a shared text up to its last change.
    tx.run(`CREATE TABLE search_source (
      case_id TEXT NOT NULL REFERENCES review_case (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      ref TEXT NOT NULL,
      stamp TEXT NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (case_id, kind, ref)
    ) STRICT`)
  },
}
