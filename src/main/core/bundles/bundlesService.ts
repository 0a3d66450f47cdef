// Owns taking in bundles on one unlocked profile: sources, the import job, its result, decisions on items set aside. Knows no window and no transport.
import { basename } from 'node:path'
import { caseError } from '#shared/contract/errors.ts'
import { type BundleSource, Unfinished } from '#shared/contract/workstation/bundles.contract.ts'
import type { IdentityCheck } from '#shared/domain/identity.ts'
import type { ImportResult } from '#shared/domain/importing.ts'
import { foldQuarantine } from '#shared/domain/quarantineActs.ts'
import { PolicyId } from '#shared/domain/reviewCase.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { CaseId, ImportId, JobId, newUuid, Sha256, UploadId } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { addStep, isMember } from '../cases/caseStore.ts'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Uploads } from '../content/uploads.ts'
import type { Session } from '../identity/session.ts'
import type { ImagingService } from '../imaging/imagingService.ts'
import { rebuildStudy } from '../imaging/imagingStore.ts'
import { type JobContext, type JobRunner, JobStopped } from '../jobs/jobRunner.ts'
import type { FilePicker, Logger } from '../ports.ts'
import type { Writable } from '../storage/handles.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import { putAlias } from './aliasTrail.ts'
import { type BundleSourceReader, ItemRefusal } from './bundleSource.ts'
import { buildBundle } from './exportCase.ts'
import { fileHeld } from './fileItems.ts'
import { openPathSource } from './folderSource.ts'
import { clearJournal, importSources, type JournalSource } from './importJournal.ts'
import { beginImport, decideItem, endImport, failInterrupted, type HeldItem, listImportIds, readHeld, readImport, restartImport } from './importStore.ts'
import { type ImportOrder, openImportPools, runImport } from './runImport.ts'
import { quarantineActs } from './quarantineStore.ts'
import { fileOf } from './teamQuarantine.ts'
import { openUploadSource } from './uploadSource.ts'

export interface BundlesPorts {
  session: Pick<Session, 'db' | 'user' | 'devicePublicKey' | 'signAsDevice'>
  content: ContentStore
  jobs: JobRunner
  audit: AuditLog
  live: Pick<LiveBus, 'publish'>
  clock: Clock
  log: Logger
  picker: FilePicker
  softwareVersion: string
  uploads: Pick<Uploads, 'open' | 'list' | 'waiting' | 'discard'>
  imaging: Pick<ImagingService, 'makeThumbnails'>
}

/** Bundles made ready and perhaps still being fetched. */
const KEPT_EXPORTS = 4

export type BundlesService = ReturnType<typeof createBundlesService>

export interface ImportOptions {
  source: BundleSource
  caseId: CaseId | null
  /** Programme for a new case; otherwise the request's own. */
  policyId?: PolicyId | undefined
  ifPresent: ImportOrder['ifPresent']
}

/** Who proved at this workstation who they are, to answer for a release. */
interface Confirmed {
  userId: string
  /** As the trail names them. */
  name: string
  how: 'secondPerson' | 'sameAgain'
}

interface Started {
  importId: ImportId
  jobId: JobId
}

