// What administrators of a server do: people, devices, assignments, experts, rules, reviews, erasure. Shows no clinical content.
import { z } from 'zod'
import { CaseId, UserId } from '../../kit/ids.ts'
import { Expert } from '../../domain/expert.ts'
import { Role, User } from '../../domain/people.ts'
import { serviceProcedure } from './procedure.ts'

const Region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

/** Rules of the server, validated and versioned; the newest is in force. */
export const ServerPolicy = z.object({
  /** Days a device may be unlocked without reaching the server. */
  leaseDays: z.number().int().min(1).max(60),
  /** Minutes without use until a workstation locks itself. */
  autoLockMinutes: z.number().int().min(1).max(60),
  /** Hours that broken glass stays open. */
  breakGlassHours: z.number().int().min(1).max(72),
  /** Years a closed case is kept before it may be erased. */
  retentionYears: z.number().int().min(5).max(50),
  /** Region whose law sets the retention, e.g. ES-CT. */
  region: Region,
  /** Other regions that cases are kept for, each once, with its own years and what they rest on. */
  regions: z
    .array(z.object({ region: Region, years: z.number().int().min(5).max(50), basis: z.string().trim().min(3).max(200) }))
    .max(40)
    .default([]),
})
export type ServerPolicy = z.infer<typeof ServerPolicy>

/** Ley 41/2002 art. 17.1: at least five years. */
export const DEFAULT_POLICY: ServerPolicy = { leaseDays: 14, autoLockMinutes: 15, breakGlassHours: 8, retentionYears: 5, region: 'ES', regions: [] }

const reason = z.string().trim().min(3).max(500)

export const ServerUser = z.object({ user: User, administrator: z.boolean(), disabledAt: z.string().nullable(), devices: z.number().int(), cases: z.number().int() })
export type ServerUser = z.infer<typeof ServerUser>

/** Starts with a letter; no blanks. */
export const AccountLogin = z.string().trim().regex(/^\p{L}[\p{L}\p{N}._@-]{1,58}$/u)

export const ServerAccount = z.object({
  login: z.string(),
  name: z.string(),
  role: Role,
  licence: z.string().nullable(),
  /** `new`: the first passphrase still stands. `waits`: after ten wrong passphrases, until `until`. `shut`: after thirty, until an administrator makes a new first one. */
  state: z.enum(['new', 'ready', 'inUse', 'waits', 'shut']),
  until: z.string().nullable(),
})
export type ServerAccount = z.infer<typeof ServerAccount>

export const ServerDevice = z.object({
  device: z.string(),
  owner: User,
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  purgedAt: z.string().nullable(),
})
export type ServerDevice = z.infer<typeof ServerDevice>

/** A case as an administrator may see it: no patient, no illness. */
export const Assignment = z.object({
  caseId: CaseId,
  caseNumber: z.string(),
  stage: z.string(),
  closed: z.boolean(),
  held: z.boolean(),
  /** Region whose rule it is kept by; null: the server's own. */
  region: z.string().nullable(),
  retentionYears: z.number().int(),
  /** Earliest instant of erasure by that rule; null while it is not closed. */
  keptUntil: z.string().nullable(),
  lastChangeAt: z.string().nullable(),
  members: z.array(z.object({ user: User, owner: z.boolean() })),
})
export type Assignment = z.infer<typeof Assignment>

export const BreakGlass = z.object({
  id: z.uuid(),
  caseNumber: z.string(),
  person: User,
  reason: z.string(),
  at: z.string(),
  until: z.string(),
  verdict: z.enum(['justified', 'notJustified']).nullable(),
  reviewer: z.string().nullable(),
})
export type BreakGlass = z.infer<typeof BreakGlass>

export const administrationContract = {
  users: serviceProcedure('administrator', null).output(z.array(ServerUser)),
  /** A code for one person, once; role and licence come from here, not from whoever uses it. */
  invite: serviceProcedure('administrator', 'person.invited')
    .input(User.omit({ id: true }).extend({ days: z.number().int().min(1).max(30) }))
    .output(z.object({ code: z.string(), expiresAt: z.string() })),
  setUser: serviceProcedure('administrator', 'person.changed')
    .input(z.object({ userId: UserId, role: Role, administrator: z.boolean(), disabled: z.boolean() }))
    .output(ServerUser),
  /** Accounts of this server; `offered` false where an identity provider vouches for people. */
  accounts: serviceProcedure('administrator', null).output(z.object({ offered: z.boolean(), accounts: z.array(ServerAccount) })),
  /** The first passphrase is shown once. */
  makeAccount: serviceProcedure('administrator', 'account.made')
    .errors({ NAME_TAKEN: { status: 409, data: z.object({}) } })
    .input(User.omit({ id: true }).extend({ login: AccountLogin }))
    .output(z.object({ passphrase: z.string() })),
  /** A new first passphrase for a person who has forgotten theirs or is locked out. */
  renewAccount: serviceProcedure('administrator', 'account.renewed').input(z.object({ login: z.string().max(60) })).output(z.object({ passphrase: z.string() })),
  devices: serviceProcedure('administrator', null).output(z.array(ServerDevice)),
  /** The device is refused from now on and destroys its keys at its next contact. */
  revokeDevice: serviceProcedure('administrator', 'device.revoked').input(z.object({ device: z.string().max(64), reason })).output(ServerDevice),
  assignments: serviceProcedure('administrator', null).output(z.array(Assignment)),
  assign: serviceProcedure('administrator', 'case.memberAdded').input(z.object({ caseId: CaseId, userId: UserId })).output(Assignment),
  unassign: serviceProcedure('administrator', 'case.memberRemoved').input(z.object({ caseId: CaseId, userId: UserId, reason })).output(Assignment),
  experts: serviceProcedure('signedIn', null).output(z.array(Expert)),
  putExpert: serviceProcedure('administrator', 'expert.changed').input(Expert).output(Expert),
  policy: serviceProcedure('signedIn', null).output(z.object({ version: z.number().int(), policy: ServerPolicy, at: z.string().nullable() })),
  putPolicy: serviceProcedure('administrator', 'policy.changed').input(ServerPolicy).output(z.object({ version: z.number().int() })),
  breakGlasses: serviceProcedure('auditor', null).output(z.array(BreakGlass)),
  reviewBreakGlass: serviceProcedure('auditor', 'case.glassReviewed').input(z.object({ id: z.uuid(), verdict: z.enum(['justified', 'notJustified']) })).output(BreakGlass),
  /** A legal hold keeps a case from being erased, whatever its age. */
  hold: serviceProcedure('administrator', 'case.held').input(z.object({ caseId: CaseId, held: z.boolean(), reason })).output(Assignment),
  /** By which region's rule a case is kept; one that the rules name, or null for the server's own. */
  setRegion: serviceProcedure('administrator', 'case.regionChanged').input(z.object({ caseId: CaseId, region: Region.nullable(), reason })).output(Assignment),
  /** Destroys the case's key: every copy of its content on the server and in its backups becomes unreadable. `proof` names the tombstone in the audit. */
  erase: serviceProcedure('administrator', 'case.erased')
    .errors({ RETENTION: { status: 409, data: z.object({ until: z.string().nullable(), held: z.boolean() }) } })
    .input(z.object({ caseId: CaseId, reason }))
    .output(z.object({ at: z.string(), proof: z.string() })),
}
