// The journal of one import: what was read and lies safely encrypted, by name, size and stamp of the file. Only place with SQL of these tables.
import type { CaseId } from '#shared/kit/ids.ts'
import type { ContentStore, StagedBlob } from '../content/contentStore.ts'
import type { Database, Readable, Writable } from '../storage/handles.ts'
import type { BundleFile } from './bundleSource.ts'
import type { ReadItem } from './readItem.ts'

/** Where an import reads from, so that it can be opened again. */
export interface JournalSource {
  from: { path: string } | { uploadId: string }
  name: string
  /** Case of the files' keys: the one it goes into, or the one it would open. */
  caseId: string
  intoCase: CaseId | null
  policyId: string | null
  ifPresent: 'ask' | 'add' | 'separate'
}

export const importSources = {
  /** Uploads that an import reads or may go on reading. */
  uploadIds: (r: Readable) => r.all<{ body: string }>('SELECT body FROM import_source').flatMap(({ body }) => (JSON.parse(body) as JournalSource).from).flatMap((from) => ('uploadId' in from ? [from.uploadId] : [])),
  keep: (tx: Writable, importId: string, source: JournalSource) => tx.run('INSERT OR REPLACE INTO import_source (import_id, body) VALUES (?, ?)', [importId, JSON.stringify(source)]),
  find(r: Readable, importId: string): JournalSource | undefined {
    const row = r.get<{ body: string }>('SELECT body FROM import_source WHERE import_id = ?', [importId])
    return row && (JSON.parse(row.body) as JournalSource)
  },
  /** Failed imports that can go on, with the number of items already safe. */
  unfinished: (r: Readable) =>
    r.all<{ importId: string; name: string; items: number; bytes: number }>(
      `SELECT import.id AS importId, source_name AS name, (SELECT count(*) FROM import_read WHERE import_id = import.id) AS items,
         (SELECT coalesce(sum(bytes), 0) FROM import_read WHERE import_id = import.id) AS bytes
       FROM import JOIN import_source ON import_source.import_id = import.id WHERE state = 'failed' ORDER BY import.started_at`,
    ),
  /** It cannot go on any more; what the journal holds is cleared by `clearJournal`. */
  forget: (tx: Writable, importId: string) => tx.run('DELETE FROM import_source WHERE import_id = ?', [importId]),
  /** Journals of imports that cannot go on. */
  leftOver: (r: Readable) =>
    r
      .all<{ id: string }>('SELECT DISTINCT import_id AS id FROM import_file WHERE import_id NOT IN (SELECT import_id FROM import_source) UNION SELECT DISTINCT import_id FROM import_read WHERE import_id NOT IN (SELECT import_id FROM import_source)')
      .map(({ id }) => id),
}

/** Rows of one slice: an import of thousands of files must not hold up the window. */
const SLICE = 400

