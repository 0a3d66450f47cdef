// Documents of a case as words and structure: the bytes are opened in disposable workers only, the answers are plain values.
import { createHash, randomUUID } from 'node:crypto'
import { Readable as ByteStream } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { roomName } from '#shared/casedoc/layout.ts'
import { readAnnotations, readDiscussion } from '#shared/casedoc/read.ts'
import { CaseError, caseError } from '#shared/contract/errors.ts'
import { type Highlight, shapeOf } from '#shared/domain/annotation.ts'
import type { Discussion } from '#shared/domain/discussion.ts'
import { STAMP_WORDS } from '#shared/domain/markWords.ts'
import { ReadableDocument } from '#shared/domain/readableDocument.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { readCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { ProfileContentStore } from '../content/createContentStore.ts'
import type { Session } from '../identity/session.ts'
import type { OutputOf } from '../jobs/workers.ts'
import type { Readable } from '../storage/handles.ts'
import { listDocuments } from './documentStore.ts'
import { readInWorker as inWorker } from './readInWorker.ts'

export interface ReadingPorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly content: Pick<ProfileContentStore, 'has' | 'readAll'>
  readonly rooms: Pick<Rooms, 'snapshot'>
  readonly audit: AuditLog
}

/** Colours of the marks on paper (look note §2), for other people's readers. */
const COLOURS = { claim: [255, 229, 138], limits: [191, 224, 247], identity: [205, 235, 211] } as const

const MOST_BYTES = 512 * 1024 * 1024
/** Files made to be taken away that wait to be fetched; an older one that nobody fetched goes. */
const MOST_WAITING = 2

/** The note of a mark and what was said under it, for people who see only the copy. */
function saidUnder({ id, note }: Highlight, { remarks }: Discussion): string {
  return [note, ...remarks.filter(({ annotationId }) => annotationId === id).map(({ authorName, createdAt, text }) => `${authorName} (${createdAt.slice(0, 10)}): ${text}`)].filter(Boolean).join('\n')
}

/** Bytes hashed at a stretch: the core answers others in between. */
const HASH_STEP = 8 * 1024 * 1024

/** The document that these bytes begin with, whole: they are a copy of it to which something was added. The longest, when there are several. */
async function sourceWithin(bytes: Uint8Array, documents: readonly SourceDocument[]): Promise<SourceDocument | null> {
  const shorter = documents.filter((one) => one.mediaType === 'application/pdf' && one.bytes < bytes.length).sort((a, b) => a.bytes - b.bytes)
  const hash = createHash('sha256')
  let done = 0
  let source: SourceDocument | null = null
  for (const one of shorter) {
    for (; done < one.bytes; done = Math.min(done + HASH_STEP, one.bytes)) {
      if (done > 0) await setImmediate()
      hash.update(bytes.subarray(done, Math.min(done + HASH_STEP, one.bytes)))
    }
    if (hash.copy().digest('hex') === one.sha256) source = one
  }
  return source
}

