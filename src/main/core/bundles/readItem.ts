// One file of a bundle -> what it is, its bytes staged in the content store, its facts read in a worker. Decides nothing about the case.
import { type BundleSeal, MANIFEST_NAME, type ManifestReading, parseManifest, parseSeal, SEAL_NAME } from '#shared/bundle/bundleManifest.ts'
import { parseCaseRequest, REQUEST_FILE, type CaseRequest } from '#shared/bundle/request.ts'
import type { ImportItem, ItemCode } from '#shared/domain/importing.ts'
import type { ContentStore, StagedBlob } from '../content/contentStore.ts'
import type { DocumentFacts } from '../documents/documentFacts.ts'
import { decodeUnknownText } from '../documents/decodeUnknownText.ts'
import type { DirectoryEntry } from '../imaging/dicom/directory.ts'
import { HEAD_BYTES } from '../imaging/dicom/fileHead.ts'
import type { DicomObject, HeaderReading } from '../imaging/dicom/readHeader.ts'
import { WHOLE_BYTES } from '../jobs/tasks/takeFiles.ts'
import type { WorkerPool } from '../jobs/workers.ts'
import { type BundleFile, ItemRefusal } from './bundleSource.ts'
import type { FileTaker, Taken } from './fileTaker.ts'
import { type HeaderReader, refusalOf } from './headerBatch.ts'
import { fileNameOf } from './itemName.ts'
import { isMediaSoftware } from './mediaSoftware.ts'
import { type Format, SNIFF_BYTES, sniffFormat } from './sniffFormat.ts'

export interface InnerDocument {
  blob: StagedBlob
  title: string | null
  mediaType: string
  facts: DocumentFacts
}

export type ReadItem =
  | { kind: 'unwanted'; outcome: Extract<ImportItem['outcome'], 'rejected' | 'missing' | 'skipped'>; code: ItemCode | null }
  | { kind: 'archive' }
  | { kind: 'request'; request: CaseRequest }
  /** `text`: what the seal is over. */
  | { kind: 'manifest'; reading: ManifestReading; text: string }
  | { kind: 'seal'; seal: BundleSeal | undefined }
  | { kind: 'directory'; entries: DirectoryEntry[] }
  | { kind: 'dicom'; blob: StagedBlob; inflated: StagedBlob | null; object: DicomObject; inner: InnerDocument | null }
  | { kind: 'document'; blob: StagedBlob; mediaType: string; facts: DocumentFacts }

export interface ReadingDesk {
  caseId: string
  content: ContentStore
  pool: WorkerPool<'parse'>
  /** Apart from the headers' workers: a PDF takes a hundred times longer than a header. */
  documents: WorkerPool<'parse'>
  taker: FileTaker
  headers: HeaderReader
  signal: AbortSignal
  /** Folders with a DICOMDIR, in the names' own terms. */
  mediaRoots: ReadonlySet<string>
  /** Every staged blob, so that a cancelled import can take them back. */
  staged(blob: StagedBlob): void
}

/** Compressed multi-frame objects and documents are opened whole up to this size; larger ones are refused, not guessed. */
const OPENED_BYTES = 512 * 1024 * 1024
const REQUEST_BYTES = 1024 * 1024
/** Of 100,000 files' list. */
const MANIFEST_BYTES = 48 * 1024 * 1024
const DOCUMENT_TIMEOUT_MS = 30_000

/** @throws ItemRefusal; anything else ends the import */
export async function readItem(file: BundleFile, desk: ReadingDesk): Promise<ReadItem> {
  if (file.bytes === 0) return { kind: 'unwanted', outcome: 'skipped', code: 'emptyFile' }
  const own = await readOwn(file)
  if (own) return own
  const isMedium = isMediaSoftware(file.name, desk.mediaRoots)
  const { format, head, blob } = await take(file, isMedium, desk)
  if (format.kind === 'dicom' && head && blob) return readDicom(file, head, blob, desk)
  const request = head && readRequest(file, head)
  if (request) return { kind: 'request', request }
  if (isMedium) return { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }
  if (format.kind === 'archive') return { kind: 'archive' }
  // Whoever opens it expects what its name says: a broken download must not pass for a letter.
  if (/\.(zip|consilium)$/i.test(file.name)) throw new ItemRefusal('notAnArchive')
  if (format.kind === 'document' && head && blob) return readDocument(file, head, blob, format, desk)
  return format.kind === 'unwanted' ? format : { kind: 'unwanted', outcome: 'rejected', code: 'unsupportedFormat' }
}

/** In one reading, in another thread; only what is both large and no file of this disk streams through this one. */
async function take(file: BundleFile, onlyDicom: boolean, desk: ReadingDesk): Promise<Taken> {
  const taken = file.path === undefined && file.bytes > WHOLE_BYTES ? await takeStreamed(file, onlyDicom, desk) : await takeAtOnce(file, onlyDicom, desk)
  if (taken.blob) desk.staged(taken.blob)
  return taken
}

async function takeAtOnce(file: BundleFile, onlyDicom: boolean, { taker }: ReadingDesk): Promise<Taken> {
  return taker.take(file, file.path === undefined ? await collect(file, file.bytes) : null, onlyDicom)
}

async function takeStreamed(file: BundleFile, onlyDicom: boolean, { content, caseId }: ReadingDesk): Promise<Taken> {
  const head = await collect(file, HEAD_BYTES)
  const format = sniffFormat(head.subarray(0, SNIFF_BYTES))
  const isKept = format.kind === 'dicom' || (format.kind === 'document' && !onlyDicom)
  return { format, head, blob: isKept ? await content.stageMany(file.open(), caseId) : null }
}

