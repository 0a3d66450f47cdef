// Rows of co-signatures and withdrawals. The only place with SQL of this table; a body is never changed, only the server's word on it is added.
import type { Countersignature } from '#shared/contract/service/service.contract.ts'
import { type CoSignature, SignedAct } from '#shared/domain/signedAct.ts'
import type { Readable, Writable } from '../storage/handles.ts'

/** Oldest first; without those the server refused. */
export function listSignedActs(r: Readable, caseId: string): SignedAct[] {
  return r.all<{ body: string }>('SELECT body FROM signed_act WHERE case_id = ? AND refused IS NULL ORDER BY signed_at, id', [caseId]).map(({ body }) => SignedAct.parse(JSON.parse(body)))
}

/** Oldest first. */
export function listCoSignatures(r: Readable, caseId: string, reportId: string): CoSignature[] {
  return listSignedActs(r, caseId).flatMap((act) => (act.kind === 'coSignature' && act.reportId === reportId ? [act] : []))
}

/** @param madeHere false for what the server sends @returns whether it was not known before */
export function addSignedAct(tx: Writable, act: SignedAct, madeHere: boolean, countersignature: Countersignature | null = null): boolean {
  const isNew = tx.get('SELECT 1 FROM signed_act WHERE id = ?', [act.id]) === undefined
  tx.run(
    `INSERT INTO signed_act (id, case_id, report_id, kind, body, made_here, countersignature, signed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET countersignature = coalesce(excluded.countersignature, countersignature)`,
    [act.id, act.caseId, act.reportId, act.kind, JSON.stringify(act), Number(madeHere), countersignature && JSON.stringify(countersignature), act.signedAt],
  )
  return isNew
}

/** The server's rules refused it: it counts no more, and stays readable for the record. */
export function refuseSignedAct(tx: Writable, actId: string, reason: string): void {
  tx.run('UPDATE signed_act SET refused = ? WHERE id = ?', [reason, actId])
}
