// One file of a bundle -> what it is, its bytes staged in the content store, its facts read in a worker. Decides nothing about the case.
import { parseCaseRequest, REQUEST_FILE, type CaseRequest } from '#shared/bundle/request.ts'
import type { ImportItem, ItemCode } from '#shared/domain/importing.ts'
import type { ContentStore, StagedBlob } from '../content/contentStore.ts'
import type { DocumentFacts } from '../documents/documentFacts.ts'
import { decodeUnknownText } from '../documents/decodeUnknownText.ts'
import type { DirectoryEntry } from '../imaging/dicom/directory.ts'
import type { DicomObject, HeaderReading } from '../imaging/dicom/readHeader.ts'
import type { WorkerPool } from '../jobs/workers.ts'
import { type BundleFile, ItemRefusal } from './bundleSource.ts'
import { HEAD_BYTES, type HeaderReader, refusalOf } from './headerBatch.ts'
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
  | { kind: 'unwanted'; outcome: Extract<ImportItem['outcome'], 'rejected' | 'skipped'>; code: ItemCode | null }
  | { kind: 'archive' }
  | { kind: 'request'; request: CaseRequest }
  | { kind: 'directory'; entries: DirectoryEntry[] }
  | { kind: 'dicom'; blob: StagedBlob; inflated: StagedBlob | null; object: DicomObject; inner: InnerDocument | null }
  | { kind: 'document'; blob: StagedBlob; mediaType: string; facts: DocumentFacts }

export interface ReadingDesk {
  caseId: string
  content: ContentStore
  pool: WorkerPool<'parse'>
  headers: HeaderReader
  signal: AbortSignal
  /** Folders with a DICOMDIR, in the names' own terms. */
  mediaRoots: ReadonlySet<string>
  /** Every staged blob, so that a cancelled import can take them back. */
  staged(blob: StagedBlob): void
}

/** Held in memory as a whole; larger files are streamed and only their head is read. */
const WHOLE_BYTES = 64 * 1024 * 1024
/** Up to this size one message with all bytes is cheaper than a second question: compressed images are needed whole. */
const SENT_WHOLE_BYTES = 1024 * 1024
/** Compressed multi-frame objects and documents are opened whole up to this size; larger ones are refused, not guessed. */
const OPENED_BYTES = 512 * 1024 * 1024
const REQUEST_BYTES = 1024 * 1024
const DOCUMENT_TIMEOUT_MS = 30_000

/** @throws ItemRefusal; anything else ends the import */
export async function readItem(file: BundleFile, desk: ReadingDesk): Promise<ReadItem> {
  if (file.bytes === 0) return { kind: 'unwanted', outcome: 'skipped', code: 'emptyFile' }
  const whole = file.bytes <= WHOLE_BYTES ? await collect(file, file.bytes) : null
  const head = whole ?? (await collect(file, HEAD_BYTES))
  const format = sniffFormat(head.subarray(0, SNIFF_BYTES))
  if (format.kind === 'dicom') return readDicom(file, whole, head, desk)
  const request = readRequest(file, whole)
  if (request) return { kind: 'request', request }
  if (isMediaSoftware(file.name, desk.mediaRoots)) return { kind: 'unwanted', outcome: 'skipped', code: 'mediaSoftware' }
  if (format.kind === 'unwanted') return format
  if (format.kind === 'archive') return { kind: 'archive' }
  return readDocument(file, whole, format, desk)
}

/** The request counts in the top folder of the bundle or of an archive in it. */
function readRequest(file: BundleFile, whole: Uint8Array | null): CaseRequest | undefined {
  const isThere = fileNameOf(file.name) === REQUEST_FILE && file.name.split('/').length <= 3 && file.bytes <= REQUEST_BYTES
  return isThere && whole ? parseCaseRequest(decodeUnknownText(whole)) : undefined
}

async function readDicom(file: BundleFile, whole: Uint8Array | null, head: Uint8Array, desk: ReadingDesk): Promise<ReadItem> {
  let reading: HeaderReading = await desk.headers.read(file.bytes <= SENT_WHOLE_BYTES ? head : head.subarray(0, HEAD_BYTES), file.bytes)
  let opened = whole
  if (reading.kind === 'needsWhole') {
    if (file.bytes > OPENED_BYTES) throw new ItemRefusal('tooLarge')
    opened ??= await collect(file, file.bytes)
    reading = await desk.headers.read(opened, file.bytes)
  }
  if (reading.kind === 'directory') return { kind: 'directory', entries: reading.entries }
  if (reading.kind === 'notDicom') return { kind: 'unwanted', outcome: 'rejected', code: 'unsupportedFormat' }
  if (reading.kind !== 'object' || !hasPlace(reading.object)) throw new ItemRefusal('dicomDamaged')
  const { object } = reading
  const blob = await stage(opened ?? file, desk)
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

async function readDocument(file: BundleFile, whole: Uint8Array | null, { mediaType, format }: Extract<Format, { kind: 'document' }>, desk: ReadingDesk): Promise<ReadItem> {
  if (file.bytes > OPENED_BYTES) throw new ItemRefusal('tooLarge')
  const bytes = whole ?? (await collect(file, file.bytes))
  const facts = await readFacts(bytes, format, fileNameOf(file.name), desk)
  return { kind: 'document', blob: await stage(bytes, desk), mediaType, facts }
}

async function readFacts(bytes: Uint8Array, format: Extract<Format, { kind: 'document' }>['format'], fileName: string, { pool, signal }: ReadingDesk): Promise<DocumentFacts> {
  const otherwise = format === 'pdf' ? 'pdfDamaged' : 'notReadable'
  const copy = bytes.slice()
  const facts = await pool
    .run('readDocumentFacts', { bytes: copy, format, fileName }, { signal, timeoutMs: DOCUMENT_TIMEOUT_MS, transfer: [copy.buffer] })
    .catch((cause: unknown) => {
      throw refusalOf(cause, otherwise)
    })
  if (facts === 'damaged') throw new ItemRefusal(otherwise)
  return facts
}

async function stage(source: Uint8Array | BundleFile, { content, caseId, staged }: ReadingDesk): Promise<StagedBlob> {
  const stream = source instanceof Uint8Array ? once(source) : source.open()
  const blob = await content.stageMany(stream, caseId)
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
