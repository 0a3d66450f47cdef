// The service contract on the server: each procedure is a call to the room that owns it. Who may call it is checked here, from the contract's own words.
import { implement, ORPCError } from '@orpc/server'
import { CaseMaterial } from '#shared/bundle/material.ts'
import type { ServiceMeta } from '#shared/contract/service/procedure.ts'
import { Countersignature, serviceContract, type CaseHead } from '#shared/contract/service/service.contract.ts'
import { Report } from '#shared/domain/report.ts'
import { ReviewCase } from '#shared/domain/reviewCase.ts'
import { SignedAct } from '#shared/domain/signedAct.ts'
import { SignOff } from '#shared/domain/signOff.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { mayDo } from '#shared/domain/caseStanding.ts'
import { situationOf } from '../access/standing.ts'
import { receiveHead } from '../audit/deviceHeads.ts'
import { exportAudit } from '../audit/exportAudit.ts'
import { withReasons } from '../audit/officeReasons.ts'
import { listAudit, searchAudit } from '../audit/searchAudit.ts'
import { holdsLink, type ServerAudit, verifyServerAudit } from '../audit/serverAudit.ts'
import type { createCaseOffice } from '../administration/cases.ts'
import type { createErasure } from '../administration/erasure.ts'
import { NobodyLeft, type createPeopleOffice } from '../administration/people.ts'
import { exchangeEntries } from '../administration/clinicEntries.ts'
import { policyInForce, type createRulesOffice } from '../administration/rules.ts'
import type { createBoards } from '../board/boardEvents.ts'
import type { createCommands } from '../cases/commands.ts'
import { markSeen, readCase, readHeads } from '../cases/readCases.ts'
import type { createDevices } from '../identity/devices.ts'
import type { Caller } from '../access/caller.ts'
import type { LocalAccounts } from '../identity/localAccounts.ts'
import type { OrganisationSignOn } from '../identity/organisationSignOn.ts'
import type { ServerIdentity } from '../identity/serverIdentity.ts'
import { readQuarantine } from '../cases/quarantineEvents.ts'
import { TooManyAtOnce } from '../identity/stretched.ts'
import { readPanelFor } from '../panel/panelEvents.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import type { ServerDatabase } from '../storage/executor.ts'

export interface ServiceContext {
  readonly caller: Caller | null
}

export interface ServicePorts {
  readonly db: ServerDatabase
  readonly clock: Clock
  readonly vault: CaseVault
  readonly audit: ServerAudit
  readonly identity: ServerIdentity
  readonly organisation: OrganisationSignOn
  readonly accounts: LocalAccounts
  readonly devices: ReturnType<typeof createDevices>
  readonly commands: ReturnType<typeof createCommands>
  readonly boards: ReturnType<typeof createBoards>
  readonly people: ReturnType<typeof createPeopleOffice>
  readonly rules: ReturnType<typeof createRulesOffice>
  readonly cases: ReturnType<typeof createCaseOffice>
  readonly erasure: ReturnType<typeof createErasure>
}

const refusal = (code: 'NOT_SIGNED_IN' | 'NOT_ALLOWED', status: number) => new ORPCError(code, { data: {}, defined: true, status })

/** Not the caller's fault and not for ever: they try again. */
function tooMany(cause: unknown): never {
  throw cause instanceof TooManyAtOnce ? new ORPCError('SERVICE_UNAVAILABLE') : cause
}

/** @throws ORPCError NOT_SIGNED_IN, NOT_ALLOWED. Standing to a case is checked where the case is read or changed. */
export function admitCaller({ access }: ServiceMeta, caller: Caller | null): void {
  if (access === 'anyone') return
  if (!caller) throw refusal('NOT_SIGNED_IN', 401)
  const isAuditor = caller.user.role === 'auditor'
  if (access === 'administrator' && !caller.administrator) throw refusal('NOT_ALLOWED', 403)
  if (access === 'auditor' && !caller.administrator && !isAuditor) throw refusal('NOT_ALLOWED', 403)
}

