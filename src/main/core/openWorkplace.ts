// Everything that exists only while a profile is unlocked, put together once. Closed at lock; nothing of it survives.
import { CaseId } from '#shared/kit/ids.ts'
import { join } from 'node:path'
import { READ_ONLY_STAGES } from '#shared/domain/caseStatus.ts'
import { createAuditLog } from './audit/createAuditLog.ts'
import { openBoard } from './board/openBoard.ts'
import { createArchiveService } from './imaging/dicomweb/archiveService.ts'
import { createBundlesService } from './bundles/bundlesService.ts'
import { isMember, readCase } from './cases/caseStore.ts'
import { createCasesService } from './cases/casesService.ts'
import { createDataRequests } from './cases/dataRequests.ts'
import { createIntakeService } from './cases/intakeService.ts'
import { createQuarantineService, type QuarantinePorts } from './cases/quarantineService.ts'
import { createDocumentDesk } from './documents/documentDesk.ts'
import { createRooms } from './collab/createRooms.ts'
import { createContentStore } from './content/createContentStore.ts'
import type { Uploads } from './content/uploads.ts'
import { createProofUses } from './documents/proofUses.ts'
import { createReadingService } from './documents/readingService.ts'
import { createRecognitionService } from './documents/recognitionService.ts'
import type { OpenSession } from './identity/openSession.ts'
import { createHistoryService } from './history/historyService.ts'
import { createImagingService } from './imaging/imagingService.ts'
import { createSendObjects } from './imaging/dicomweb/sendObjects.ts'
import { createMarkPictures } from './imaging/markPictures.ts'
import { rereadStudies } from './imaging/rereadStudies.ts'
import { createExportObjects } from './imaging/objects/exportObjects.ts'
import type { JobRunner } from './jobs/jobRunner.ts'
import type { HostPorts } from './ports.ts'
import { createLaneSigning } from './psychology/signLane.ts'
import { createPsychologyService } from './psychology/psychologyService.ts'
import { openPanel } from './panel/openPanel.ts'
import { openReports } from './reports/openReports.ts'
import { openSearch } from './search/openSearch.ts'
import { createSpellingService } from './spelling/spellingService.ts'
import { createLiveRooms } from './sync/liveRooms.ts'
import { openLiveSections } from './sync/liveSections.ts'
import { createReplica } from './sync/createReplica.ts'
import { isEmergency } from './sync/sharing.ts'
import { createSyncService } from './sync/syncService.ts'
import { createValuesService } from './values/valuesService.ts'
import { createLicence } from './identity/licenceTerm.ts'
import { createPdfIdentity } from './identity/pdfIdentity.ts'
import { createShownRecord } from './audit/shownRecord.ts'
import type { LiveBus } from './workspace/liveBus.ts'
import { createWorkspaceService } from './workspace/workspaceService.ts'

interface WorkplacePorts {
  readonly host: HostPorts
  readonly jobs: JobRunner
  readonly uploads: Uploads
  readonly live: LiveBus
  /** Whoever has a profile at this workstation. */
  readonly people: { known(): { id: string; initials: string }[]; confirm: QuarantinePorts['confirm'] }
  /** See SyncPorts. */
  onRevoked(confirm: () => Promise<void>): void
}

export type Workplace = ReturnType<typeof openWorkplace>