/** Forgets what an ended import had read, in slices. @returns names of its files: those that no case claimed are the caller's to remove */
export async function clearJournal(db: Database, importId: string): Promise<string[]> {
  const files: string[] = []
  for (;;) {
    const done = db.write((tx) => {
      importSources.forget(tx, importId)
      const slice = tx.all<{ file_id: string }>('SELECT file_id FROM import_file WHERE import_id = ? LIMIT ?', [importId, SLICE])
      for (const { file_id } of slice) tx.run('DELETE FROM import_file WHERE file_id = ?', [file_id])
      files.push(...slice.map(({ file_id }) => file_id))
      const { changes } = tx.run('DELETE FROM import_read WHERE rowid IN (SELECT rowid FROM import_read WHERE import_id = ? LIMIT ?)', [importId, SLICE])
      return slice.length < SLICE && changes < SLICE
    })
    if (done) return files
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const ENTRIES = 64
const WAIT_MS = 1000

type KeptRead = Extract<ReadItem, { kind: 'dicom' | 'document' }>
type BlobRecord = Pick<StagedBlob, 'fileId' | 'sha256' | 'bytes'>

export interface ImportJournal {
  /** What an earlier run read of this very file; its blobs are staged again. */
  find(file: BundleFile): KeptRead | undefined
  /** Written soon, in groups, after the files are flushed. */
  add(file: BundleFile, read: ReadItem): void
  /** Writes what is waiting. */
  flush(): Promise<void>
}

export interface JournalPorts {
  db: Database
  content: Pick<ContentStore, 'flushStaged' | 'readopt'>
  importId: string
  caseId: string
}

export function createImportJournal({ db, content, importId, caseId }: JournalPorts): ImportJournal {
  let waiting: { file: BundleFile; read: KeptRead }[] = []
  let lastMs = performance.now()
  let writing: Promise<void> = Promise.resolve()

  function find({ name, bytes, stamp }: BundleFile): KeptRead | undefined {
    const row = db.read((r) => r.get<{ body: string }>('SELECT body FROM import_read WHERE import_id = ? AND name = ? AND bytes = ? AND stamp = ?', [importId, name, bytes, stamp ?? '']))
    return row && revive(JSON.parse(row.body) as StoredRead)
  }

  /** undefined when one of its files is not whole any more: then it is read again. */
  function revive(stored: StoredRead): KeptRead | undefined {
    const again = (record: BlobRecord | null) => (record ? (content.readopt({ caseId, ...record }) ?? null) : null)
    const blob = again(stored.blob)
    if (!blob) return undefined
    if (stored.kind === 'document') return { ...stored, blob }
    const inner = stored.inner && { ...stored.inner, blob: again(stored.inner.blob) }
    const inflated = again(stored.inflated)
    if ((stored.inflated && !inflated) || (inner && !inner.blob)) return undefined
    return { ...stored, blob, inflated, inner: inner as Extract<KeptRead, { kind: 'dicom' }>['inner'] }
  }

  function add(file: BundleFile, read: ReadItem): void {
    if (read.kind !== 'dicom' && read.kind !== 'document') return
    waiting.push({ file, read })
    if (waiting.length >= ENTRIES || performance.now() - lastMs > WAIT_MS) void flush().catch(() => undefined)
  }

  function flush(): Promise<void> {
    const entries = waiting
    waiting = []
    lastMs = performance.now()
    writing = writing.then(() => (entries.length > 0 ? write(entries) : undefined))
    return writing
  }

  async function write(entries: readonly { file: BundleFile; read: KeptRead }[]): Promise<void> {
    await content.flushStaged()
    db.write((tx) => {
      for (const { file, read } of entries) {
        const inserted = tx.run('INSERT OR REPLACE INTO import_read (import_id, name, bytes, stamp, body) VALUES (?, ?, ?, ?, ?)', [importId, file.name, file.bytes, file.stamp ?? '', JSON.stringify(stored(read))])
        if (inserted.changes === 0) continue
        for (const { fileId } of blobsOf(read)) tx.run('INSERT OR IGNORE INTO import_file (file_id, import_id) VALUES (?, ?)', [fileId, importId])
      }
    })
  }

  return { find, add, flush }
}

type StoredRead = ReturnType<typeof stored>

function stored(read: KeptRead) {
  if (read.kind === 'document') return { ...read, blob: record(read.blob) }
  return { ...read, blob: record(read.blob), inflated: read.inflated && record(read.inflated), inner: read.inner && { ...read.inner, blob: record(read.inner.blob) } }
}

const record = ({ fileId, sha256, bytes }: StagedBlob): BlobRecord => ({ fileId, sha256, bytes })

export function blobsOf(read: ReadItem): StagedBlob[] {
  if (read.kind === 'document') return [read.blob]
  return read.kind === 'dicom' ? [read.blob, read.inflated, read.inner?.blob].filter((blob) => blob !== null && blob !== undefined) : []
}
