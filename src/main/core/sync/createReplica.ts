// The records of a case as they travel: reads them from the rooms that own them and files what the server has.
import { CaseMaterial } from '#shared/bundle/material.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { User } from '#shared/domain/people.ts'
import { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { quarantineActs } from '../bundles/quarantineStore.ts'
import { decisionOn } from '../bundles/setAside.ts'
import { followTeam, releasedFiles, setAsideDocuments } from '../bundles/teamQuarantine.ts'
import { listCaseIds, putCase, readCase } from '../cases/caseStore.ts'
import { listDocuments, listUntoldFindings, noteTold, putDocument, takeFindings } from '../documents/documentStore.ts'
import { listInstances, putInstance, rebuildStudy, type FiledInstance } from '../imaging/imagingStore.ts'
import { listWaitingEvents, putServerEvents, refuseEvent } from '../panel/panelStore.ts'
import type { Readable } from '../storage/handles.ts'
import type { BlobJob } from './blobSync.ts'
import { checkedInstance } from './checkReceived.ts'
import type { Replica } from './replica.ts'

/** The part of the replica that reports and signatures own. */
export type SignedReplica = Pick<Replica, 'reports' | 'putReport' | 'putSignOff' | 'markSignOffConflict' | 'putSignedAct' | 'refuseSignedAct'> & {
  /** Signed PDFs and their canonical bytes. */
  blobs(r: Readable, caseId: string): BlobJob[]
}

export function createReplica(signed: SignedReplica, person: { readonly audit: AuditLog; readonly user: Pick<User, 'id' | 'role'> }): Replica {
  return {
    ...signed,
    caseIds: listCaseIds,
    readCase,
    newMaterial(r, caseId, isKnown) {
      const untold = new Set(listUntoldFindings(r, caseId).map(({ id }) => id))
      const documents = listDocuments(r, caseId).filter(({ id, sha256 }) => !isKnown(sha256) || untold.has(id))
      const instances = listInstances(r, caseId).filter(({ sha256 }) => !isKnown(sha256))
      return { documents, instances: instances.map((instance) => travelling(r, caseId, instance)) }
    },
    noteTold,
    blobs(r, caseId) {
      const documents = [...listDocuments(r, caseId), ...setAsideDocuments(r, caseId)].map(({ sha256, mediaType, bytes }) => ({ sha256, caseId, mediaType, bytes }))
      const images = listInstances(r, caseId).flatMap(({ sha256, framesSha256 }) =>
        [...new Set([sha256, framesSha256])].map((hash) => ({ sha256: hash, caseId, mediaType: 'application/dicom', bytes: bytesOf(r, caseId, hash) })),
      )
      return [...documents, ...images, ...signed.blobs(r, caseId)]
    },
    waitingPanelActs: listWaitingEvents,
    putPanel: putServerEvents,
    refusePanelAct: refuseEvent,
    waitingQuarantineActs: (r, caseId, isKnown) => quarantineActs.waiting(r, caseId).filter(({ act }) => isKnown(act.sha256)),
    putQuarantine: quarantineActs.putServers,
    followQuarantine: (tx, caseId) => followTeam(tx, caseId, person),
    refuseQuarantineAct: quarantineActs.refuse,
    putCase: (tx, reviewCase) => putCase(tx, reviewCase),
    putMaterial(tx, caseId, material) {
      const isReleased = releasedFiles(tx, caseId)
      for (const document of material.documents.map((one) => SourceDocument.parse(one))) {
        // What was set aside here does not come back by way of the server, unless the team has released it.
        const decision = decisionOn(tx, caseId, document.sha256)
        if (decision !== null && decision !== 'released' && !isReleased(document.sha256)) continue
        if (!putDocument(tx, document, null)) takeFindings(tx, document)
        else if (document.foundAt) noteTold(tx, [document])
      }
      const studies = new Set<string>()
      for (const item of material.instances) {
        const instance = checkedInstance(item)
        if (!instance) throw caseError('SERVER_REFUSED', { reason: 'material' })
        if (putInstance(tx, caseId, instance)) studies.add(item.StudyInstanceUID)
      }
      for (const study of studies) rebuildStudy(tx, caseId, study)
    },
  }
}

function travelling(r: Readable, caseId: string, { sha256, framesSha256, object, check }: FiledInstance): CaseMaterial['instances'][number] {
  return CaseMaterial.shape.instances.element.parse({
    sha256,
    bytes: bytesOf(r, caseId, sha256),
    StudyInstanceUID: object.study.StudyInstanceUID,
    SeriesInstanceUID: object.series.SeriesInstanceUID,
    SOPInstanceUID: object.SOPInstanceUID,
    header: { framesSha256, object, check },
  })
}

function bytesOf(r: Readable, caseId: string, sha256: string): number {
  return r.get<{ bytes: number }>('SELECT bytes FROM blob WHERE case_id = ? AND sha256 = ?', [caseId, sha256])?.bytes ?? 0
}
