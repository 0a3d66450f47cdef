// One import from its first byte to its one transaction. Whatever goes wrong before that leaves nothing in any case.
import type { CaseRequest } from '#shared/bundle/request.ts'
import { availableParallelism } from 'node:os'
import { CaseError } from '#shared/contract/errors.ts'
import type { Language, PolicyId } from '#shared/domain/reviewCase.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { CaseId, newUuid } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { addStep, nextCaseNumber, putCase, readCase } from '../cases/caseStore.ts'
import type { ContentStore, StagedBlob } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import { findInstance } from '../imaging/imagingStore.ts'
import { type JobContext, JobStopped } from '../jobs/jobRunner.ts'
import { openWorkerPool, type WorkerPool } from '../jobs/workers.ts'
import type { BundleSourceReader } from './bundleSource.ts'
import { type CheckedItems, checkManifests } from './checkManifests.ts'
import { fileItems } from './fileItems.ts'
import { createFileTaker } from './fileTaker.ts'
import { createHeaderReader } from './headerBatch.ts'
import { blobsOf, clearJournal, createImportJournal, importSources } from './importJournal.ts'
import { endImport, putStatements } from './importStore.ts'
import { type Judgement, judgeItems, patientOfBundle } from './judgeItems.ts'
import { openCase } from './newCase.ts'
import { type BundleItem, readBundle } from './readBundle.ts'
import { findSameBundle } from './sameBundle.ts'

/** While one waits for the disk's flush the other hashes. */
const SEALERS = 2

export interface ImportDesk {
  session: Pick<Session, 'db' | 'user'>
  content: ContentStore
  audit: AuditLog
  clock: Clock
  pools: ImportPools
}

/** Threads that imports share: they end by themselves when none runs. */
export interface ImportPools {
  headers: WorkerPool<'parse'>
  documents: WorkerPool<'parse'>
  sealers: WorkerPool<'seal'>
}

export function openImportPools(): ImportPools {
  const size = Math.max(1, Math.min(4, availableParallelism() >> 1))
  return { headers: openWorkerPool('parse', { size }), documents: openWorkerPool('parse', { size }), sealers: openWorkerPool('seal', { size: SEALERS }) }
}

export interface ImportOrder {
  importId: string
  /** null: the bundle opens a new case. */
  caseId: CaseId | null
  /** Id of the case it would open. */
  newCaseId: CaseId
  policyId: PolicyId | undefined
  /** When most of the bundle lies in a case already and none was named. */
  ifPresent: 'ask' | 'add' | 'separate'
  /** performance.now() of the start. */
  started: number
}

export interface ImportEnd {
  /** null when the bundle held nothing that could be kept, or nothing new was wanted. */
  caseId: CaseId | null
  /** Nothing was taken in: the person wanted the case that holds it already. */
  declined: boolean
}

/** @throws what ended it; then nothing was kept but what its journal names */
export async function runImport(source: BundleSourceReader, order: ImportOrder, desk: ImportDesk, job: JobContext): Promise<ImportEnd> {
  const end = await tryImport(source, order, desk, job)
  if (!end.existing) return end
  if (end.declined) return end
  // Into the case that holds most of it: read anew, its files are encrypted under that case's key.
  const { existing } = end
  desk.session.db.write((tx) => {
    const known = importSources.find(tx, order.importId)
    if (known) importSources.keep(tx, order.importId, { ...known, caseId: existing, intoCase: existing })
  })
  return runImport(source, { ...order, caseId: existing }, desk, job)
}

async function tryImport(source: BundleSourceReader, order: ImportOrder, desk: ImportDesk, job: JobContext): Promise<ImportEnd & { existing?: CaseId }> {
  const { content, session } = desk
  const { db } = session
  const caseId = order.caseId ?? order.newCaseId
  const staged: StagedBlob[] = []
  const { headers: pool, documents, sealers } = desk.pools
  const taker = createFileTaker({ caseId, pool: sealers, content, explain: content.explainWriteFailure })
  const journal = createImportJournal({ db, content, importId: order.importId, caseId })
  // The first unexpected failure also ends what is still under way, so that nothing is staged after the clean-up.
  const stop = new AbortController()
  const signal = AbortSignal.any([job.signal, stop.signal])

  async function takeBack() {
    await content.release(await clearJournal(db, order.importId))
    await Promise.all(staged.map((blob) => blob.discard()))
  }

  try {
    const headers = createHeaderReader(pool, signal)
    const reading = { caseId, content, pool, documents, taker, headers, signal, journal, job, staged: (blob: StagedBlob) => staged.push(blob) }
    const { items, facts, statements } = checkManifests(await readBundle(source, reading))
    await journal.flush()
    job.signal.throwIfAborted()
    const same = order.caseId === null && order.ifPresent !== 'separate' ? db.read((r) => findSameBundle(r, session.user, items)) : undefined
    const choice = same && (order.ifPresent === 'add' ? 'add' : (await job.ask({ kind: 'sameBundle', ...same })).choice)
    if (same && choice !== 'separate') {
      const source = db.read((r) => importSources.find(r, order.importId))
      await takeBack()
      if (choice === 'add' && source) db.write((tx) => importSources.keep(tx, order.importId, source))
      return { caseId: null, declined: choice === 'open', existing: same.caseId }
    }
    const judgements = judge(items, order.caseId, caseId, desk)
    // Everything that is about to be named is on the disk first.
    await content.flushStaged()
    const keeps = order.caseId !== null || judgements.some(({ outcome, item }) => item.read.kind === 'request' || isKept(outcome))
    commit({ judgements, facts, statements }, keeps ? caseId : null, order, desk)
    await content.release(await clearJournal(db, order.importId))
    await discardUnnamed(staged, judgements)
    return { caseId: keeps ? caseId : null, declined: false }
  } catch (cause) {
    stop.abort()
    await taker.idle()
    await journal.flush().catch(() => undefined)
    // What was read stays, named by the journal: a medium that went away comes back, a locked profile is opened again.
    if (mayGoOnLater(cause, job.signal)) await Promise.all(staged.map((blob) => blob.discard()))
    else await takeBack()
    throw cause
  }
}

