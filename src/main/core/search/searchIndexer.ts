// Keeps the search even with the case: documents once, descriptions and shared texts whenever they have changed. In the background, one case at a time.
import { parseRoomName } from '#shared/casedoc/layout.ts'
import { textOfRecognised } from '#shared/domain/recognition.ts'
import { formOf } from '#shared/domain/documentForm.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import type { ProfileContentStore } from '../content/createContentStore.ts'
import { listDocuments } from '../documents/documentStore.ts'
import { listRecognisedPages } from '../documents/recognitionStore.ts'
import type { Session } from '../identity/session.ts'
import { listStudies } from '../imaging/imagingStore.ts'
import { openWorkerPool, WorkerFailure, type WorkerPool } from '../jobs/workers.ts'
import type { Logger } from '../ports.ts'
import { dropSource, putLines, readSources, type SearchLine } from './searchStore.ts'
import { linesOfAnnotations, linesOfSection } from './sharedTexts.ts'

export interface IndexerPorts {
  readonly session: Pick<Session, 'db'>
  readonly content: Pick<ProfileContentStore, 'has' | 'readAll'>
  readonly rooms: Pick<WorkstationRooms, 'list' | 'snapshot' | 'lastChange'>
  readonly log: Logger
}

const TEXT_TIMEOUT_MS = 300_000
/** Larger files are told as not searchable. */
const MOST_BYTES = 512 * 1024 * 1024
/** Marks lines that were read by recognition, not by the file's own text. */
export const RECOGNISED = 'recognised'

export type SearchIndexer = ReturnType<typeof createSearchIndexer>