/** A bundle's own list and its seal, in the top folder of the bundle or of an archive in it. */
async function readOwn(file: BundleFile): Promise<Extract<ReadItem, { kind: 'manifest' | 'seal' }> | undefined> {
  const name = fileNameOf(file.name)
  if ((name !== MANIFEST_NAME && name !== SEAL_NAME) || file.name.split('/').length > 3) return undefined
  if (file.bytes > MANIFEST_BYTES) throw new ItemRefusal('tooLarge')
  const text = Buffer.from(await collect(file, file.bytes)).toString('utf8')
  return name === SEAL_NAME ? { kind: 'seal', seal: parseSeal(text) } : { kind: 'manifest', reading: parseManifest(text), text }
}

/** The request counts in the top folder of the bundle or of an archive in it. */
function readRequest(file: BundleFile, head: Uint8Array): CaseRequest | undefined {
  const isThere = fileNameOf(file.name) === REQUEST_FILE && file.name.split('/').length <= 3 && file.bytes <= REQUEST_BYTES
  return isThere && head.length === file.bytes ? parseCaseRequest(decodeUnknownText(head)) : undefined
}

async function readDicom(file: BundleFile, head: Uint8Array, blob: StagedBlob, desk: ReadingDesk): Promise<ReadItem> {
  let opened = head.length === file.bytes ? head : null
  let reading: HeaderReading = await desk.headers.read(head, file.bytes)
  if (reading.kind === 'needsWhole') {
    if (file.bytes > OPENED_BYTES) throw new ItemRefusal('tooLarge')
    opened ??= await collect(file, file.bytes)
    reading = await desk.headers.read(opened, file.bytes)
  }
  if (reading.kind === 'directory') return { kind: 'directory', entries: reading.entries }
  if (reading.kind === 'notDicom') return { kind: 'unwanted', outcome: 'rejected', code: 'unsupportedFormat' }
  if (reading.kind !== 'object') throw new ItemRefusal('dicomDamaged')
  if (!hasPlace(reading.object)) throw new ItemRefusal('dicomIncomplete')
  const { object } = reading
  const inflated = object.inflated && object.frames && opened ? await stage(await inflate(opened, desk), desk) : null
  const inner = object.document && opened ? await readInner(opened, object.document, file, desk) : null
  return { kind: 'dicom', blob, inflated, object, inner }
}

/** Without its four UIDs an object cannot be filed or referred to. */
function hasPlace({ SOPInstanceUID, SOPClassUID, study, series }: DicomObject): boolean {
  return [SOPInstanceUID, SOPClassUID, study.StudyInstanceUID, series.SeriesInstanceUID].every((uid) => uid !== '')
}

async function inflate(bytes: Uint8Array, { pool, signal }: ReadingDesk): Promise<Uint8Array> {
  const copy = bytes.slice()
  try {
    return await pool.run('inflateDicom', { bytes: copy }, { signal, transfer: [copy.buffer] })
  } catch (cause) {
    throw refusalOf(cause)
  }
}

async function readInner(bytes: Uint8Array, { span: [offset, length], mediaType, title }: NonNullable<DicomObject['document']>, file: BundleFile, desk: ReadingDesk): Promise<InnerDocument | null> {
  // The element is padded to an even length; the padding byte is not part of the document.
  const padded = bytes.subarray(offset, offset + length)
  const content = padded.at(-1) === 0 ? padded.subarray(0, -1) : padded
  const format = mediaType === 'application/pdf' ? 'pdf' : 'xml'
  const facts = await readFacts(content, format, title ?? fileNameOf(file.name), desk)
  return { blob: await stage(content, desk), title, mediaType, facts }
}

async function readDocument(file: BundleFile, head: Uint8Array, blob: StagedBlob, { mediaType, format }: Extract<Format, { kind: 'document' }>, desk: ReadingDesk): Promise<ReadItem> {
  if (file.bytes > OPENED_BYTES) throw new ItemRefusal('tooLarge')
  const bytes = head.length === file.bytes ? head : await collect(file, file.bytes)
  return { kind: 'document', blob, mediaType, facts: await readFacts(bytes, format, fileNameOf(file.name), desk) }
}

async function readFacts(bytes: Uint8Array, format: Extract<Format, { kind: 'document' }>['format'], fileName: string, { documents, signal }: ReadingDesk): Promise<DocumentFacts> {
  const otherwise = format === 'pdf' ? 'pdfDamaged' : 'notReadable'
  const copy = bytes.slice()
  const facts = await documents
    .run('readDocumentFacts', { bytes: copy, format, fileName }, { signal, timeoutMs: DOCUMENT_TIMEOUT_MS, transfer: [copy.buffer] })
    .catch((cause: unknown) => {
      throw refusalOf(cause, otherwise)
    })
  if (facts === 'damaged') throw new ItemRefusal(otherwise)
  return facts
}

async function stage(bytes: Uint8Array, { content, caseId, staged }: ReadingDesk): Promise<StagedBlob> {
  const blob = await content.stageMany(once(bytes), caseId)
  staged(blob)
  return blob
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The first `bytes` bytes. @throws ItemRefusal notReadable when the source ends before, sizeLie when a whole file goes on after */
async function collect(file: BundleFile, bytes: number): Promise<Uint8Array> {
  const wanted = Math.min(bytes, file.bytes)
  const buffer = new Uint8Array(Buffer.allocUnsafeSlow(wanted).buffer)
  let at = 0
  for await (const chunk of file.open()) {
    const room = wanted - at
    if (chunk.length > room && wanted === file.bytes) throw new ItemRefusal('sizeLie')
    buffer.set(chunk.subarray(0, room), at)
    at += Math.min(chunk.length, room)
    if (at === wanted && wanted < file.bytes) break
  }
  if (at < wanted) throw new ItemRefusal('notReadable')
  return buffer
}
