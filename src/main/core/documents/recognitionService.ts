// Recognising the words of scans: on request, in the background, page by page, on this workstation only. A page that is done stays done.
import { caseError } from '#shared/contract/errors.ts'
import { RecognisedPage } from '#shared/domain/recognition.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { JobId } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { compareRecognised } from '../bundles/setAside.ts'
import type { ProfileContentStore } from '../content/createContentStore.ts'
import type { Session } from '../identity/session.ts'
import type { JobContext, JobRunner } from '../jobs/jobRunner.ts'
import type { RecogniseNews } from '../jobs/tasks/recognisePages.ts'
import { runTask, WorkerFailure } from '../jobs/workers.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { listDocuments } from './documentStore.ts'
import { countRecognised, listRecognisedPages, putRecognisedPage, readRecognisedPage } from './recognitionStore.ts'

export interface RecognitionPorts {
  readonly session: Pick<Session, 'db' | 'user'>
  readonly content: Pick<ProfileContentStore, 'has' | 'readAll'>
  readonly jobs: JobRunner
  readonly audit: AuditLog
  readonly live: Pick<LiveBus, 'publish'>
  readonly clock: Clock
  /** The words of this file are to be read into the search anew. */
  reread(caseId: string, sha256: string): void
}

const MOST_BYTES = 512 * 1024 * 1024
const MEMORY_MB = 1536
/** A page takes about a second; nothing of honest size takes this long. */
const PAGE_LIMIT_MS = 60_000

export function createRecognitionService({ session: { db, user }, content, jobs, audit, live, clock, reread }: RecognitionPorts) {
  const running = new Map<string, string>()
  const compare = { audit, clock, user }
  /** One file at a time: the engine takes a core and half a gigabyte. */
  let turn: Promise<unknown> = Promise.resolve()

  function documentOf(caseId: string, documentId: string): SourceDocument {
    const found = db.read((r) => listDocuments(r, caseId)).find(({ id }) => id === documentId)
    if (!found) throw caseError('DOCUMENT_NOT_FOUND', {})
    return found
  }

  /** Starts, or names the job that is under way for this file. @throws CaseError DOCUMENT_NOT_FOUND */
  function recognise({ caseId, documentId }: { caseId: string; documentId: string }): { jobId: JobId } {
    const document = documentOf(caseId, documentId)
    if (!content.has(document.sha256, caseId)) throw caseError('DOCUMENT_NOT_FOUND', {})
    const key = `${caseId} ${document.sha256}`
    const known = running.get(key)
    if (known) return { jobId: JobId.parse(known) }
    db.write((tx) => audit.append(tx, 'document.recognitionStarted', { userId: user.id, role: user.role }, { caseId, documentId }))
    const { jobId, done } = jobs.start('recognise', (job) => inTurn(job.signal, () => run(caseId, document, job)))
    running.set(key, jobId)
    void done.then(() => running.delete(key))
    return { jobId: JobId.parse(jobId) }
  }

  function inTurn(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const before = turn
    const givenUp = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
    const mine = Promise.race([before, givenUp]).then(work)
    turn = Promise.allSettled([before, mine])
    return mine
  }

  async function run(caseId: string, { sha256, mediaType, language, pages }: SourceDocument, job: JobContext): Promise<void> {
    job.signal.throwIfAborted()
    const known = db.read((r) => listRecognisedPages(r, caseId, sha256))
    // Pages read before they were compared, or before the case knew its patient.
    if (db.write((tx) => known.some((page) => compareRecognised(tx, caseId, sha256, page, compare)))) return told(caseId, sha256)
    const done = known.map(({ page }) => page)
    job.report({ doneItems: done.length, totalItems: pages })
    const stranger = new AbortController()
    const bytes = await content.readAll(sha256, MOST_BYTES)
    const languages = language === 'en' ? (['en', 'es'] as const) : (['es', 'en'] as const)
    let kept = done.length
    try {
      await runTask(
        'parse',
        'recognisePages',
        { bytes, mediaType, languages, done },
        {
          signal: AbortSignal.any([job.signal, stranger.signal]),
          memoryMb: MEMORY_MB,
          timeoutMs: PAGE_LIMIT_MS * Math.max(2, pages ?? 1),
          transfer: [bytes.buffer as ArrayBuffer],
          onMessage: (value) => {
            const news = value as RecogniseNews
            if (news.kind === 'pages') return job.report({ totalItems: news.pages })
            const page = RecognisedPage.parse(news.page)
            const isStranger = db.write((tx) => {
              putRecognisedPage(tx, caseId, sha256, page)
              return compareRecognised(tx, caseId, sha256, page, compare)
            })
            if (isStranger) stranger.abort()
            kept++
            job.report({ doneItems: kept })
          },
        },
      )
    } catch (cause) {
      if (stranger.signal.aborted) return
      throw cause instanceof WorkerFailure && cause.reason !== 'cancelled' ? caseError('DOCUMENT_UNREADABLE', {}, { cause }) : cause
    } finally {
      if (kept > done.length || stranger.signal.aborted) reread(caseId, sha256)
      told(caseId)
    }
  }

  function told(caseId: string, sha256?: string): void {
    if (sha256) reread(caseId, sha256)
    for (const topic of ['case', 'imports'] as const) live.publish(topic, caseId)
    live.publish('cases')
  }

  function words({ caseId, documentId, page }: { caseId: string; documentId: string; page: number }): RecognisedPage | null {
    const { sha256 } = documentOf(caseId, documentId)
    return db.read((r) => readRecognisedPage(r, caseId, sha256, page))
  }

  function recognised({ caseId }: { caseId: string }): { sha256: string; pages: number; confidence: number; jobId: string | null }[] {
    const counted = new Map(db.read((r) => countRecognised(r, caseId)).map((row) => [row.sha256, row]))
    const under = [...running].flatMap(([key, jobId]) => (key.startsWith(`${caseId} `) ? [[key.slice(caseId.length + 1), jobId] as const] : []))
    for (const [sha256] of under) if (!counted.has(sha256)) counted.set(sha256, { sha256, pages: 0, confidence: 0 })
    return [...counted.values()].map((row) => ({ ...row, jobId: under.find(([sha256]) => sha256 === row.sha256)?.[1] ?? null }))
  }

  return { recognise, words, recognised }
}