export function createReadingService({ session: { db, user }, content, rooms, audit }: ReadingPorts) {
  const waiting = new Map<string, { mediaType: string; file: Buffer }>()

  function documentOf(r: Readable, caseId: string, documentId: string): SourceDocument {
    const found = listDocuments(r, caseId).find(({ id }) => id === documentId)
    if (!found) throw caseError('DOCUMENT_NOT_FOUND', {})
    return found
  }

  async function readable({ caseId, documentId }: { caseId: string; documentId: string }): Promise<ReadableDocument | null> {
    const { sha256, mediaType } = db.read((r) => documentOf(r, caseId, documentId))
    if (!content.has(sha256, caseId)) return null
    return ReadableDocument.parse(await inWorker('readReadableDocument', { bytes: await content.readAll(sha256, MOST_BYTES), mediaType }))
  }

  /** One answer per quote; nothing is found in a file that is not here. */
  async function locate({ caseId, documentId, quotes }: { caseId: string; documentId: string; quotes: { page: number; quote: string }[] }): Promise<OutputOf<'parse', 'locateQuotes'>> {
    const { sha256, mediaType } = db.read((r) => documentOf(r, caseId, documentId))
    if (!content.has(sha256, caseId)) return quotes.map(({ page, quote }) => ({ page, rects: [], quote, certainty: 'none' as const }))
    return inWorker('locateQuotes', { bytes: await content.readAll(sha256, MOST_BYTES), mediaType, quotes })
  }

  /** Nothing for a file that is no PDF or not here. */
  async function ownMarks({ caseId, documentId }: { caseId: string; documentId: string }): Promise<{ copyOf: SourceDocument['id'] | null; marks: OutputOf<'parse', 'readOwnMarks'> }> {
    const { sha256, mediaType } = db.read((r) => documentOf(r, caseId, documentId))
    if (mediaType !== 'application/pdf' || !content.has(sha256, caseId)) return { copyOf: null, marks: [] }
    const bytes = await content.readAll(sha256, MOST_BYTES)
    const source = await sourceWithin(bytes, db.read((r) => listDocuments(r, caseId)))
    return { copyOf: source?.id ?? null, marks: await inWorker('readOwnMarks', { bytes }) }
  }

  /** Files that a PDF carries inside it. Nothing for a file that is no PDF or not here. */
  async function attachments({ caseId, documentId }: { caseId: string; documentId: string }): Promise<OutputOf<'parse', 'readAttachments'>['attachments']> {
    const { sha256, mediaType } = db.read((r) => documentOf(r, caseId, documentId))
    if (mediaType !== 'application/pdf' || !content.has(sha256, caseId)) return []
    const list = async (measure: boolean) => (await inWorker('readAttachments', { bytes: await content.readAll(sha256, MOST_BYTES), take: null, measure })).attachments
    // One that bursts when it is unpacked must not hide the others: then all are named, without their sizes, and none can be taken.
    return list(true).catch((cause: unknown) => {
      if (cause instanceof CaseError && cause.code === 'DOCUMENT_UNREADABLE') return list(false)
      throw cause
    })
  }

  /** The bytes of one of them, as they are, for the intake. @throws CaseError DOCUMENT_NOT_FOUND, DOCUMENT_UNREADABLE */
  async function takeAttachment({ caseId, documentId, id }: { caseId: string; documentId: string; id: string }): Promise<{ exportId: string; bytes: number }> {
    const { sha256, mediaType } = db.read((r) => documentOf(r, caseId, documentId))
    if (mediaType !== 'application/pdf' || !content.has(sha256, caseId)) throw caseError('DOCUMENT_NOT_FOUND', {})
    const { content: file } = await inWorker('readAttachments', { bytes: await content.readAll(sha256, MOST_BYTES), take: id })
    if (!file) throw caseError('DOCUMENT_UNREADABLE', {})
    db.write((tx) => audit.append(tx, 'document.attachmentTaken', { userId: user.id, role: user.role }, { caseId, documentId }))
    return { exportId: handOut(file, 'application/octet-stream'), bytes: file.length }
  }

  /** To be fetched once. Kept nowhere: when the file comes back, the intake would take it for what the case has already. */
  function handOut(bytes: Uint8Array, mediaType: string): string {
    const exportId = randomUUID()
    waiting.set(exportId, { mediaType, file: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) })
    for (const old of [...waiting.keys()].slice(0, -MOST_WAITING)) waiting.delete(old)
    return exportId
  }

  /** What waits under this name, once. */
  function openTaken(exportId: string): OpenContent | undefined {
    const found = waiting.get(exportId)
    if (!found) return undefined
    waiting.delete(exportId)
    const { file, mediaType } = found
    return { mediaType, reader: { bytes: file.length, stream: (start = 0, end = file.length) => ByteStream.from([file.subarray(start, end)], { objectMode: false }) } }
  }

  /** A PDF with the case's marks of it as standard annotations, beside the untouched source. @throws CaseError DOCUMENT_NOT_FOUND, DOCUMENT_UNREADABLE */
  async function exportCopy({ caseId, documentId }: { caseId: string; documentId: string }): Promise<{ exportId: string; bytes: number; marks: number }> {
    const { sha256, mediaType } = db.read((r) => documentOf(r, caseId, documentId))
    if (mediaType !== 'application/pdf' || !content.has(sha256, caseId)) throw caseError('DOCUMENT_NOT_FOUND', {})
    const doc = await rooms.snapshot(roomName({ kind: 'documentAnnotations', caseId }))
    const discussion = readDiscussion(doc)
    const words = STAMP_WORDS[db.read((r) => readCase(r, caseId)).language]
    const marks = readAnnotations(doc).annotations.flatMap((mark) =>
      mark.type === 'highlight' && mark.anchor.sha256 === sha256 ? [{ page: mark.anchor.page, rects: mark.anchor.rects, shape: shapeOf(mark), strokes: mark.strokes, stamp: mark.stamp && words[mark.stamp], color: COLOURS[mark.category], note: saidUnder(mark, discussion), author: mark.authorName, at: mark.changedAt }] : [],
    )
    const copy = await inWorker('writeMarkedCopy', { bytes: await content.readAll(sha256, MOST_BYTES), marks })
    db.write((tx) => audit.append(tx, 'document.copyExported', { userId: user.id, role: user.role }, { caseId, documentId, marks: marks.length }))
    return { exportId: handOut(copy, 'application/pdf'), bytes: copy.length, marks: marks.length }
  }

  return { readable, locate, ownMarks, attachments, takeAttachment, openTaken, exportCopy }
}
