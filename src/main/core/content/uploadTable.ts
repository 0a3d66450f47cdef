// Rows of uploads in the profile's database: their keys, and which of their files are whole.
import type { Readable, Writable } from '../storage/handles.ts'

/** An upload that waits for its import. */
export interface OpenUpload {
  uploadId: string
  /** Name of the dropped folder or file, for people. */
  name: string
  /** The case it was meant for; null: a new one. */
  caseId: string | null
  files: number
  totalFiles: number
  bytes: number
  openedAt: string
}

interface UploadRow extends Omit<OpenUpload, 'files' | 'bytes'> {
  key: Uint8Array
}

interface FileRow {
  path: string
  /** On the disk: its blob id in hex. */
  name: string
  bytes: number
}

export const uploadTable = {
  list: (r: Readable) => r.all<UploadRow & Record<string, never>>('SELECT id AS uploadId, name, case_id AS caseId, total_files AS totalFiles, key, opened_at AS openedAt FROM upload ORDER BY opened_at, id') as UploadRow[],
  files: (r: Readable, uploadId: string) => r.all<FileRow & Record<string, never>>('SELECT path, file AS name, bytes FROM upload_file WHERE upload_id = ?', [uploadId]) as FileRow[],
  add: (tx: Writable, { uploadId, name, caseId, totalFiles, key, openedAt }: UploadRow) =>
    tx.run('INSERT INTO upload (id, name, case_id, total_files, key, opened_at) VALUES (?, ?, ?, ?, ?, ?)', [uploadId, name, caseId, totalFiles, key, openedAt]),
  putFile: (tx: Writable, uploadId: string, { path, name, bytes }: FileRow) =>
    tx.run('INSERT OR REPLACE INTO upload_file (upload_id, path, file, bytes) VALUES (?, ?, ?, ?)', [uploadId, path, name, bytes]),
  remove: (tx: Writable, uploadId: string) => tx.run('DELETE FROM upload WHERE id = ?', [uploadId]),
}
