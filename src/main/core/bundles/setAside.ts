// A document that was taken in and turns out to be somebody else's when its page is read: out of the case, into the quarantine of its import (H1, H17).
// Inside the caller's transaction. What an import sets aside before anything is filed is judgeItems' business; both compare by shared/domain/caseIdentity.
import { worstCheck } from '#shared/domain/caseIdentity.ts'
import type { IdentityCheck } from '#shared/domain/identity.ts'
import type { ItemCode } from '#shared/domain/importing.ts'
import type { User } from '#shared/domain/people.ts'
import { judgeRecognisedPage, type RecognisedStatement } from '#shared/domain/recognisedIdentity.ts'
import type { RecognisedPage } from '#shared/domain/recognition.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { newUuid } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { addStep, readCase } from '../cases/caseStore.ts'
import { changeDocument, dropDocument, listDocuments } from '../documents/documentStore.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import { beginImport, endImport, type HeldItem, putItem } from './importStore.ts'
import { fileNameOf } from './itemName.ts'
import { quarantineActs } from './quarantineStore.ts'

interface ComparePorts {
  readonly audit: AuditLog
  readonly clock: Clock
  readonly user: User
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
  quarantineActs.add(tx, { id: newUuid(now), caseId: document.caseId, actor: user, at: isoInstant(now), act: { type: 'setAside', sha256: document.sha256, code, check, statement } })
  audit.append(tx, 'document.setAside', { userId: user.id, role: user.role }, { caseId, documentId: document.id, page: page.page, code })
  addStep(tx, caseId, { at: isoInstant(now), labelKey: 'event.setAside', title: document.name, actorName: user.name })
  return true
}

interface SetAside {
  document: SourceDocument
  check: IdentityCheck
  code: ItemCode
  statement: RecognisedStatement
  /** Milliseconds since 1970 UTC. */
  nowMs: number
  at: string
}

/** Its bytes stay as they are; nothing of the case knows it any more until a person decides. */
export function setDocumentAside(tx: Writable, { document, check, code, statement, nowMs, at }: SetAside): void {
  const { id, caseId, name, bytes } = document
  const origin = tx.get<{ importId: string | null }>('SELECT import_id AS importId FROM document WHERE id = ? AND case_id = ?', [id, caseId])
  if (!origin) return
  dropDocument(tx, document)
  const held: HeldItem = { kind: 'document', document: { ...document, identity: check }, recognised: statement }
  const importId = origin.importId ?? importOfItsOwn(tx, document, nowMs, at)
  const items = tx.all<{ itemId: string; name: string }>("SELECT item_id AS itemId, name FROM import_item WHERE import_id = ? AND outcome = 'document' AND bytes = ? ORDER BY item_id", [importId, bytes])
  const item = items.find((one) => fileNameOf(one.name).slice(0, 255) === name)
  if (item) tx.run("UPDATE import_item SET outcome = 'quarantined', code = ?, identity = ?, held = ? WHERE import_id = ? AND item_id = ?", [code, JSON.stringify(check), JSON.stringify(held), importId, item.itemId])
  else putItem(tx, importId, { itemId: `read-${id}`, name, outcome: 'quarantined', code, bytes, identity: check, decision: null }, held)
}

/** A document that came from the server was taken in by no import of this workstation. */
function importOfItsOwn(tx: Writable, { caseId, name, bytes }: SourceDocument, nowMs: number, at: string): string {
  const importId = newUuid(nowMs)
  beginImport(tx, { importId, caseId, sourceName: name }, at)
  endImport(tx, { importId, caseId, state: 'done', documents: 0, images: 0, studies: 0, seconds: 0, bytes })
  return importId
}

/** What was decided about these bytes in this case; `open`: they wait. null: they were never set aside. */
export function decisionOn(r: Readable, caseId: string, sha256: string): 'open' | 'leftOut' | 'released' | null {
  const rows = r.all<{ decision: 'leftOut' | 'released' | null }>(
    `SELECT decision FROM import_item JOIN import ON import.id = import_item.import_id
     WHERE import.case_id = ? AND outcome = 'quarantined' AND json_extract(held, '$.document.sha256') = ?`,
    [caseId, sha256],
  )
  if (rows.length === 0) return null
  return rows.some(({ decision }) => decision === 'released') ? 'released' : rows.some(({ decision }) => decision === null) ? 'open' : 'leftOut'
}