export function createSearchIndexer({ session: { db }, content, rooms, log }: IndexerPorts) {
  const waiting = new Set<string>()
  const stop = new AbortController()
  let running: Promise<void> | null = null
  let pool: WorkerPool<'parse'> | null = null

  /** The case has changed, or may have. Returns at once. */
  function touch(caseId: string): void {
    if (stop.signal.aborted) return
    waiting.add(caseId)
    running ??= work().finally(() => {
      running = null
      if (waiting.size > 0) touch([...waiting][0] ?? caseId)
    })
  }

  async function work(): Promise<void> {
    for (const caseId of waiting) {
      waiting.delete(caseId)
      if (stop.signal.aborted) return
      try {
        await bringUpToDate(caseId)
      } catch (cause) {
        if (!stop.signal.aborted) log.warn('search.indexFailed', { error: cause instanceof Error ? cause.name : typeof cause })
      }
    }
  }

  async function bringUpToDate(caseId: string): Promise<void> {
    indexSeries(caseId)
    for (const room of rooms.list(caseId)) await indexRoom(caseId, room)
    for (const document of db.read((r) => listDocuments(r, caseId))) {
      if (stop.signal.aborted) return
      await indexDocument(caseId, document)
    }
    dropGone(caseId)
  }

  async function indexDocument(caseId: string, { sha256, mediaType, bytes }: SourceDocument): Promise<void> {
    const known = db.read((r) => readSources(r, caseId, 'document')).get(sha256)
    if (known) return
    const form = formOf(mediaType)
    const recognised = recognisedLines(caseId, sha256)
    if (form === 'picture' || form === 'other') return keep(caseId, 'document', sha256, '', recognised.length > 0 ? 'read' : form === 'picture' ? 'noText' : 'otherType', recognised)
    if (bytes > MOST_BYTES) return keep(caseId, 'document', sha256, '', 'damaged', [])
    if (!content.has(sha256, caseId)) return
    const file = await content.readAll(sha256, MOST_BYTES)
    pool ??= openWorkerPool('parse', { size: 1 })
    try {
      const { state, pages } = await pool.run('readDocumentText', { bytes: file, mediaType }, { signal: stop.signal, timeoutMs: TEXT_TIMEOUT_MS, transfer: [file.buffer as ArrayBuffer] })
      const own = pages.map(({ page, text }) => ({ page, detail: '{}', text }))
      const lines = [...own, ...recognised.filter(({ page }) => !own.some((line) => line.page === page))]
      keep(caseId, 'document', sha256, '', state === 'read' && lines.length === 0 ? 'noText' : state, lines)
    } catch (cause) {
      if (!(cause instanceof WorkerFailure) || cause.reason === 'cancelled' || cause.reason === 'closed') throw cause
      keep(caseId, 'document', sha256, '', 'damaged', [])
    }
  }

  function recognisedLines(caseId: string, sha256: string): SearchLine[] {
    const pages = db.read((r) => listRecognisedPages(r, caseId, sha256))
    return pages.map((page) => ({ page: page.page, detail: JSON.stringify({ source: RECOGNISED }), text: textOfRecognised(page) })).filter(({ text }) => text !== '')
  }

  function indexSeries(caseId: string): void {
    const known = db.read((r) => readSources(r, caseId, 'series'))
    const met = new Set<string>()
    for (const study of db.read((r) => listStudies(r, caseId))) {
      for (const series of study.series) {
        const SOPInstanceUID = series.stacks[0]?.SOPInstanceUIDs[0]
        const text = [study.StudyDescription, series.SeriesDescription, series.Modality, study.InstitutionName].filter((part) => part?.trim()).join('\n')
        const { StudyInstanceUID } = study
        const { SeriesInstanceUID } = series
        // The same UID in a second study is another series.
        const ref = met.has(SeriesInstanceUID) ? `${StudyInstanceUID}/${SeriesInstanceUID}` : SeriesInstanceUID
        met.add(SeriesInstanceUID)
        if (!SOPInstanceUID || known.get(ref)?.stamp === text) continue
        keep(caseId, 'series', ref, text, 'read', [{ page: 0, detail: JSON.stringify({ StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID }), text }])
      }
    }
  }

  async function indexRoom(caseId: string, name: string): Promise<void> {
    const room = parseRoomName(name)
    // Only these three: whatever else a case keeps may belong to fewer people than the case does.
    if (room?.kind !== 'section' && room?.kind !== 'documentAnnotations' && room?.kind !== 'studyAnnotations') return
    const kind = room.kind === 'section' ? 'report' : 'note'
    const { known, stamp } = db.read((r) => ({ known: readSources(r, caseId, kind).get(name), stamp: String(rooms.lastChange(r, [name])) }))
    if (known?.stamp === stamp) return
    const doc = await rooms.snapshot(name)
    keep(caseId, kind, name, stamp, 'read', room.kind === 'section' ? linesOfSection(doc, room.report, room.section) : linesOfAnnotations(doc))
  }

  function keep(caseId: string, kind: Parameters<typeof putLines>[2], ref: string, stamp: string, state: string, lines: readonly SearchLine[]): void {
    if (stop.signal.aborted) return
    db.write((tx) => putLines(tx, caseId, kind, ref, { stamp, state, lines }))
  }

  /** A document that left the case (split, taken out) is no longer found. */
  function dropGone(caseId: string): void {
    db.write((tx) => {
      const documents = new Set(listDocuments(tx, caseId).map(({ sha256 }) => String(sha256)))
      for (const ref of readSources(tx, caseId, 'document').keys()) if (!documents.has(ref)) dropSource(tx, caseId, 'document', ref)
    })
  }

  return {
    touch,
    /** The words of this file have changed: they are read anew. */
    reread(caseId: string, sha256: string): void {
      if (stop.signal.aborted) return
      db.write((tx) => dropSource(tx, caseId, 'document', sha256))
      touch(caseId)
    },
    isWaiting: (caseId: string) => waiting.has(caseId) || running !== null,
    /** Resolves when nothing waits any more. */
    async settled(): Promise<void> {
      while (running) await running
    },
    async close(): Promise<void> {
      stop.abort()
      await running?.catch(() => undefined)
      await pool?.close()
    },
  }
}
