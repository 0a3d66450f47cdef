// The service contract on the server: each procedure is a call to the room that owns it.
import { implement, ORPCError } from '@orpc/server'
import { CaseMaterial } from '#shared/bundle/material.ts'
import { Countersignature, serviceContract, type CaseHead } from '#shared/contract/service/service.contract.ts'
import { Report } from '#shared/domain/report.ts'
import { ReviewCase } from '#shared/domain/reviewCase.ts'
import { SignOff } from '#shared/domain/signOff.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { isMember, type createCommands } from '../cases/commands.ts'
import { readCase, readHeads } from '../cases/readCases.ts'
import type { Caller, createDevices } from '../identity/devices.ts'
import type { ServerIdentity } from '../identity/serverIdentity.ts'
import { readPanelFor } from '../panel/panelEvents.ts'
import type { ServerDatabase } from '../storage/database.ts'

export interface ServiceContext {
  readonly caller: Caller | null
}

export interface ServicePorts {
  readonly db: ServerDatabase
  readonly identity: ServerIdentity
  readonly devices: ReturnType<typeof createDevices>
  readonly commands: ReturnType<typeof createCommands>
  readonly clock: Clock
}

export function createServiceRouter({ db, identity, devices, commands, clock }: ServicePorts) {
  const os = implement(serviceContract).$context<ServiceContext>()

  const who = ({ caller }: ServiceContext): Caller => {
    if (!caller) throw new ORPCError('NOT_SIGNED_IN', { data: {}, defined: true, status: 401 })
    return caller
  }

  return os.router({
    identity: os.identity.handler(() => ({ serverId: identity.serverId, epoch: identity.epoch, publicKey: identity.publicKey })),
    enrol: os.enrol.handler(async ({ input, errors }) => {
      const user = await devices.enrol(input)
      if (!user) throw errors.CODE_WRONG({ data: {} })
      return { user }
    }),
    challenge: os.challenge.handler(({ input }) => ({ nonce: devices.challenge(input.devicePublicKey) })),
    signIn: os.signIn.handler(async ({ input, errors }) => {
      const session = await devices.signIn(input)
      if (!session) throw errors.NOT_SIGNED_IN({ data: {} })
      return session
    }),
    people: os.people.handler(({ context }) => {
      who(context)
      return devices.people()
    }),
    cases: os.cases.handler(({ context }): Promise<CaseHead[]> => readHeads(db, who(context).user.id)),
    fetch: os.fetch.handler(async ({ context, input, errors }) => {
      const reader = who(context).user.id
      const found = await readCase(db, input.caseId, reader)
      if (!found) throw errors.CASE_NOT_FOUND({ data: {} })
      return {
        reviewCase: ReviewCase.parse(found.body),
        material: found.material.map((m) => CaseMaterial.parse(m)),
        reports: found.reports.map((r) => Report.parse(r)),
        signOffs: found.signOffs.map((s) => ({
          signOff: SignOff.parse(s.body),
          countersignature: s.countersignature === null ? null : Countersignature.parse(s.countersignature),
        })),
        panel: await readPanelFor(db, input.caseId, reader, isoInstant(clock.now())),
        blobs: found.blobs,
      }
    }),
    panel: os.panel.handler(async ({ context, input, errors }) => {
      const reader = who(context).user.id
      if (!(await isMember(db, input.caseId, reader))) throw errors.CASE_NOT_FOUND({ data: {} })
      return readPanelFor(db, input.caseId, reader, isoInstant(clock.now()))
    }),
    submit: os.submit.handler(({ context, input }) => commands.submit(input, who(context))),
  })
}
