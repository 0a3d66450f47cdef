// Telling the server of a signature, in the transaction that made it. Knows no network.
import type { Report } from '#shared/domain/report.ts'
import type { SignedAct } from '#shared/domain/signedAct.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Sha256 } from '#shared/kit/ids.ts'
import { readCase } from '../cases/caseStore.ts'
import type { Database, Readable, Writable } from '../storage/handles.ts'
import { createOutbox, isPublished } from '../sync/outbox.ts'
import { knownServer } from '../sync/serverRecord.ts'

/** Whether this workstation belongs to a server: its signatures then wait for the countersignature. */
export function isServed(r: Readable): boolean {
  return knownServer(r) !== undefined
}

/** The case and the report go before the signature, if the server was not told of them yet: commands of a case keep their order. */
export function enqueueSignature(tx: Writable, clock: Clock, { signOff, report, rooms }: { signOff: SignOff; report: Report; rooms: readonly { room: string; sha256: Sha256 }[] }): void {
  tellReport(tx, clock, report).enqueue(tx, signOff.caseId, { type: 'report.sign', signOff, rooms: [...rooms] })
}

/** A co-signature or a withdrawal, behind the report it is about. */
export function enqueueSignedAct(tx: Writable, clock: Clock, act: SignedAct, report: Report): void {
  tellReport(tx, clock, report).enqueue(tx, act.caseId, { type: 'report.act', act })
}

function tellReport(tx: Writable, clock: Clock, report: Report): ReturnType<typeof createOutbox> {
  const outbox = createOutbox({ db: within(tx), clock })
  const { caseId } = report
  const isTold = (path: string, value: string) => tx.get('SELECT 1 FROM outbox WHERE case_id = ? AND json_extract(body, ?) = ?', [caseId, path, value]) !== undefined
  if (!isPublished(tx, caseId) && !isTold('$.type', 'case.publish')) outbox.enqueue(tx, caseId, { type: 'case.publish', reviewCase: readCase(tx, caseId) })
  if (!isTold('$.report.id', report.id)) outbox.enqueue(tx, caseId, { type: 'report.open', report })
  return outbox
}

/** The outbox's own transactions are not wanted here: it joins the one that is open. */
function within(tx: Writable): Database {
  return { read: (fn) => fn(tx), write: (fn) => fn(tx), close: () => undefined }
}