function mayGoOnLater(cause: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return signal.reason instanceof JobStopped
  return cause instanceof CaseError && cause.code === 'SOURCE_NOT_READABLE'
}

const isKept = (outcome: Judgement['outcome']) => outcome === 'document' || outcome === 'image' || outcome === 'quarantined'

function judge(items: readonly BundleItem[], existing: CaseId | null, caseId: CaseId, { session, content }: ImportDesk): Judgement[] {
  return session.db.read((r) => {
    const patient = existing === null ? patientOfBundle(items) : readCase(r, existing).patient
    return judgeItems(items, patient, {
      opensCase: existing === null,
      hasBlob: (sha256) => content.has(sha256, caseId),
      instance: (SOPInstanceUID) => findInstance(r, caseId, SOPInstanceUID)?.sha256,
    })
  })
}

function commit({ judgements, facts, statements }: Pick<CheckedItems, 'facts' | 'statements'> & { judgements: readonly Judgement[] }, caseId: CaseId | null, { importId, caseId: existing, policyId, started }: ImportOrder, desk: ImportDesk): void {
  const { session, audit, clock } = desk
  const { user } = session
  const now = clock.now()
  const bytes = judgements.reduce((sum, { item }) => sum + item.bytes, 0)
  session.db.write((tx) => {
    const request = requestOf(judgements)
    if (caseId !== null && existing === null) {
      const openedAt = isoInstant(now)
      const caseNumber = nextCaseNumber(tx, openedAt.slice(0, 4))
      const patient = patientOfBundle(judgements.map(({ item }) => item))
      putCase(tx, openCase({ id: caseId, caseNumber, openedAt, user, patient, request, policyId, language: languageOf(judgements) }), request !== undefined)
    }
    const filing = { caseId: caseId ?? CaseId.parse(newUuid(now)), importId, nowMs: now, receivedAt: isoInstant(now), facts }
    const { quarantined, ...counts } = fileItems(tx, judgements, filing)
    const seconds = (performance.now() - started) / 1000
    putStatements(tx, importId, statements)
    endImport(tx, { importId, caseId, state: 'done', ...counts, seconds, bytes })
    audit.append(tx, 'bundle.imported', { userId: user.id, role: user.role }, { importId, caseId, ...counts, quarantined })
    if (caseId !== null) addStep(tx, caseId, { at: isoInstant(now), labelKey: 'event.imported', title: sourceName(tx, importId), actorName: user.name })
  })
}

function sourceName(tx: { get<T>(sql: string, params: readonly string[]): T | undefined }, importId: string): string {
  return tx.get<{ name: string }>('SELECT source_name AS name FROM import WHERE id = ?', [importId])?.name ?? ''
}

function requestOf(judgements: readonly Judgement[]): CaseRequest | undefined {
  for (const { item } of judgements) if (item.read.kind === 'request') return item.read.request
  return undefined
}

/** The language most documents are written in, where it is one of ours. */
function languageOf(judgements: readonly Judgement[]): Language | undefined {
  const counts = { en: 0, es: 0 }
  for (const { item } of judgements) {
    if (item.read.kind !== 'document') continue
    const { language } = item.read.facts
    if (language === 'en' || language === 'es') counts[language]++
  }
  if (counts.en === counts.es) return undefined
  return counts.en > counts.es ? 'en' : 'es'
}

/** Blobs of duplicates and of bundles without a case were staged for nothing. */
async function discardUnnamed(staged: readonly StagedBlob[], judgements: readonly Judgement[]): Promise<void> {
  const named = new Set<StagedBlob>()
  for (const { item, outcome } of judgements) {
    if (isKept(outcome)) for (const blob of blobsOf(item.read)) named.add(blob)
  }
  await Promise.all(staged.filter((blob) => !named.has(blob)).map((blob) => blob.discard()))
}
