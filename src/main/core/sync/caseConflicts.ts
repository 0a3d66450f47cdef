// Values of a case that two people changed differently: both are kept, with who and when, until a person decides. Never merged silently.
import type { z } from 'zod'
import { caseError } from '#shared/contract/errors.ts'
import type { ConflictCard } from '#shared/contract/workstation/sync.contract.ts'
import { type FieldConflict, factsText, mergeCase } from '#shared/domain/mergeCase.ts'
import { ReviewCase } from '#shared/domain/reviewCase.ts'
import { CaseId, newUuid } from '#shared/kit/ids.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { changeCase, readCase } from '../cases/caseStore.ts'
import type { Session } from '../identity/session.ts'
import type { Readable, Writable } from '../storage/handles.ts'

type Card = z.infer<typeof ConflictCard>

interface Row {
  id: string
  case_id: string
  field: string
  base: string
  mine: string
  theirs: string
  mine_by: string
  mine_at: string
  theirs_by: string
  theirs_at: string
}

export function createCaseConflicts({ session, audit, clock }: { session: Session; audit: AuditLog; clock: Clock }) {
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }

  function baseOf(r: Readable, caseId: string): string | null {
    return r.get<{ base: string | null }>('SELECT base_body AS base FROM sync_case WHERE case_id = ?', [caseId])?.base ?? null
  }

  /** Both sides have these facts now. */
  function keepBase(tx: Writable, reviewCase: ReviewCase): void {
    tx.run('UPDATE sync_case SET base_body = ? WHERE case_id = ?', [factsText(reviewCase), reviewCase.id])
  }

  /** What the case shall be here after the server's version came in; differing fields become open conflicts. */
  function takeIn(tx: Writable, mine: ReviewCase, theirs: ReviewCase, changed: { name: string; at: string } | null): ReviewCase {
    const base = baseOf(tx, theirs.id)
    if (base === null) return theirs
    const { merged, conflicts } = mergeCase(base, mine, theirs)
    for (const conflict of conflicts) note(tx, theirs.id, conflict, changed)
    return merged
  }

  function note(tx: Writable, caseId: string, { field, base, mine, theirs }: FieldConflict, changed: { name: string; at: string } | null): void {
    const now = isoInstant(clock.now())
    const own = tx.get<{ at: string | null }>("SELECT max(at) AS at FROM audit WHERE event LIKE 'case.%' AND actor = ? AND json_extract(fields, '$.caseId') = ?", [user.id, caseId])
    tx.run(
      'INSERT INTO case_conflict (id, case_id, field, base, mine, theirs, mine_by, mine_at, theirs_by, theirs_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [newUuid(clock.now()), caseId, field, JSON.stringify(base), JSON.stringify(mine), JSON.stringify(theirs), user.name, own?.at ?? now, changed?.name ?? '', changed?.at ?? now],
    )
    audit.append(tx, 'case.conflictFound', actor, { caseId, field })
  }

  function list(): Card[] {
    return db
      .read((r) => r.all<Row & Record<string, string>>('SELECT * FROM case_conflict WHERE decision IS NULL ORDER BY mine_at'))
      .map((row) => ({
        id: row.id,
        caseId: CaseId.parse(row.case_id),
        field: row.field,
        base: row.base,
        mine: { value: row.mine, by: row.mine_by, at: row.mine_at },
        theirs: { value: row.theirs, by: row.theirs_by, at: row.theirs_at },
      }))
  }

  /** @throws CaseError CASE_NOT_FOUND when there is no such open conflict of the case */
  function decide({ caseId, conflictId, choice, reason }: { caseId: string; conflictId: string; choice: 'mine' | 'theirs'; reason: string }): void {
    db.write((tx) => {
      const row = tx.get<Row & Record<string, string>>('SELECT * FROM case_conflict WHERE id = ? AND case_id = ? AND decision IS NULL', [conflictId, caseId])
      if (!row) throw caseError('CASE_NOT_FOUND', {})
      if (choice === 'mine') changeCase(tx, caseId, (before) => ReviewCase.parse({ ...before, [row.field]: JSON.parse(row.mine) }))
      tx.run('UPDATE case_conflict SET decision = ?, reason = ?, decided_at = ? WHERE id = ?', [choice, reason, isoInstant(clock.now()), conflictId])
      audit.append(tx, 'case.conflictDecided', actor, { caseId, conflict: conflictId, field: row.field, choice })
    })
  }

  /** The case was changed here since both sides had the same. */
  function changedHere(r: Readable, caseId: string): ReviewCase | null {
    const base = baseOf(r, caseId)
    const now = readCase(r, caseId)
    return base !== null && factsText(now) !== base ? now : null
  }

  const count = () => db.read((r) => r.get<{ n: number }>('SELECT count(*) AS n FROM case_conflict WHERE decision IS NULL'))?.n ?? 0

  return { takeIn, keepBase, list, decide, changedHere, baseOf, count }
}
