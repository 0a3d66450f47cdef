// The catalogue of blobs in the profile's database: which file holds which bytes of which case.
import type { Readable, Writable } from '../storage/handles.ts'

export interface BlobRow {
  readonly seq: number
  readonly case_id: string
  readonly sha256: string
  readonly file_id: string
  readonly bytes: number
  readonly media_type: string
}

const COLUMNS = 'seq, case_id, sha256, file_id, bytes, media_type'
const VERIFIED_TO = 'content.verifiedTo'

export const blobTable = {
  find: (db: Readable, caseId: string, sha256: string) =>
    db.get<BlobRow>(`SELECT ${COLUMNS} FROM blob WHERE case_id = ? AND sha256 = ?`, [caseId, sha256]),
  findAnywhere: (db: Readable, sha256: string) => db.get<BlobRow>(`SELECT ${COLUMNS} FROM blob WHERE sha256 = ? ORDER BY seq LIMIT 1`, [sha256]),
  after: (db: Readable, seq: number, limit: number) => db.all<BlobRow>(`SELECT ${COLUMNS} FROM blob WHERE seq > ? ORDER BY seq LIMIT ?`, [seq, limit]),
  /** Of a case, or of an import that may go on. */
  isNeeded: (db: Readable, fileId: string) =>
    db.get('SELECT 1 AS found FROM blob WHERE file_id = ? UNION ALL SELECT 1 FROM import_file WHERE file_id = ?', [fileId, fileId]) !== undefined,
  add: (tx: Writable, row: Omit<BlobRow, 'seq'>, claimedAt: string) =>
    tx.run('INSERT INTO blob (case_id, sha256, file_id, bytes, media_type, claimed_at) VALUES (?, ?, ?, ?, ?, ?)', [
      row.case_id,
      row.sha256,
      row.file_id,
      row.bytes,
      row.media_type,
      claimedAt,
    ]),
  /** Points the record at another file of the same bytes. */
  repair: (tx: Writable, seq: number, fileId: string) => tx.run('UPDATE blob SET file_id = ? WHERE seq = ?', [fileId, seq]),
  /** Bytes of every case, or of one. */
  sizes: (db: Readable, caseId: string | null) =>
    db.all<{ id: string; bytes: number }>(`SELECT case_id AS id, sum(bytes) AS bytes FROM blob ${caseId === null ? '' : 'WHERE case_id = ?'} GROUP BY case_id`, caseId === null ? [] : [caseId]),
  sizeOf: (db: Readable, caseId: string) => db.get<{ bytes: number }>('SELECT coalesce(sum(bytes), 0) AS bytes FROM blob WHERE case_id = ?', [caseId])?.bytes ?? 0,
  lastSeq: (db: Readable) => db.get<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM blob')?.seq ?? 0,
  /** Records up to here were whole at a clean end, or were read since. */
  verifiedTo: (db: Readable) => Number(Buffer.from(db.get<{ value: Uint8Array }>('SELECT value FROM vault_mark WHERE name = ?', [VERIFIED_TO])?.value ?? []).toString() || 0),
  setVerifiedTo: (tx: Writable, seq: number) =>
    tx.run('INSERT INTO vault_mark (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [VERIFIED_TO, Buffer.from(String(seq))]),
}
