// Administration of the server from a workstation: asked of the server as it is, nothing of it is kept here. The server checks the office and keeps the audit.
import { z } from 'zod'
import { CaseId, UserId } from '../../kit/ids.ts'
import { Expert } from '../../domain/expert.ts'
import { Role, User } from '../../domain/people.ts'
import { AUDIT_FORMATS, AuditEntry, AuditQuery, ChainState } from '../service/audit.contract.ts'
import { AccountLogin, Assignment, BreakGlass, ServerAccount, ServerDevice, ServerPolicy, ServerUser } from '../service/administration.contract.ts'
import { pick } from '../errors.ts'
import { signedInProcedure } from '../procedure.ts'

const office = () => signedInProcedure().errors(pick('SERVER_UNREACHABLE', 'SERVER_REFUSED', 'SERVER_RULES'))
const reason = z.string().trim().min(3).max(500)

export const administrationContract = {
  users: office().output(z.array(ServerUser)),
  invite: office().input(User.omit({ id: true }).extend({ days: z.number().int().min(1).max(30) })).output(z.object({ code: z.string(), expiresAt: z.string() })),
  setUser: office().input(z.object({ userId: UserId, role: Role, administrator: z.boolean(), disabled: z.boolean() })).output(ServerUser),
  accounts: office().output(z.object({ offered: z.boolean(), accounts: z.array(ServerAccount) })),
  makeAccount: office().errors(pick('NAME_TAKEN')).input(User.omit({ id: true }).extend({ login: AccountLogin })).output(z.object({ passphrase: z.string() })),
  renewAccount: office().input(z.object({ login: z.string().max(60) })).output(z.object({ passphrase: z.string() })),
  devices: office().output(z.array(ServerDevice)),
  revokeDevice: office().input(z.object({ device: z.string().max(64), reason })).output(ServerDevice),
  assignments: office().output(z.array(Assignment)),
  assignPerson: office().input(z.object({ caseId: CaseId, userId: UserId })).output(Assignment),
  unassignPerson: office().input(z.object({ caseId: CaseId, userId: UserId, reason })).output(Assignment),
  hold: office().input(z.object({ caseId: CaseId, held: z.boolean(), reason })).output(Assignment),
  setRegion: office().input(z.object({ caseId: CaseId, region: z.string().max(6).nullable(), reason })).output(Assignment),
  erase: office().input(z.object({ caseId: CaseId, reason })).output(z.object({ at: z.string(), proof: z.string() })),
  experts: office().output(z.array(Expert)),
  putExpert: office().input(Expert).output(Expert),
  policy: office().output(z.object({ version: z.number().int(), policy: ServerPolicy, at: z.string().nullable() })),
  putPolicy: office().input(ServerPolicy).output(z.object({ version: z.number().int() })),
  breakGlasses: office().output(z.array(BreakGlass)),
  reviewBreakGlass: office().input(z.object({ id: z.uuid(), verdict: z.enum(['justified', 'notJustified']) })).output(BreakGlass),
  /** Opens a case of others for a time, read-only; the administrators are told. */
  breakGlass: office()
    .input(z.object({ caseNumber: z.string().trim().min(1).max(24), reason: z.string().trim().min(10).max(500) }))
    .output(z.object({ caseId: CaseId, until: z.string() })),
  searchAudit: office().input(AuditQuery).output(z.array(AuditEntry)),
  exportAudit: office()
    .input(AuditQuery.omit({ before: true, limit: true }).extend({ format: z.enum(AUDIT_FORMATS) }))
    .output(z.object({ name: z.string(), mediaType: z.string(), text: z.string(), entries: z.number().int() })),
  verifyAudit: office().output(ChainState),
}
