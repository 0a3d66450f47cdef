// With whom a case is shared and until when: who holds which state of it, broken glass that ends by the clock, a case that was taken from this person.
import type { CaseHead } from '#shared/contract/service/service.contract.ts'
import type { CaseSharing } from '#shared/contract/workstation/sync.contract.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { CaseId } from '#shared/kit/ids.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import { letIn, shutOut } from '../cases/caseStore.ts'
import type { Session } from '../identity/session.ts'
import type { Readable, Writable } from '../storage/handles.ts'

interface Ports {
  readonly session: Session
  readonly audit: AuditLog
  readonly clock: Clock
}

/** Keeps what the server says of each case; a case is told of also when nothing of its content changed. */
export function keepSharing({ db }: Session, heads: readonly CaseHead[]): void {
  db.write((tx) => {
    for (const { caseId, until, seen } of heads) {
      const text = JSON.stringify(seen)
      tx.run('UPDATE sync_case SET until = ?, seen = ? WHERE case_id = ? AND (until IS NOT ? OR seen <> ?)', [until, text, caseId, until, text])
    }
  })
}

/** The case opens for this person as its standing says: `left` closes it here too, broken glass opens it for reading. Part of the round's transaction. */
export function takeStanding(tx: Writable, { session: { user }, audit }: Omit<Ports, 'clock'>, caseId: string, standing: CaseHead['standing'], until: string | null): void {
  tx.run('UPDATE sync_case SET standing = ?, until = ? WHERE case_id = ?', [standing, until, caseId])
  if (standing === 'breakGlass') letIn(tx, caseId, user)
  if (standing !== 'left') return
  shutOut(tx, caseId, user)
  tx.run("DELETE FROM sync_blob WHERE case_id = ? AND state = 'waiting'", [caseId])
  audit.append(tx, 'case.left', { userId: user.id, role: user.role }, { caseId })
}

/** Emergencies whose time is over are closed, with or without the server. @returns the cases */
export function endEmergencies(ports: Ports): string[] {
  const { db } = ports.session
  const now = isoInstant(ports.clock.now())
  const over = db.read((r) => r.all<{ id: string }>("SELECT case_id AS id FROM sync_case WHERE standing = 'breakGlass' AND until <= ?", [now]).map(({ id }) => id))
  if (over.length === 0) return over
  db.write((tx) => {
    for (const caseId of over) takeStanding(tx, ports, caseId, 'left', null)
  })
  return over
}

/** Opened with a reason, to be read only. */
export function isEmergency(r: Readable, caseId: string): boolean {
  return r.get("SELECT 1 FROM sync_case WHERE case_id = ? AND standing = 'breakGlass'", [caseId]) !== undefined
}

/** Every case of this device that the server has. */
export function readSharing(r: Readable, me: string): CaseSharing[] {
  const rows = r.all<{ id: string; version: number; standing: 'member' | 'breakGlass'; until: string | null; seen: string }>(
    "SELECT case_id AS id, server_version AS version, standing, until, seen FROM sync_case WHERE standing <> 'left' ORDER BY case_id",
  )
  return rows.map(({ id, version, standing, until, seen }) => ({
    caseId: CaseId.parse(id),
    emergencyUntil: standing === 'breakGlass' ? until : null,
    people: (JSON.parse(seen) as CaseHead['seen'])
      .filter(({ userId }) => userId !== me)
      .map(({ name, at, version: theirs }) => ({ name, at, hasNewest: at !== null && theirs >= version })),
  }))
}
