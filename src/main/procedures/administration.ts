// Administration: every procedure is the same question to the server, which checks and records it.
import { CaseError, caseError } from '#shared/contract/errors.ts'
import type { Workplace } from '../core/openWorkplace.ts'
import type { ServiceClient } from '../core/sync/serverLink.ts'

/** @param work the open profile's services */
export function administrationAnswers(work: () => Workplace) {
  const ask = <T>(use: (client: ServiceClient) => Promise<T>) => work().sync.ask(use).catch(byItsRules)
  return {
    users: () => ask((c) => c.administration.users()),
    invite: ({ input }: Input<'invite'>) => ask((c) => c.administration.invite(input)),
    setUser: ({ input }: Input<'setUser'>) => ask((c) => c.administration.setUser(input)),
    accounts: () => ask((c) => c.administration.accounts()),
    makeAccount: ({ input }: Input<'makeAccount'>) => ask((c) => c.administration.makeAccount(input)).catch(nameTaken),
    renewAccount: ({ input }: Input<'renewAccount'>) => ask((c) => c.administration.renewAccount(input)),
    devices: () => ask((c) => c.administration.devices()),
    revokeDevice: ({ input }: Input<'revokeDevice'>) => ask((c) => c.administration.revokeDevice(input)),
    assignments: () => ask((c) => c.administration.assignments()),
    assignPerson: ({ input }: Input<'assign'>) => ask((c) => c.administration.assign(input)),
    unassignPerson: ({ input }: Input<'unassign'>) => ask((c) => c.administration.unassign(input)),
    hold: ({ input }: Input<'hold'>) => ask((c) => c.administration.hold(input)),
    setRegion: ({ input }: Input<'setRegion'>) => ask((c) => c.administration.setRegion(input)),
    erase: ({ input }: Input<'erase'>) => ask((c) => c.administration.erase(input)),
    experts: async () => {
      const experts = await ask((c) => c.administration.experts())
      work().licence.heard(experts)
      return experts
    },
    putExpert: ({ input }: Input<'putExpert'>) => ask((c) => c.administration.putExpert(input)),
    policy: () => ask((c) => c.administration.policy()),
    putPolicy: ({ input }: Input<'putPolicy'>) => ask((c) => c.administration.putPolicy(input)),
    breakGlasses: () => ask((c) => c.administration.breakGlasses()),
    reviewBreakGlass: ({ input }: Input<'reviewBreakGlass'>) => ask((c) => c.administration.reviewBreakGlass(input)),
    breakGlass: ({ input }: { input: Parameters<ServiceClient['breakGlass']>[0] }) => ask((c) => c.breakGlass(input)),
    searchAudit: ({ input }: { input: Parameters<ServiceClient['audit']['search']>[0] }) => ask((c) => c.audit.search(input)),
    exportAudit: ({ input }: { input: Parameters<ServiceClient['audit']['export']>[0] }) => ask((c) => c.audit.export(input)),
    verifyAudit: () => ask((c) => c.audit.verify()),
  }
}

/** A rule of the server forbids this act, not this workstation. */
function byItsRules(cause: unknown): never {
  const reason = cause instanceof CaseError ? (cause.data as { reason?: string }).reason : undefined
  throw reason === 'NOT_ALLOWED' || reason === 'RETENTION' ? caseError('SERVER_RULES', {}, { cause }) : cause
}

function nameTaken(cause: unknown): never {
  throw cause instanceof CaseError && (cause.data as { reason?: string }).reason === 'NAME_TAKEN' ? caseError('NAME_TAKEN', {}, { cause }) : cause
}

type Input<K extends keyof ServiceClient['administration']> = { input: Parameters<ServiceClient['administration'][K]>[0] }
