import { z } from 'zod'
import { CaseId, UserId } from '../../kit/ids.ts'
import { AccountWord } from '../service/account.ts'
import { User } from '../../domain/people.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

export const SYNC_STATES = ['alone', 'synced', 'sending', 'receiving', 'paused', 'offline', 'needsYou'] as const

export const SyncStatus = z.object({
  state: z.enum(SYNC_STATES),
  serverUrl: z.string().nullable(),
  /** ISO instant since when the server is not reached; null while it is. */
  offlineSince: z.string().nullable(),
  unsent: z.object({ commands: z.number().int(), documents: z.number().int(), blobs: z.number().int(), bytes: z.number() }),
  /** Files of the team's cases that are not on this device yet. */
  incoming: z.object({ blobs: z.number().int(), bytes: z.number() }),
  /** What waits for a person: refused changes, differing values, a server that lost its cases. */
  attention: z.number().int(),
  /** Code of what stops the exchange until somebody acts; null when nothing does. */
  stopped: z.string().nullable(),
  lastSyncedAt: z.string().nullable(),
  /** ISO instant until which this device may be used without its server; null without one. */
  leaseUntil: z.string().nullable(),
  /** Minutes without use until the workstation locks itself; the server's rule, else the workstation's own. */
  autoLockMinutes: z.number().int(),
  /** This person administers the server. */
  administrator: z.boolean(),
  paused: z.boolean(),
  /** KiB per second for files; null = no limit. */
  limitKib: z.number().int().nullable(),
  pinned: z.array(CaseId),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const LedgerRow = z.object({
  /** Of a change: its command, to act on it; null for texts and files. */
  commandId: z.uuid().nullable(),
  /** Of a file: which way it goes. */
  direction: z.enum(['up', 'down']).nullable(),
  /** How many things the line stands for. */
  count: z.number().int(),
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

/** A case that the server has: who else of its team holds it, and until when this person may read it. */
export const CaseSharing = z.object({
  caseId: CaseId,
  /** Opened in an emergency: ISO instant at which it closes again; null for the team. */
  emergencyUntil: z.string().nullable(),
  /** `hasNewest`: their device has the facts, documents and reports as they are now; `at` null: nothing of it yet. */
  people: z.array(z.object({ name: z.string(), at: z.string().nullable(), hasNewest: z.boolean() })),
})
export type CaseSharing = z.infer<typeof CaseSharing>

const Said = z.object({ /** JSON text of the value. */ value: z.string(), by: z.string(), at: z.string() })

/** A value that two people changed differently; both are kept until somebody decides. */
export const ConflictCard = z.object({ id: z.uuid(), caseId: CaseId, field: z.string(), base: z.string(), mine: Said, theirs: Said })
export type ConflictCard = z.infer<typeof ConflictCard>

const reason = z.string().trim().min(3).max(500)

export const syncContract = {
  conflicts: signedInProcedure().output(z.array(ConflictCard)),
  decide: teamProcedure('case.conflictDecided')
    .input(z.object({ caseId: CaseId, conflictId: z.uuid(), choice: z.enum(['mine', 'theirs']), reason }))
    .output(z.object({})),
  /** A change that the server refused: sent once more as it is, or laid aside with a reason. */
  settle: teamProcedure('sync.commandDecided')
    .input(z.object({ caseId: CaseId, commandId: z.uuid(), decision: z.enum(['again', 'discard']), reason }))
    .output(z.object({})),
  /** After SERVER_EMPTIED: everything goes to the server again. */
  rejoin: signedInProcedure({ audit: 'sync.rejoined' }).output(SyncStatus),
  choose: signedInProcedure().input(z.object({ paused: z.boolean(), limitKib: z.number().int().min(16).max(1_000_000).nullable() })).output(SyncStatus),
  /** Keeps a case complete on this device, before others: for a journey. */
  pin: teamProcedure(null).input(z.object({ caseId: CaseId, pinned: z.boolean() })).output(SyncStatus),
  status: signedInProcedure().output(SyncStatus),
  ledger: signedInProcedure().output(z.array(LedgerRow)),
  /** As the server last said; also without it. */
  sharing: signedInProcedure().output(z.array(CaseSharing)),
  /** Enrols this workstation with a server. The code is printed by the server once. */
  connect: signedInProcedure({ audit: 'sync.connected' })
    .errors(pick('SERVER_UNREACHABLE', 'LINE_NOT_TRUSTED', 'SERVER_REFUSED'))
    .input(z.object({ serverUrl: z.url(), enrolmentCode: z.string().trim().min(1).max(120) }))
    .output(SyncStatus),
  /** Enrols this workstation with an account of the server. */
  connectByAccount: signedInProcedure({ audit: 'sync.connected' })
    .errors(pick('SERVER_UNREACHABLE', 'LINE_NOT_TRUSTED', 'SERVER_REFUSED', 'ACCOUNT_REFUSED', 'ACCOUNT_LOCKED', 'CHOOSE_PASSPHRASE'))
    .input(AccountWord.extend({ serverUrl: z.url() }))
    .output(SyncStatus),
  /** Signs in at the organisation's identity provider; `userCode` is typed there from another device. `finishSignOn` waits for the person and enrols this workstation. */
  beginSignOn: signedInProcedure()
    .errors(pick('SERVER_UNREACHABLE', 'LINE_NOT_TRUSTED', 'SERVER_REFUSED', 'SIGN_ON_NOT_OFFERED', 'SIGN_ON_FAILED'))
    .input(z.object({ serverUrl: z.url(), way: z.enum(['browser', 'device']) }))
    .output(z.object({ address: z.string(), userCode: z.string().nullable() })),
  finishSignOn: signedInProcedure({ audit: 'sync.connected' }).errors(pick('SERVER_UNREACHABLE', 'LINE_NOT_TRUSTED', 'SERVER_REFUSED', 'SIGN_ON_FAILED', 'SIGN_ON_REFUSED')).output(SyncStatus),
  cancelSignOn: signedInProcedure().output(z.object({})),
  disconnect: signedInProcedure({ audit: 'sync.disconnected' }).output(SyncStatus),
  syncNow: signedInProcedure().output(SyncStatus),
  /** People of the server who can be put on a case. */
  people: signedInProcedure().errors(pick('SERVER_UNREACHABLE')).output(z.array(User)),
  assign: teamProcedure('case.memberAdded')
    .input(z.object({ caseId: CaseId, userId: UserId }))
    .output(z.object({})),
}
