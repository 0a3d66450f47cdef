// A document that was taken in and turned out to be somebody else's: out of the case, into the quarantine of its import (H1). Inside the caller's transaction.
import type { IdentityCheck } from '#shared/domain/identity.ts'
import type { ItemCode } from '#shared/domain/importing.ts'
import type { RecognisedStatement } from '#shared/domain/recognisedIdentity.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { newUuid } from '#shared/kit/ids.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import { beginImport, endImport, type HeldItem, putItem } from './importStore.ts'
import { fileNameOf } from './itemName.ts'

export interface SetAside {
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
  tx.run('DELETE FROM document WHERE id = ? AND case_id = ?', [id, caseId])
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
