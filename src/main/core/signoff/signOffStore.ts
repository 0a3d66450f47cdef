// Rows of sign-offs. The only place with SQL of this table; the body is never changed, only the state moves.
import { Countersignature } from '#shared/contract/service/service.contract.ts'
import { SignOff } from '#shared/domain/signOff.ts'
import type { Readable, Writable } from '../storage/handles.ts'

interface Row {
  body: string
  state: string
}

function signOffOf({ body, state }: Row): SignOff {
  return SignOff.parse({ ...JSON.parse(body), state })
}

/** Newest first. One whose report was replaced by a signed one reads as superseded. */
export function listSignOffs(r: Readable, caseId: string): SignOff[] {
  const signed = r.all<Row & Record<string, string>>('SELECT body, state FROM sign_off WHERE case_id = ? ORDER BY signed_at DESC, id DESC', [caseId]).map(signOffOf)
  const valid = signed.filter(({ state }) => state !== 'conflict')
  const newest = Math.max(0, ...valid.map(({ reportNumber }) => reportNumber))
  return signed.map((signOff) => (signOff.state !== 'conflict' && signOff.reportNumber < newest ? { ...signOff, state: 'superseded' } : signOff))
}

/** The valid sign-off of a report. */
export function findSignOff(r: Readable, reportId: string): SignOff | undefined {
  const row = r.get<Row & Record<string, string>>("SELECT body, state FROM sign_off WHERE report_id = ? ORDER BY state = 'conflict', signed_at LIMIT 1", [reportId])
  return row && signOffOf(row)
}

/** null while the server has not countersigned. */
export function findCountersignature(r: Readable, signOffId: string): Countersignature | null {
  const text = r.get<{ text: string | null }>('SELECT countersignature AS text FROM sign_off WHERE id = ?', [signOffId])?.text
  return text ? Countersignature.parse(JSON.parse(text)) : null
}

/** One more than the last signature made on this device. */
export function nextDeviceCounter(r: Readable): number {
  return (r.get<{ n: number | null }>('SELECT max(device_counter) AS n FROM sign_off WHERE made_here = 1')?.n ?? 0) + 1
}

/** @param madeHere false for what the server sends */
export function addSignOff(tx: Writable, signOff: SignOff, madeHere: boolean, countersignature: Countersignature | null = null): void {
  tx.run(
    `INSERT INTO sign_off (id, case_id, report_id, body, state, countersignature, device_counter, made_here, signed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, countersignature = coalesce(excluded.countersignature, countersignature)`,
    [
      signOff.id,
      signOff.caseId,
      signOff.reportId,
      JSON.stringify(signOff),
      signOff.state === 'superseded' ? 'final' : signOff.state,
      countersignature && JSON.stringify(countersignature),
      signOff.deviceCounter,
      Number(madeHere),
      signOff.signedAt,
    ],
  )
}

export function markConflict(tx: Writable, signOffId: string): void {
  tx.run("UPDATE sign_off SET state = 'conflict' WHERE id = ?", [signOffId])
}
