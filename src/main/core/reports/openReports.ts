// Puts the report rooms of one unlocked profile together: reports, sign-off, and what the sync engine reads and writes of them.
import { isoInstant } from '#shared/kit/clock.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { addStep, changeCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import type { HostPorts } from '../ports.ts'
import { addSignOff, findSignOff, listSignOffs, markConflict } from '../signoff/signOffStore.ts'
import { createSignOffService } from '../signoff/signOffService.ts'
import type { Readable } from '../storage/handles.ts'
import type { SignedReplica } from '../sync/createReplica.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import type { ProofImages } from './renderReport.ts'
import { loadReportResources } from './reportResources.ts'
import { createReportsService } from './reportsService.ts'
import { countBlockers, listReports, putReport, setReportStatus } from './reportStore.ts'

export interface ReportRoomPorts {
  readonly session: Session
  readonly rooms: Rooms
  readonly content: ContentStore
  readonly audit: DeviceAuditLog
  readonly imaging: ProofImages
  readonly live: LiveBus
  readonly host: HostPorts
}

export function openReports({ session, rooms, content, audit, imaging, live, host }: ReportRoomPorts) {
  const { clock, log } = host
  const resources = loadReportResources(host.paths.resourcesDirectory)
  const ports = { session, rooms, content, audit, imaging, live, clock, log, resources, softwareVersion: host.info.version }
  return {
    reports: createReportsService(ports),
    signOff: createSignOffService(ports),
    replica: openSignedReplica(() => isoInstant(clock.now())),
    countBlockers,
  }
}

/** Reports and signatures as they travel. Writing the same twice changes nothing. */
function openSignedReplica(now: () => string): SignedReplica {
  return {
    reports: listReports,
    putReport,
    putSignOff(tx, signOff, countersignature) {
      const before = findSignOff(tx, signOff.reportId)
      addSignOff(tx, { ...signOff, state: countersignature ? 'final' : signOff.state }, false, countersignature)
      if (!countersignature || (before?.id === signOff.id && before.state === 'final')) return
      setReportStatus(tx, signOff.reportId, signOff.reportNumber === 1 ? 'final' : 'amended')
      changeCase(tx, signOff.caseId, () => ({ stage: 'signed' }))
      addStep(tx, signOff.caseId, { at: now(), labelKey: 'event.reportCountersigned', title: String(signOff.reportNumber), actorName: signOff.signer.name })
    },
    markSignOffConflict: markConflict,
    blobs(r, caseId) {
      return listSignOffs(r, caseId).flatMap(({ pdfSha256, contentHash }) => [
        { sha256: pdfSha256, caseId, mediaType: 'application/pdf', bytes: bytesOf(r, caseId, pdfSha256) },
        { sha256: contentHash, caseId, mediaType: 'application/json', bytes: bytesOf(r, caseId, contentHash) },
      ])
    },
  }
}

function bytesOf(r: Readable, caseId: string, sha256: string): number {
  return r.get<{ bytes: number }>('SELECT bytes FROM blob WHERE case_id = ? AND sha256 = ?', [caseId, sha256])?.bytes ?? 0
}
