// The words of a recognised page against the case's patient, inside the transaction that keeps the page (H1, H17): another patient's scan leaves the case.
import { worstCheck } from '#shared/domain/caseIdentity.ts'
import { judgeRecognisedPage } from '#shared/domain/recognisedIdentity.ts'
import type { RecognisedPage } from '#shared/domain/recognition.ts'
import type { User } from '#shared/domain/people.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { decisionOn, setDocumentAside } from '../bundles/setAside.ts'
import { addStep, readCase } from '../cases/caseStore.ts'
import type { Writable } from '../storage/handles.ts'
import { changeDocument, listDocuments } from './documentStore.ts'

interface ComparePorts {
  readonly audit: AuditLog
  readonly clock: Clock
  readonly user: Pick<User, 'id' | 'role' | 'name'>
}

/** @returns whether the document of these bytes was set aside now */
export function compareRecognised(tx: Writable, caseId: string, sha256: string, page: RecognisedPage, { audit, clock, user }: ComparePorts): boolean {
  const document = listDocuments(tx, caseId).find((one) => one.sha256 === sha256)
  // What a person released knowing whose it says it is stays.
  if (!document || decisionOn(tx, caseId, sha256) === 'released') return false
  const judged = judgeRecognisedPage(readCase(tx, caseId).patient, page, document.language)
  if (!judged) return false
  const { check, quarantine, unsure, statement } = judged
  if (!quarantine) {
    changeDocument(tx, { ...document, identity: worstCheck([document.identity, check]) })
    return false
  }
  const now = clock.now()
  const code = unsure ? 'identityUnsure' : 'otherPatient'
  setDocumentAside(tx, { document, check, code, statement, nowMs: now, at: isoInstant(now) })
  audit.append(tx, 'document.setAside', { userId: user.id, role: user.role }, { caseId, documentId: document.id, page: page.page, code })
  addStep(tx, caseId, { at: isoInstant(now), labelKey: 'event.setAside', title: document.name, actorName: user.name })
  return true
}
