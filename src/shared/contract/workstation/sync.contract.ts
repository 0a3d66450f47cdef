import { z } from 'zod'
import { CaseId, UserId } from '../../kit/ids.ts'
import { User } from '../../domain/people.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

export const SYNC_STATES = ['alone', 'synced', 'sending', 'offline', 'needsYou'] as const

export const SyncStatus = z.object({
  state: z.enum(SYNC_STATES),
  serverUrl: z.string().nullable(),
  /** ISO instant since when the server is not reached; null while it is. */
  offlineSince: z.string().nullable(),
  unsent: z.object({ commands: z.number().int(), documents: z.number().int(), blobs: z.number().int(), bytes: z.number() }),
  lastSyncedAt: z.string().nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const LedgerRow = z.object({
  caseId: CaseId.nullable(),
  kind: z.enum(['command', 'text', 'blob']),
  /** What it is: the command's type, the document's room, a file's media type. */
  label: z.string(),
  bytes: z.number().nullable(),
  state: z.enum(['waiting', 'moving', 'done', 'needsYou']),
  at: z.string(),
  reason: z.string().nullable(),
})
export type LedgerRow = z.infer<typeof LedgerRow>

export const syncContract = {
  status: signedInProcedure().output(SyncStatus),
  ledger: signedInProcedure().output(z.array(LedgerRow)),
  /** Enrols this workstation with a server. The code is printed by the server once. */
  connect: signedInProcedure({ audit: 'sync.connected' })
    .errors(pick('SERVER_UNREACHABLE', 'SERVER_REFUSED'))
    .input(z.object({ serverUrl: z.url(), enrolmentCode: z.string().trim().min(1).max(120) }))
    .output(SyncStatus),
  disconnect: signedInProcedure({ audit: 'sync.disconnected' }).output(SyncStatus),
  syncNow: signedInProcedure().output(SyncStatus),
  /** People of the server who can be put on a case. */
  people: signedInProcedure().errors(pick('SERVER_UNREACHABLE')).output(z.array(User)),
  assign: teamProcedure('case.memberAdded')
    .input(z.object({ caseId: CaseId, userId: UserId }))
    .output(z.object({})),
}
