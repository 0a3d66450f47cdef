// What a person decides about the exchange: who joins a case, what becomes of refused changes and differing values, how files travel. Each in one transaction with its audit.
import { caseError } from '#shared/contract/errors.ts'
import type { SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { type SeriesOfStudy, seriesKey } from '#shared/domain/imagingStudy.ts'
import type { User } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { Session } from '../identity/session.ts'
import { listSeriesFiles } from '../imaging/imagingStore.ts'
import type { createCaseConflicts } from './caseConflicts.ts'
import type { createOutbox } from './outbox.ts'
import { rejoin } from './round.ts'
import { knownServer } from './serverRecord.ts'
import { askFirst, keepChoices, pinCase } from './syncChoices.ts'

interface Ports {
  readonly session: Session
  readonly audit: AuditLog
  readonly clock: Clock
  readonly outbox: ReturnType<typeof createOutbox>
  readonly conflicts: ReturnType<typeof createCaseConflicts>
  /** What the person is told after a choice. */
  status(): SyncStatus
  /** Something was decided, perhaps about one case: screens read again and the next round comes soon. */
  decided(caseId: string | null): void
}

export function createSyncDecisions({ session, audit, clock, outbox, conflicts, status, decided }: Ports) {
  const { db, user } = session
  const actor = { userId: user.id, role: user.role }

  function assign({ caseId, userId }: { caseId: string; userId: User['id'] }): Record<string, never> {
    db.write((tx) => {
      outbox.enqueue(tx, caseId, { type: 'case.assign', userId })
      audit.append(tx, 'case.memberAdded', actor, { caseId, userId })
    })
    decided(null)
    return {}
  }

  function settle({ caseId, commandId, decision }: { caseId: string; commandId: string; decision: 'again' | 'discard' }): Record<string, never> {
    db.write((tx) => {
      if (!outbox.decide(tx, caseId, commandId, decision)) throw caseError('CASE_NOT_FOUND', {})
      audit.append(tx, 'sync.commandDecided', actor, { caseId, command: commandId, decision })
    })
    decided(null)
    return {}
  }

  function decide(input: Parameters<typeof conflicts.decide>[0]): Record<string, never> {
    conflicts.decide(input)
    decided(input.caseId)
    return {}
  }

  function sendAllAgain(): SyncStatus {
    db.write((tx) => {
      const known = knownServer(tx)
      if (known) rejoin(tx, known.epoch)
      // The person goes on with a server that is not the one the receipt is of; which link it no longer has stays in this device's own audit.
      const receipt = tx.get<{ seq: number; hash: string }>('SELECT seq, hash FROM server_receipt')
      tx.run('DELETE FROM server_receipt')
      audit.append(tx, 'sync.rejoined', actor, receipt ? { receiptSeq: receipt.seq, receiptHash: receipt.hash } : {})
    })
    decided(null)
    return status()
  }

  function choose(choices: { paused: boolean; limitKib: number | null }): SyncStatus {
    db.write((tx) => keepChoices(tx, choices))
    decided(null)
    return status()
  }

  function pin({ caseId, pinned }: { caseId: string; pinned: boolean }): SyncStatus {
    db.write((tx) => pinCase(tx, caseId, pinned))
    decided(null)
    return status()
  }

  function opened(caseId: string, of: SeriesOfStudy | null): void {
    const files = of === null ? null : db.read((r) => listSeriesFiles(r, caseId)).flatMap((series) => (seriesKey(series) === seriesKey(of) ? series.sha256s : []))
    db.write((tx) => askFirst(tx, caseId, files, isoInstant(clock.now())))
  }

  return { assign, settle, decide, rejoin: sendAllAgain, choose, pin, opened }
}
