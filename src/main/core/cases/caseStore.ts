// Rows of cases, members and steps. The only place with SQL of these tables; other rooms change a case through these functions, in their own transaction.
import { caseError } from '#shared/contract/errors.ts'
import { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { User } from '#shared/domain/people.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export interface CaseStep {
  at: string
  /** i18n key `event.*`. */
  labelKey: string
  /** What it is, for people: a bundle's name, a report's number; never needed to understand the key. */
  title: string
  actorName: string | null
  documentId?: string | null
  StudyInstanceUID?: string | null
}

export function listCaseIds(r: Readable): string[] {
  return r.all<{ id: string }>('SELECT id FROM review_case ORDER BY opened_at DESC, id').map(({ id }) => id)
}

/** @throws CaseError CASE_NOT_FOUND */
export function readCase(r: Readable, caseId: string): ReviewCase {
  const row = r.get<{ body: string; version: number }>('SELECT body, version FROM review_case WHERE id = ?', [caseId])
  if (!row) throw caseError('CASE_NOT_FOUND', {})
  return ReviewCase.parse({ ...JSON.parse(row.body), version: row.version })
}

/** Writes a case as it is, version included; used for new cases and for what the server sends. The same case twice changes nothing. */
export function putCase(tx: Writable, reviewCase: ReviewCase, hasRequest?: boolean): void {
  const { version, ...body } = reviewCase
  const kept = tx.get<{ has_request: number }>('SELECT has_request FROM review_case WHERE id = ?', [reviewCase.id])
  const request = Number(hasRequest ?? (kept ? kept.has_request === 1 : reviewCase.requestedOn !== null))
  tx.run(
    `INSERT INTO review_case (id, case_number, body, has_request, version, opened_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET case_number = excluded.case_number, body = excluded.body, version = excluded.version`,
    [reviewCase.id, freeNumber(tx, reviewCase), JSON.stringify(body), request, version, reviewCase.openedAt],
  )
  tx.run('DELETE FROM case_member WHERE case_id = ?', [reviewCase.id])
  for (const { user } of reviewCase.team) tx.run('INSERT OR IGNORE INTO case_member (case_id, user_id) VALUES (?, ?)', [reviewCase.id, user.id])
}

/** The table's number is unique on this machine even when two workstations numbered cases alone; people read the one in the body. */
function freeNumber(r: Readable, { id, caseNumber }: ReviewCase): string {
  const taken = r.get('SELECT 1 AS there FROM review_case WHERE case_number = ? AND id <> ?', [caseNumber, id])
  return taken ? `${caseNumber} ${id}` : caseNumber
}

/**
 * One validated change; counts the version up.
 * @returns the case after it
 */
export function changeCase(tx: Writable, caseId: string, change: (before: ReviewCase) => Partial<Omit<ReviewCase, 'id' | 'version'>>): ReviewCase {
  const before = readCase(tx, caseId)
  const after = ReviewCase.parse({ ...before, ...change(before), id: before.id, version: before.version + 1 })
  putCase(tx, after)
  return after
}

export function isMember(r: Readable, caseId: string, user: Pick<User, 'id'>): boolean {
  return r.get('SELECT 1 AS there FROM case_member WHERE case_id = ? AND user_id = ?', [caseId, user.id]) !== undefined
}

/** Somebody who is not of the team may see the case: an emergency. The next state from the server sets the team again. */
export function letIn(tx: Writable, caseId: string, user: Pick<User, 'id'>): void {
  tx.run('INSERT OR IGNORE INTO case_member (case_id, user_id) VALUES (?, ?)', [caseId, user.id])
}

/** The case is no longer shown to the person; what is kept of it stays encrypted. */
export function shutOut(tx: Writable, caseId: string, user: Pick<User, 'id'>): void {
  tx.run('DELETE FROM case_member WHERE case_id = ? AND user_id = ?', [caseId, user.id])
}

/** e.g. CN-2026-0007: the next free number of the year on this machine. */
export function nextCaseNumber(r: Readable, year: string): string {
  const last = r.get<{ n: number | null }>("SELECT max(CAST(substr(case_number, 9, 6) AS INTEGER)) AS n FROM review_case WHERE case_number LIKE ?", [`CN-${year}-%`])
  return `CN-${year}-${String((last?.n ?? 0) + 1).padStart(4, '0')}`
}

export function addStep(tx: Writable, caseId: string, step: CaseStep): void {
  tx.run('INSERT INTO case_step (case_id, at, label_key, title, document_id, study_uid, actor_name) VALUES (?, ?, ?, ?, ?, ?, ?)', [
    caseId,
    step.at,
    step.labelKey,
    step.title,
    step.documentId ?? null,
    step.StudyInstanceUID ?? null,
    step.actorName,
  ])
}

export function listSteps(r: Readable, caseId: string): CaseStep[] {
  return r.all<{ at: string; labelKey: string; title: string; actorName: string | null; documentId: string | null; StudyInstanceUID: string | null }>(
    `SELECT at, label_key AS labelKey, title, actor_name AS actorName, document_id AS documentId, study_uid AS StudyInstanceUID
     FROM case_step WHERE case_id = ? ORDER BY seq`,
    [caseId],
  )
}