export function openWorkplace(session: OpenSession, { host, jobs, uploads, live, people, onRevoked }: WorkplacePorts) {
  const { clock, log } = host
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }
  const audit = createAuditLog({ clock, device: session })
  const content = createContentStore({ db, caseKey: session.caseKey, directory: join(host.paths.dataDirectory, 'blobs'), clock, log })
  const imaging = createImagingService({ session, content, log })

  const rooms = createRooms({
    session,
    clock,
    log,
    rights: {
      isMember: (caseId, userId) => userId === user.id && db.read((r) => isMember(r, caseId, user)),
      isReadOnly: (caseId) => db.read((r) => isEmergency(r, caseId) || READ_ONLY_STAGES.includes(readCase(r, caseId).stage)),
      team: (caseId) => db.read((r) => readCase(r, caseId)).team,
    },
  })
  const { reports, signOff, signedActs, delivery, replica: signed, resources, close: closeReports } = openReports({ session, rooms, content, audit, imaging, live, host })
  const lanePorts = { session, rooms, content, audit, live, clock, currentReport: reports.current }
  const lanes = createPsychologyService(lanePorts)
  const cases = createCasesService({ session, clock, audit, live, resources })
  const intake = createIntakeService({ session, clock, audit, live, resources })
  const dataRequests = createDataRequests({ session, clock, audit, live, resources, intake, content })
  uploads.adopt(session)
  const bundles = createBundlesService({ session, content, jobs, audit, live, clock, log, picker: host.picker, uploads, imaging, softwareVersion: host.info.version })
  const archive = createArchiveService({ session, uploads, jobs, audit, clock })
  const { exportObjects, exportFile, exported, confirmed } = createExportObjects({ session, rooms, imaging, cases, content, audit, clock })
  const others = () => people.known().filter(({ id }) => id !== user.id)
  const quarantine = createQuarantineService({ session, clock, audit, live, bundles, others, confirm: people.confirm })
  const sync = createSyncService({ session, rooms, content, audit, live, clock, log, replica: createReplica(signed, { audit, user }), openAddress: host.openAddress ?? null, onRevoked })
  const panel = openPanel({ session, rooms, resources, currentReport: reports.current, clock, audit, live, serverEvents: sync.panelEvents, wake: sync.wake })
  const recordShown = (event: string, fields: Readonly<Record<string, string>>) => shown.record(event, fields)
  const board = openBoard({ session, rooms, content, cases, resources, clock, audit, live, panelOf: panel.view, currentReport: reports.current, lines: createLiveRooms({ rooms, link: sync.link }), isConnected: sync.isConnected, ask: sync.ask, recordShown, wantFirst: sync.opened })
  const sections = openLiveSections(rooms, createLiveRooms({ rooms, link: sync.link }))
  const spelling = createSpellingService(host.paths.resourcesDirectory)
  const search = openSearch({ session, content, rooms, live, log })
  const reading = createReadingService({ session, content, rooms, audit })
  const shown = createShownRecord({ db, audit, actor, clock })

  // In the background: what an unclean end left behind is swept and what is newer than the last clean end is read through.
  void content.recover().then(
    ({ damaged }) => {
      if (damaged.length > 0) log.error('content.damaged', { blobs: damaged.length })
    },
    () => log.error('content.recoverFailed'),
  )

  const rereading = rereadStudies({ session, content, live, log })
  const sealing = setInterval(() => db.write((tx) => audit.sealHead(tx)), SEAL_EVERY_MS)
  sealing.unref()

  return {
    session,
    audit,
    board,
    content,
    imaging,
    exportObjects,
    exportFile,
    markPictures: createMarkPictures({ session, rooms, imaging, log }),
    sendObjects: createSendObjects({ session, content, jobs, audit, exported, confirmed, connect: archive.connect }),
    panel,
    rooms,
    reports,
    signOff,
    signedActs,
    licence: createLicence({ session, audit, live, clock }),
    pdfIdentity: createPdfIdentity({ session, audit, clock }),
    delivery,
    psychology: { ...lanes, ...createLaneSigning(lanePorts, lanes) },
    cases,
    intake,
    dataRequests,
    archive,
    bundles,
    quarantine,
    documentDesk: createDocumentDesk({ session, audit, live, content, clock }),
    reading,
    spelling,
    proofUses: createProofUses({ rooms }),
    history: createHistoryService({ session, rooms, clock }),
    values: createValuesService({ session, readable: reading.readable }),
    recognition: createRecognitionService({ session, content, jobs, audit, live, clock, reread: search.indexer.reread }),
    search,
    sync,
    workspace: createWorkspaceService({ session, clock }),
    isMember: (caseId: string) => db.read((r) => isMember(r, caseId, user)),
    isEmergency: (caseId: string) => db.read((r) => isEmergency(r, caseId)),
    /** What was shown goes into the audit, and what is looked at comes first from the server. */
    recordShown(event: string, fields: Readonly<Record<string, string>>) {
      shown.record(event, fields)
      const { caseId, StudyInstanceUID, SeriesInstanceUID, documentId } = fields
      if (caseId === undefined) return
      const series = StudyInstanceUID !== undefined && SeriesInstanceUID !== undefined ? { StudyInstanceUID, SeriesInstanceUID } : null
      if (documentId === undefined) sync.opened(caseId, series)
      panel.saw(CaseId.parse(caseId), { documentId, series })
    },
    async close() {
      cases.stop()
      dataRequests.stop()
      clearInterval(sealing)
      await rereading.stop()
      await search.close()
      await sections.stop()
      await board.stop()
      await sync.stop()
      await closeReports()
      await spelling.close()
      await rooms.stop()
      uploads.forget(user.id)
      db.write((tx) => {
        audit.append(tx, 'profile.locked', actor, {})
        audit.sealHead(tx)
      })
      await content.close()
    },
  }
}

/** The audit's head is signed this often, so that a chain rewritten later shows (safety note §7). */
const SEAL_EVERY_MS = 3_600_000