export function createServiceRouter(ports: ServicePorts) {
  const { db, clock, vault, audit, identity, organisation, accounts, devices, commands, boards, people, rules, cases, erasure } = ports
  const now = () => isoInstant(clock.now())
  const os = implement(serviceContract)
    .$context<ServiceContext>()
    .use(({ procedure, context, next }) => {
      admitCaller(procedure['~orpc'].meta as ServiceMeta, context.caller)
      return next()
    })

  const who = ({ caller }: ServiceContext): Caller => {
    if (!caller) throw refusal('NOT_SIGNED_IN', 401)
    return caller
  }
  const orRefused = <T>(value: T | null): T => {
    if (value === null) throw refusal('NOT_ALLOWED', 403)
    return value
  }

  return os.router({
    identity: os.identity.handler(() => ({ serverId: identity.serverId, epoch: identity.epoch, publicKey: identity.publicKey })),
    signOn: os.signOn.handler(({ input }) => organisation.begin(input.devicePublicKey, input.way)),
    enrol: os.enrol.handler(async ({ input, errors }) => {
      const answer = await devices.enrol(input).catch(tooMany)
      if (!answer) throw errors.CODE_WRONG({ data: {} })
      if (!('kind' in answer)) return { user: answer }
      if (answer.kind === 'locked') throw errors.ACCOUNT_LOCKED({ data: { until: answer.until } })
      throw errors.CHOOSE_PASSPHRASE({ data: {} })
    }),
    challenge: os.challenge.handler(async ({ input }) => ({ nonce: await devices.challenge(input.devicePublicKey) })),
    signIn: os.signIn.handler(async ({ input, errors }) => {
      const session = await devices.signIn(input)
      if (!session) throw errors.NOT_SIGNED_IN({ data: {} })
      if ('order' in session) throw errors.DEVICE_REVOKED({ data: { order: session.order } })
      return session
    }),
    purged: os.purged.handler(async ({ input }) => {
      await devices.purged(input)
      return {}
    }),
    lease: os.lease.handler(async ({ context }) => {
      const { policy } = await policyInForce(db)
      return { until: isoInstant(clock.now() + policy.leaseDays * 86_400_000), policy, administrator: who(context).administrator }
    }),
    people: os.people.handler(() => devices.people()),
    clinic: os.clinic.handler(({ context, input }) => exchangeEntries(db, input, who(context))),
    cases: os.cases.handler(({ context }): Promise<CaseHead[]> => readHeads(db, who(context), now())),
    fetch: os.fetch.handler(async ({ context, input, errors }) => {
      const caller = who(context)
      const found = await db.transaction().execute(async (trx) => {
        const read = await readCase(trx, vault, input.caseId, caller, now())
        if (read) await markSeen(trx, input.caseId, caller.user.id, read.body.version, now())
        if (read) await audit.append(trx, 'case.fetched', caller, { caseId: input.caseId })
        return read
      })
      if (!found) throw errors.CASE_NOT_FOUND({ data: {} })
      return {
        reviewCase: ReviewCase.parse(found.body),
        changed: found.changed,
        material: found.material.map((m) => CaseMaterial.parse(m)),
        reports: found.reports.map((r) => Report.parse(r)),
        signOffs: found.signOffs.map((s) => ({
          signOff: SignOff.parse(s.body),
          countersignature: s.countersignature === null ? null : Countersignature.parse(s.countersignature),
        })),
        acts: found.acts.map((a) => ({ act: SignedAct.parse(a.act), countersignature: Countersignature.parse(a.countersignature) })),
        panel: await readPanelFor(db, await vault.keyOf(db, input.caseId), input.caseId, caller.user.id, now()),
        quarantine: await readQuarantine(db, await vault.keyOf(db, input.caseId), input.caseId),
      }
    }),
    panel: os.panel.handler(async ({ context, input, errors }) => {
      const { user } = who(context)
      if (!mayDo('read', user.role, await situationOf(db, input.caseId, user.id, now()))) throw errors.CASE_NOT_FOUND({ data: {} })
      return readPanelFor(db, await vault.keyOf(db, input.caseId), input.caseId, user.id, now())
    }),
    quarantine: os.quarantine.handler(async ({ context, input, errors }) => {
      const { user } = who(context)
      if (!mayDo('read', user.role, await situationOf(db, input.caseId, user.id, now()))) throw errors.CASE_NOT_FOUND({ data: {} })
      return readQuarantine(db, await vault.keyOf(db, input.caseId), input.caseId)
    }),
    submit: os.submit.handler(({ context, input }) => commands.submit(input, who(context))),
    board: {
      meetings: os.board.meetings.handler(({ context }) => boards.meetings(who(context))),
      read: os.board.read.handler(async ({ context, input, errors }) => {
        const found = await boards.read(input, who(context))
        if (!found) throw errors.CASE_NOT_FOUND({ data: {} })
        return found
      }),
      submit: os.board.submit.handler(({ context, input }) => boards.submit(input, who(context))),
    },
    breakGlass: os.breakGlass.handler(async ({ context, input, errors }) => {
      const opened = await cases.breakGlass(input, who(context))
      if (!opened) throw errors.CASE_NOT_FOUND({ data: {} })
      return opened
    }),
    administration: {
      users: os.administration.users.handler(() => people.users()),
      invite: os.administration.invite.handler(({ context, input }) => people.invite(input, who(context))),
      setUser: os.administration.setUser.handler(async ({ context, input }) => {
        try {
          return orRefused(await people.setUser(input, who(context)))
        } catch (cause) {
          if (cause instanceof NobodyLeft) throw refusal('NOT_ALLOWED', 403)
          throw cause
        }
      }),
      accounts: os.administration.accounts.handler(async () => ({ offered: accounts.isOffered, accounts: await accounts.list() })),
      makeAccount: os.administration.makeAccount.handler(async ({ context, input, errors }) => {
        const made = await accounts.make(input, who(context)).catch(tooMany)
        if (!made) throw errors.NAME_TAKEN({ data: {} })
        return made
      }),
      renewAccount: os.administration.renewAccount.handler(async ({ context, input }) => orRefused(await accounts.renew(input, who(context)).catch(tooMany))),
      devices: os.administration.devices.handler(() => people.devices()),
      revokeDevice: os.administration.revokeDevice.handler(async ({ context, input }) => orRefused(await people.revokeDevice(input, who(context)))),
      assignments: os.administration.assignments.handler(() => cases.assignments()),
      assign: os.administration.assign.handler(async ({ context, input }) => orRefused(await cases.assign(input, who(context)))),
      unassign: os.administration.unassign.handler(async ({ context, input }) => orRefused(await cases.unassign(input, who(context)))),
      experts: os.administration.experts.handler(() => rules.experts()),
      putExpert: os.administration.putExpert.handler(async ({ context, input }) => orRefused(await rules.putExpert(input, who(context)))),
      policy: os.administration.policy.handler(() => rules.policy()),
      putPolicy: os.administration.putPolicy.handler(async ({ context, input }) => orRefused(await rules.putPolicy(input, who(context)))),
      breakGlasses: os.administration.breakGlasses.handler(() => cases.breakGlasses()),
      reviewBreakGlass: os.administration.reviewBreakGlass.handler(async ({ context, input }) => orRefused(await cases.reviewBreakGlass(input, who(context)))),
      hold: os.administration.hold.handler(async ({ context, input }) => orRefused(await cases.hold(input, who(context)))),
      setRegion: os.administration.setRegion.handler(async ({ context, input }) => orRefused(await cases.setRegion(input, who(context)))),
      erase: os.administration.erase.handler(async ({ context, input, errors }) => {
        const answer = await erasure.erase(input, who(context))
        if (answer.kind === 'unknown') throw errors.CASE_NOT_FOUND({ data: {} })
        if (answer.kind === 'kept') throw errors.RETENTION({ data: { until: answer.until, held: answer.held } })
        return { at: answer.at, proof: answer.proof }
      }),
    },
    audit: {
      search: os.audit.search.handler(async ({ context, input }) => {
        await db.transaction().execute((trx) => audit.append(trx, 'audit.searched', who(context)))
        return withReasons(db, vault, await searchAudit(db, input))
      }),
      export: os.audit.export.handler(async ({ context, input: { format, ...filter } }) => {
        await db.transaction().execute((trx) => audit.append(trx, 'audit.exported', who(context), { fields: { format } }))
        const entries = await withReasons(db, vault, await listAudit(db, filter))
        return { ...exportAudit(entries, format, identity), entries: entries.length }
      }),
      verify: os.audit.verify.handler(() => verifyServerAudit(db)),
      holds: os.audit.holds.handler(async ({ input }) => ({ holds: await holdsLink(db, input) })),
      sealHead: os.audit.sealHead.handler(async ({ context, input, errors }) => {
        const receipt = await receiveHead({ db, audit, at: now() }, input, who(context))
        if (typeof receipt === 'string') throw errors.HEAD_REFUSED({ data: { reason: receipt } })
        return receipt
      }),
    },
  })
}
