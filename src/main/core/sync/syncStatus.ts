// What the person is told of the exchange, in one record: never "synced" while anything is on its way or waits for somebody.
import type { z } from 'zod'
import type { CaseError } from '#shared/contract/errors.ts'
import { DEFAULT_POLICY } from '#shared/contract/service/administration.contract.ts'
import type { SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { CaseId } from '#shared/kit/ids.ts'
import type { Database, Readable } from '../storage/handles.ts'
import type { createCaseConflicts } from './caseConflicts.ts'
import { readLease } from './lease.ts'
import type { createOutbox } from './outbox.ts'
import type { RoundPorts } from './round.ts'
import { knownServer } from './serverRecord.ts'
import { pinnedCases, readChoices } from './syncChoices.ts'

type Status = z.infer<typeof SyncStatus>

export interface StatusParts {
  readonly db: Database
  readonly outbox: ReturnType<typeof createOutbox>
  readonly conflicts: Pick<ReturnType<typeof createCaseConflicts>, 'count'>
  readonly round: RoundPorts | null
  readonly offlineSince: string | null
  readonly refused: CaseError | null
}

export function readStatus({ db, outbox, conflicts, round, offlineSince, refused }: StatusParts): Status {
  const { known, untold, lease, choices, pinned, up, down } = db.read((r) => ({
    known: knownServer(r),
    untold: casesUntold(r),
    lease: readLease(r),
    choices: readChoices(r),
    pinned: pinnedCases(r),
    up: waitingFiles(r, 'up'),
    down: waitingFiles(r, 'down'),
  }))
  const unsent = { commands: outbox.count('waiting') + untold, documents: round?.rooms.unsent().length ?? 0, blobs: up.blobs, bytes: up.bytes }
  const attention = outbox.count('needsYou') + conflicts.count() + (refused ? 1 : 0)
  const facts = { attention, isOffline: offlineSince !== null, unsent, incoming: down, paused: choices.paused }
  return {
    state: known ? stateOf(facts) : 'alone',
    serverUrl: known?.url ?? null,
    offlineSince,
    unsent,
    incoming: down,
    attention,
    stopped: refused?.code ?? null,
    lastSyncedAt: known?.lastSyncedAt ?? null,
    leaseUntil: known ? (lease?.until ?? null) : null,
    autoLockMinutes: (known ? lease?.policy : undefined)?.autoLockMinutes ?? DEFAULT_POLICY.autoLockMinutes,
    administrator: known ? (lease?.administrator ?? false) : false,
    ...choices,
    pinned: pinned.map((id) => CaseId.parse(id)),
  }
}

interface Facts {
  readonly attention: number
  readonly isOffline: boolean
  readonly unsent: Status['unsent']
  readonly incoming: Status['incoming']
  readonly paused: boolean
}

/** The worst first: what needs a person, what is not reached, what is held, what moves. */
export function stateOf({ attention, isOffline, unsent, incoming, paused }: Facts): Exclude<Status['state'], 'alone'> {
  if (attention > 0) return 'needsYou'
  if (isOffline) return 'offline'
  if (paused && unsent.blobs + incoming.blobs > 0) return 'paused'
  if (unsent.commands + unsent.documents + unsent.blobs > 0) return 'sending'
  return incoming.blobs > 0 ? 'receiving' : 'synced'
}

/** Cases made since the last round: the server has not been told of them, and nothing of theirs is in the outbox yet. */
function casesUntold(r: Readable): number {
  const row = r.get<{ n: number }>('SELECT count(*) AS n FROM review_case c WHERE NOT EXISTS (SELECT 1 FROM sync_case s WHERE s.case_id = c.id) AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id)')
  return row?.n ?? 0
}

function waitingFiles(r: Readable, direction: 'up' | 'down'): { blobs: number; bytes: number } {
  const row = r.get<{ blobs: number; bytes: number | null }>("SELECT count(*) AS blobs, sum(bytes) AS bytes FROM sync_blob WHERE direction = ? AND state = 'waiting'", [direction])
  return { blobs: row?.blobs ?? 0, bytes: row?.bytes ?? 0 }
}
