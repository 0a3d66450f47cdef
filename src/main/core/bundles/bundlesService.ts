// Owns taking in bundles on one unlocked profile: sources, the import job, its result, decisions on items set aside. Knows no window and no transport.
import { availableParallelism } from 'node:os'
import { caseError } from '#shared/contract/errors.ts'
import type { BundleSource } from '#shared/contract/workstation/bundles.contract.ts'
import type { ImportResult } from '#shared/domain/importing.ts'
import type { PolicyId } from '#shared/domain/reviewCase.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { type CaseId, ImportId, JobId, newUuid, UploadId } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { addStep, isMember } from '../cases/caseStore.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Uploads } from '../content/uploads.ts'
import type { Session } from '../identity/session.ts'
import type { ImagingService } from '../imaging/imagingService.ts'
import { rebuildStudy } from '../imaging/imagingStore.ts'
import type { JobContext, JobRunner } from '../jobs/jobRunner.ts'
import type { FilePicker, Logger } from '../ports.ts'
import type { Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { type BundleSourceReader, ItemRefusal } from './bundleSource.ts'
import { fileHeld } from './fileItems.ts'
import { openPathSource } from './folderSource.ts'
import { beginImport, decideItem, endImport, failInterrupted, listImportIds, readHeld, readImport } from './importStore.ts'
import { type ImportOrder, runImport } from './runImport.ts'
import { openUploadSource } from './uploadSource.ts'

export interface BundlesPorts {
  session: Pick<Session, 'db' | 'user'>
  content: ContentStore
  jobs: JobRunner
  audit: AuditLog
  live: Pick<LiveBus, 'publish'>
  clock: Clock
  log: Logger
  picker: FilePicker
  uploads: Pick<Uploads, 'open' | 'list' | 'discard'>
  imaging: Pick<ImagingService, 'makeThumbnails'>
}

export type BundlesService = ReturnType<typeof createBundlesService>

export interface ImportOptions {
  source: BundleSource
  caseId: CaseId | null
  /** Programme for a new case; otherwise the request's own. */
  policyId?: PolicyId
}

export function createBundlesService(ports: BundlesPorts) {
  const { session, content, jobs, audit, live, clock, log, picker, uploads, imaging } = ports
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }
  const picked = new Map<string, { path: string; name: string }>()

  const interrupted = db.write(failInterrupted)
  if (interrupted > 0) log.warn('import.interrupted', { imports: interrupted })

  async function pick({ what }: { what: 'folder' | 'file' }): Promise<{ pickId: string; name: string } | null> {
    const chosen = await picker.pick(what)
    if (!chosen) return null
    const pickId = newUuid(clock.now())
    picked.set(pickId, chosen)
    return { pickId, name: chosen.name }
  }

  async function openUpload(): Promise<{ uploadId: UploadId }> {
    return { uploadId: UploadId.parse(uploads.open(session)) }
  }

  /**
   * Starts taking in. The case appears when the job is done, all of it or nothing.
   * @throws CaseError SOURCE_NOT_READABLE, CASE_NOT_FOUND
   */
  async function importBundle({ source, caseId, policyId }: ImportOptions): Promise<{ importId: ImportId; jobId: JobId }> {
    return begin(await openSource(source), caseId, policyId)
  }

  /** The same for a path that the host itself names: command line, demo. */
  async function importPath(path: string, options: { caseId: CaseId | null; policyId?: PolicyId }): Promise<{ importId: ImportId; jobId: JobId }> {
    return begin(await openPath(path), options.caseId, options.policyId)
  }

  async function begin(source: BundleSourceReader, caseId: CaseId | null, policyId: PolicyId | undefined) {
    if (caseId !== null && !db.read((r) => isMember(r, caseId, user))) throw caseError('CASE_NOT_FOUND', {})
    const importId = ImportId.parse(newUuid(clock.now()))
    db.write((tx) => {
      audit.append(tx, 'bundle.importStarted', actor, { importId, caseId })
      beginImport(tx, { importId, caseId, sourceName: source.name }, isoInstant(clock.now()))
    })
    live.publish('imports', caseId ?? undefined)
    const started = performance.now()
    const { jobId } = jobs.start('import', (job) => run(source, { importId, caseId, policyId, started }, job))
    return { importId, jobId: JobId.parse(jobId) }
  }

  async function run(source: BundleSourceReader, order: ImportOrder, job: JobContext): Promise<void> {
    const { importId, caseId } = order
    const desk = { session, content, audit, clock, workers: Math.max(1, Math.min(4, availableParallelism() >> 1)) }
    let filedIn: CaseId | null
    try {
      filedIn = (await runImport(source, order, desk, job)).caseId
    } catch (cause) {
      const state = job.signal.aborted ? 'cancelled' : 'failed'
      const nothing = { documents: 0, images: 0, studies: 0, bytes: 0, seconds: (performance.now() - order.started) / 1000 }
      db.write((tx) => endImport(tx, { importId, caseId, state, ...nothing }))
      throw cause
    } finally {
      await source.close()
      live.publish('imports', caseId ?? undefined)
    }
    live.publish('cases')
    if (filedIn === null) return
    live.publish('case', filedIn)
    // The case is there; a picture that cannot be made now is made when it is first asked for.
    await imaging.makeThumbnails(filedIn, job.signal)
    live.publish('case', filedIn)
  }

  async function openSource(source: BundleSource): Promise<BundleSourceReader> {
    if (source.kind === 'upload') {
      const files = uploads.list(session, source.uploadId)
      return openUploadSource(files, source.name, () => uploads.discard(source.uploadId))
    }
    const chosen = picked.get(source.pickId)
    if (!chosen) throw caseError('SOURCE_NOT_READABLE', {})
    return openPath(chosen.path, chosen.name)
  }

  async function openPath(path: string, name?: string): Promise<BundleSourceReader> {
    return openPathSource(path, name).catch((cause: unknown) => {
      throw cause instanceof ItemRefusal ? caseError('SOURCE_NOT_READABLE', {}, { cause }) : cause
    })
  }

  /** @throws CaseError JOB_NOT_FOUND when there is no such import */
  function result({ importId }: { importId: string }): ImportResult {
    const found = db.read((r) => readImport(r, importId))
    if (!found) throw caseError('JOB_NOT_FOUND', {})
    return found
  }

  function imports({ caseId }: { caseId: string }): ImportResult[] {
    return db.read((r) => listImportIds(r, caseId).flatMap((id) => readImport(r, id) ?? []))
  }

  /**
   * A person's decision, once and for all. `within` writes into the same transaction. A released item keeps its identity check, so that every screen goes on saying what it states.
   * @throws CaseError NOT_ALLOWED for an item that waits for no decision, or two objects of one UID (neither can take the other's place)
   */
  function decide({ caseId, importId, itemId, decision, reason }: { caseId: CaseId; importId: string; itemId: string; decision: 'leftOut' | 'released'; reason: string }, within?: (tx: Writable) => void): ImportResult {
    const after = db.write((tx) => {
      const found = readHeld(tx, importId, itemId)
      const isOfCase = readImport(tx, importId)?.caseId === caseId
      if (!found?.held || !isOfCase || found.item.outcome !== 'quarantined' || found.item.decision !== null) throw caseError('NOT_ALLOWED', {})
      if (decision === 'released') {
        const filed = fileHeld(tx, found.held, { caseId, importId })
        if (filed.documents + filed.images === 0 && filed.study === null) throw caseError('NOT_ALLOWED', {})
        if (filed.study) rebuildStudy(tx, caseId, filed.study)
      }
      within?.(tx)
      audit.append(tx, 'bundle.quarantineDecided', actor, { caseId, importId, itemId, decision, code: found.item.code })
      decideItem(tx, importId, itemId, decision, reason)
      addStep(tx, caseId, { at: isoInstant(clock.now()), labelKey: `event.${decision}`, title: found.item.name, actorName: user.name })
      return readImport(tx, importId)
    })
    if (!after) throw caseError('NOT_ALLOWED', {})
    live.publish('case', caseId)
    live.publish('cases')
    live.publish('imports', caseId)
    return after
  }

  return { pick, openUpload, import: importBundle, importPath, result, imports, decide }
}
