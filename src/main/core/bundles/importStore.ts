// Rows of imports and their items. The only place with SQL of these tables.
import { type BundleStatement, ImportItem, ImportResult } from '#shared/domain/importing.ts'
import type { RecognisedStatement } from '#shared/domain/recognisedIdentity.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { FiledInstance } from '../imaging/imagingStore.ts'
import type { Readable, Writable } from '../storage/handles.ts'

/** What a quarantined item would become; its blobs are kept, nothing else of the case knows it. */
export type HeldItem = { kind: 'dicom'; filed: FiledInstance; document: SourceDocument | null } | { kind: 'document'; document: SourceDocument; recognised?: RecognisedStatement }

export interface ImportRow {
  importId: string
  caseId: string | null
  state: ImportResult['state']
  sourceName: string
  documents: number
  images: number
  studies: number
  seconds: number
  bytes: number
}

export function beginImport(tx: Writable, { importId, caseId, sourceName }: { importId: string; caseId: string | null; sourceName: string }, startedAt: string): void {
  tx.run(
    `INSERT INTO import (id, case_id, state, source_name, documents, images, studies, seconds, bytes, started_at) VALUES (?, ?, 'running', ?, 0, 0, 0, 0, 0, ?)`,
    [importId, caseId, sourceName, startedAt],
  )
}

export function endImport(tx: Writable, row: Omit<ImportRow, 'sourceName'>): void {
  tx.run('UPDATE import SET case_id = ?, state = ?, documents = ?, images = ?, studies = ?, seconds = ?, bytes = ? WHERE id = ?', [
    row.caseId,
    row.state,
    row.documents,
    row.images,
    row.studies,
    row.seconds,
    row.bytes,
    row.importId,
  ])
}

export function putStatements(tx: Writable, importId: string, statements: readonly BundleStatement[]): void {
  for (const statement of statements) tx.run('INSERT OR REPLACE INTO bundle_statement (import_id, bundle_id, body) VALUES (?, ?, ?)', [importId, statement.bundleId, JSON.stringify(statement)])
}

export function restartImport(tx: Writable, importId: string): void {
  tx.run("UPDATE import SET state = 'running' WHERE id = ?", [importId])
}

/** An import that was running when the program ended left nothing in the case: it is told as failed, and may go on. @returns how many */
export function failInterrupted(tx: Writable): number {
  return tx.run("UPDATE import SET state = 'failed' WHERE state = 'running'").changes
}

export function putItem(tx: Writable, importId: string, item: ImportItem, held: HeldItem | null): void {
  tx.run(
    'INSERT INTO import_item (import_id, item_id, name, outcome, code, bytes, identity, decision, reason, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)',
    [importId, item.itemId, item.name, item.outcome, item.code, item.bytes, item.identity && JSON.stringify(item.identity), item.decision, held && JSON.stringify(held)],
  )
}

export function decideItem(tx: Writable, importId: string, itemId: string, decision: 'leftOut' | 'released' | null, reason: string | null): void {
  tx.run('UPDATE import_item SET decision = ?, reason = ? WHERE import_id = ? AND item_id = ?', [decision, reason, importId, itemId])
}

export function readHeld(r: Readable, importId: string, itemId: string): { item: ImportItem; held: HeldItem | null } | undefined {
  const row = r.get<ItemRow>(`SELECT ${ITEM_COLUMNS}, held FROM import_item WHERE import_id = ? AND item_id = ?`, [importId, itemId])
  return row && { item: itemOf(row), held: row.held ? (JSON.parse(row.held) as HeldItem) : null }
}

/** Names of the undecided items, as they came. */
export function listHeldNames(r: Readable, caseId: string): string[] {
  return r
    .all<{ name: string }>(
      `SELECT name FROM import_item JOIN import ON import.id = import_item.import_id
       WHERE import.case_id = ? AND outcome = 'quarantined' AND decision IS NULL ORDER BY import.started_at, item_id`,
      [caseId],
    )
    .map(({ name }) => name)
}

interface ItemRow {
  itemId: string
  name: string
  outcome: string
  code: string | null
  bytes: number
  identity: string | null
  decision: string | null
  held: string | null
}

const ITEM_COLUMNS = 'item_id AS itemId, name, outcome, code, bytes, identity, decision'

function itemOf({ held: _, ...row }: ItemRow): ImportItem {
  return ImportItem.parse({ ...row, identity: row.identity && JSON.parse(row.identity) })
}

export function readImport(r: Readable, importId: string): ImportResult | undefined {
  const row = r.get<ImportRow>(
    `SELECT id AS importId, case_id AS caseId, state, source_name AS sourceName, documents, images, studies, seconds, bytes FROM import WHERE id = ?`,
    [importId],
  )
  if (!row) return undefined
  const items = r.all<ItemRow & { held: null }>(`SELECT ${ITEM_COLUMNS} FROM import_item WHERE import_id = ? ORDER BY item_id`, [importId]).map(itemOf)
  const statements = r.all<{ body: string }>('SELECT body FROM bundle_statement WHERE import_id = ? ORDER BY bundle_id', [importId]).map(({ body }) => JSON.parse(body) as BundleStatement)
  const resumable = row.state === 'failed' && r.get('SELECT 1 AS found FROM import_source WHERE import_id = ?', [importId]) !== undefined
  return ImportResult.parse({ ...row, items, statements, resumable })
}

export function listImportIds(r: Readable, caseId: string): string[] {
  return r.all<{ id: string }>('SELECT id FROM import WHERE case_id = ? ORDER BY started_at, id', [caseId]).map(({ id }) => id)
}