export function createBundlesService(ports: BundlesPorts) {
  const { session, content, jobs, audit, live, clock, log, picker, uploads, imaging, softwareVersion } = ports
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }
  const pools = openImportPools()
  const picked = new Map<string, { path: string; name: string }>()
  const exports = new Map<string, OpenContent>()

  const interrupted = db.write(failInterrupted)
  if (interrupted > 0) log.warn('import.interrupted', { imports: interrupted })
  // Journals of imports that ended in the middle of their clean-up.
  void Promise.all(db.read(importSources.leftOver).map(async (importId) => content.release(await clearJournal(db, importId)))).catch(() => log.error('import.journalKept', {}))

  async function pick({ what }: { what: 'folder' | 'file' }): Promise<{ pickId: string; name: string } | null> {
    const chosen = await picker.pick(what)
    if (!chosen) return null
    const pickId = newUuid(clock.now())
    picked.set(pickId, chosen)
    return { pickId, name: chosen.name }
  }

  async function openUpload(what: { name: string; caseId: CaseId | null; totalFiles: number }): Promise<{ uploadId: UploadId }> {
    return { uploadId: UploadId.parse(uploads.open(session, what)) }
  }

  async function discardUpload({ uploadId }: { uploadId: string }): Promise<Record<string, never>> {
    await uploads.discard(session, uploadId)
    live.publish('imports')
    return {}
  }

  /**
   * Starts taking in. The case appears when the job is done, all of it or nothing.
   * @throws CaseError SOURCE_NOT_READABLE, CASE_NOT_FOUND
   */
  async function importBundle({ source, caseId, policyId, ifPresent }: ImportOptions): Promise<Started> {
    const from = source.kind === 'upload' ? { uploadId: source.uploadId } : { path: pathOf(source.pickId) }
    const name = source.kind === 'upload' ? source.name : (picked.get(source.pickId)?.name ?? '')
    return begin({ from, name }, { caseId, policyId, ifPresent })
  }

  /** The same for a path that the host itself names: command line, demo. */
  async function importPath(path: string, { ifPresent = 'separate', ...options }: { caseId: CaseId | null; policyId?: PolicyId; ifPresent?: ImportOrder['ifPresent'] }): Promise<Started> {
    return begin({ from: { path }, name: basename(path) }, { ...options, ifPresent })
  }

  function pathOf(pickId: string): string {
    const chosen = picked.get(pickId)
    if (!chosen) throw caseError('SOURCE_NOT_READABLE', {})
    return chosen.path
  }

  async function begin(where: Pick<JournalSource, 'from' | 'name'>, { caseId, policyId, ifPresent }: Omit<ImportOptions, 'source'>): Promise<Started> {
    const source = await openSource(where)
    if (caseId !== null && !db.read((r) => isMember(r, caseId, user))) throw caseError('CASE_NOT_FOUND', {})
    const importId = ImportId.parse(newUuid(clock.now()))
    const newCaseId = CaseId.parse(newUuid(clock.now()))
    db.write((tx) => {
      audit.append(tx, 'bundle.importStarted', actor, { importId, caseId })
      beginImport(tx, { importId, caseId, sourceName: source.name }, isoInstant(clock.now()))
      importSources.keep(tx, importId, { ...where, caseId: caseId ?? newCaseId, intoCase: caseId, policyId: policyId ?? null, ifPresent })
    })
    return startJob(source, { importId, caseId, newCaseId, policyId, ifPresent, started: performance.now() })
  }

  /**
   * Goes on with an import that was stopped: files that are safe are not read again.
   * @throws CaseError JOB_NOT_FOUND when there is nothing to go on with, SOURCE_NOT_READABLE while its medium is away
   */
  async function resume({ importId }: { importId: string }): Promise<Started> {
    const known = db.read((r) => (readImport(r, importId)?.resumable ? importSources.find(r, importId) : undefined))
    if (!known) throw caseError('JOB_NOT_FOUND', {})
    const { caseId, intoCase, policyId, ifPresent } = known
    const source = await openSource(known)
    db.write((tx) => {
      audit.append(tx, 'bundle.importStarted', actor, { importId, caseId: intoCase })
      restartImport(tx, importId)
    })
    return startJob(source, { importId: ImportId.parse(importId), caseId: intoCase, newCaseId: CaseId.parse(caseId), policyId: policyId === null ? undefined : PolicyId.parse(policyId), ifPresent, started: performance.now() })
  }

  /** Gives up an import that could go on: what it had read is removed. */
  async function abandon({ importId }: { importId: string }): Promise<Record<string, never>> {
    const known = db.read((r) => (readImport(r, importId)?.resumable ? importSources.find(r, importId) : undefined))
    if (!known) throw caseError('JOB_NOT_FOUND', {})
    db.write((tx) => audit.append(tx, 'bundle.importAbandoned', actor, { importId }))
    await content.release(await clearJournal(db, importId))
    if ('uploadId' in known.from) await uploads.discard(session, known.from.uploadId)
    live.publish('imports')
    return {}
  }

  /** What was stopped and can go on, and files that were received and not yet taken in. */
  function unfinished(): Unfinished {
    const imports = db.read(importSources.unfinished)
    const taken = new Set<string>(db.read(importSources.uploadIds))
    return Unfinished.parse({ imports, uploads: uploads.waiting(session).filter(({ uploadId }) => !taken.has(uploadId)) })
  }

  function startJob(source: BundleSourceReader, order: ImportOrder): Started {
    live.publish('imports', order.caseId ?? undefined)
    const { jobId } = jobs.start('import', (job) => run(source, order, job))
    return { importId: ImportId.parse(order.importId), jobId: JobId.parse(jobId) }
  }

  async function run(source: BundleSourceReader, order: ImportOrder, job: JobContext): Promise<void> {
    const { caseId } = order
    const desk = { session, content, audit, clock, pools }
    let filedIn: CaseId | null = null
    let failed = false
    try {
      const end = await runImport(source, order, desk, job)
      filedIn = end.caseId
      if (end.declined) endEmpty(order, 'cancelled')
    } catch (cause) {
      failed = !job.signal.aborted || job.signal.reason instanceof JobStopped
      endEmpty(order, failed ? 'failed' : 'cancelled')
      throw cause
    } finally {
      // Received files are let go of once they are in a case, or nobody wants them: a failure is no reason.
      if (!failed) await source.close()
      live.publish('imports', caseId ?? undefined)
    }
    live.publish('cases')
    if (filedIn === null) return
    live.publish('case', filedIn)
    // The case is there; a picture that cannot be made now is made when it is first asked for.
    await imaging.makeThumbnails(filedIn, job.signal)
    live.publish('case', filedIn)
  }

  function endEmpty({ importId, caseId, started }: ImportOrder, state: 'cancelled' | 'failed'): void {
    const nothing = { documents: 0, images: 0, studies: 0, bytes: 0, seconds: (performance.now() - started) / 1000 }
    db.write((tx) => endImport(tx, { importId, caseId, state, ...nothing }))
  }

  /** @throws CaseError SOURCE_NOT_READABLE */
  async function openSource({ from, name }: Pick<JournalSource, 'from' | 'name'>): Promise<BundleSourceReader> {
    if ('uploadId' in from) {
      const files = uploads.list(session, from.uploadId)
      return openUploadSource(files, name, () => uploads.discard(session, from.uploadId))
    }
    return openPathSource(from.path, name).catch((cause: unknown) => {
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
   * A person's decision, once and for all, for the whole team. A released item keeps its identity check, so that every screen goes on saying what it states.
   * @throws CaseError NOT_ALLOWED for an item that waits for no decision, or two objects of one UID (neither can take the other's place)
   */
  function decide({ caseId, importId, itemId, decision, reason }: { caseId: CaseId; importId: string; itemId: string; decision: 'leftOut' | 'released'; reason: string }, confirmed?: Confirmed): ImportResult {
    const after = db.write((tx) => {
      const found = readHeld(tx, importId, itemId)
      const isOfCase = readImport(tx, importId)?.caseId === caseId
      if (!found?.held || !isOfCase || found.item.outcome !== 'quarantined' || found.item.decision !== null) throw caseError('NOT_ALLOWED', {})
      if (decision === 'released') {
        const filed = fileHeld(tx, found.held, { caseId, importId })
        if (filed.documents + filed.images === 0 && filed.study === null) throw caseError('NOT_ALLOWED', {})
        if (filed.study) rebuildStudy(tx, caseId, filed.study)
      }
      tellTeam(tx, caseId, { importId, itemId, name: found.item.name, check: found.item.identity, held: found.held }, decision, reason, confirmed)
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

  /** What was told to the team is decided for the team; what an import held back is nobody else's business until it is released. */
  function tellTeam(tx: Writable, caseId: CaseId, item: { importId: string; itemId: string; name: string; check: IdentityCheck | null; held: HeldItem }, decision: 'leftOut' | 'released', reason: string, confirmed: Confirmed | undefined): void {
    const sha256 = Sha256.parse(fileOf(item.held))
    const event = { id: newUuid(clock.now()), caseId, actor: user, at: isoInstant(clock.now()) }
    if (decision === 'leftOut') {
      if (foldQuarantine(quarantineActs.list(tx, caseId)).has(sha256)) quarantineActs.add(tx, { ...event, act: { type: 'leaveOut', sha256 } })
      return
    }
    if (!confirmed) return
    const { importId, itemId, name, check } = item
    const act = { type: 'release' as const, sha256, name: name.slice(0, 1024), check, reason, confirmedBy: confirmed.name, confirmedHow: confirmed.how }
    quarantineActs.add(tx, { ...event, act })
    putAlias(tx, { ...event, act }, act, { importId, itemId })
    audit.append(tx, 'bundle.releaseConfirmed', actor, { caseId, importId, itemId, confirmedBy: confirmed.userId, how: confirmed.how })
  }

  /**
   * Makes a case ready to be handed on as a `.consilium` bundle; its bytes are fetched by `exportPath`. Ready until lock.
   * @throws CaseError CASE_NOT_FOUND; STORE_DAMAGED while a file of it is not on this device
   */
  function exportCase({ caseId }: { caseId: string }): { exportId: string; name: string; bytes: number; files: number } {
    const now = clock.now()
    const exportId = newUuid(now)
    const origin = { person: user.name, role: user.role, createdAt: isoInstant(now), software: softwareVersion }
    const { manifest, content: made } = db.read((r) => buildBundle(r, { caseId, bundleId: exportId, origin }, { content, station: session }))
    db.write((tx) => audit.append(tx, 'bundle.exported', actor, { caseId, exportId, files: manifest.files.length, bytes: made.reader.bytes }))
    const [oldest] = exports.keys()
    if (oldest !== undefined && exports.size >= KEPT_EXPORTS) exports.delete(oldest)
    exports.set(exportId, made)
    return { exportId, name: `${manifest.origin.caseNumber}.consilium`, bytes: made.reader.bytes, files: manifest.files.length }
  }

  return { exportCase, openExport: (exportId: string) => exports.get(exportId), pick, openUpload, discardUpload, import: importBundle, importPath, resume, abandon, unfinished, result, imports, decide }
}
