// Puts the report rooms of one unlocked profile together: reports, sign-off, and what the sync engine reads and writes of them.
import { isoInstant } from '#shared/kit/clock.ts'
import { createDeliveryService } from '../delivery/deliveryService.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import { addStep, changeCase } from '../cases/caseStore.ts'
import type { Rooms } from '../collab/rooms.ts'
import type { ContentStore } from '../content/contentStore.ts'
import type { Session } from '../identity/session.ts'
import type { HostPorts, Logger } from '../ports.ts'
import { isCountersigned, isSignedByClinician } from '../signoff/countersignature.ts'
import { addSignOff, findSignOff, listSignOffs, markConflict } from '../signoff/signOffStore.ts'
import { keepReceivedAct } from '../signoff/receivedAct.ts'
import { refuseSignedAct } from '../signoff/signedActStore.ts'
import { createSignedActs } from '../signoff/signedActs.ts'
import { createSignOffService } from '../signoff/signOffService.ts'
import type { Readable } from '../storage/handles.ts'
import type { SignedReplica } from '../sync/createReplica.ts'
import { knownServer } from '../sync/serverRecord.ts'
import type { LiveBus } from '../workspace/liveBus.ts'
import type { ProofImages } from '../imaging/proofFrame.ts'
import { openPrinter } from './renderReport.ts'
import { loadReportResources } from './reportResources.ts'
import { createReportsService } from './reportsService.ts'
import { listReports, putReport, setSignedStatus } from './reportStore.ts'

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
  const printer = openPrinter({ imaging, log })
  const ports = { session, rooms, content, audit, printer, live, clock, resources, softwareVersion: host.info.version }
  const reports = createReportsService(ports)
  return {
    reports,
    delivery: createDeliveryService({ ...ports, reports }),
    signOff: createSignOffService(ports),
    signedActs: createSignedActs(ports),
    replica: openSignedReplica(() => isoInstant(clock.now()), log),
    resources,
    /** Frees the printing thread; nothing is printed afterwards. */
    close: printer.close,
  }
}

/** Reports and signatures as they travel. Writing the same twice changes nothing. */
function openSignedReplica(now: () => string, log: Logger): SignedReplica {
  return {
    reports: listReports,
    putReport,
    putSignOff(tx, signOff, countersignature) {
      const before = findSignOff(tx, signOff.reportId)
      // What does not prove itself stays visible as waiting; it never becomes final by being sent.
      const proven = countersignature !== null && isSignedByClinician(signOff) && isCountersigned(signOff, countersignature, knownServer(tx)?.publicKey)
      if (countersignature !== null && !proven) log.warn('signOff.notProven', { signOffId: signOff.id })
      addSignOff(tx, { ...signOff, state: proven ? 'final' : signOff.state === 'final' ? 'awaitingCountersignature' : signOff.state }, false, countersignature)
      if (!proven || (before?.id === signOff.id && before.state === 'final')) return
      setSignedStatus(tx, signOff.reportId)
      changeCase(tx, signOff.caseId, () => ({ stage: 'signed' }))
      addStep(tx, signOff.caseId, { at: now(), labelKey: 'event.reportCountersigned', title: String(signOff.reportNumber), actorName: signOff.signer.name })
    },
    markSignOffConflict: markConflict,
    putSignedAct: (tx, act, countersignature) => keepReceivedAct(tx, act, countersignature, log),
    refuseSignedAct,
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
