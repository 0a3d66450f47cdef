// Changes of legal weight: checked, logged in a hash chain and answered once for ever, however often they arrive.
import { createHash } from 'node:crypto'
import { Outcome, type Command, type CommandBody, type Countersignature } from '#shared/contract/service/service.contract.ts'
import { READ_ONLY_STAGES } from '#shared/domain/caseStatus.ts'
import { type CaseAct, type CaseSituation, mayDo } from '#shared/domain/caseStanding.ts'
import { OFFICE_ROLES, type Role } from '#shared/domain/people.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { assertNever } from '#shared/kit/assertNever.ts'
import { situationOf } from '../access/standing.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import type { Caller } from '../access/caller.ts'
import { acceptSignedAct } from '../signoff/acceptSignedAct.ts'
import { acceptSignOff, type SignOffPorts } from '../signoff/countersign.ts'
import { appendPanelAct } from '../panel/panelEvents.ts'
import type { CaseKey, CaseVault } from '../storage/caseVault.ts'
import { lockCase } from '../storage/database.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'
import { GENESIS, linkHash } from './commandChain.ts'
import { addMaterial, addMember, memberRole, removeMember } from './members.ts'
import { appendQuarantineAct } from './quarantineEvents.ts'
import { markSeen, seenBy } from './readCases.ts'

export interface CommandPorts {
  readonly db: ServerDatabase
  readonly clock: Clock
  readonly vault: CaseVault
  readonly audit: ServerAudit
  readonly signing: SignOffPorts
  newFileId(): string
}

const ACTS: Readonly<Record<Exclude<CommandBody['type'], 'case.publish'>, CaseAct>> = {
  'case.update': 'changeFacts',
  'case.addMaterial': 'addMaterial',
  'case.assign': 'assign',
  'case.unassign': 'assign',
  'panel.act': 'actOnPanel',
  'quarantine.act': 'actOnQuarantine',
  'report.open': 'openReport',
  'report.sign': 'sign',
  'report.act': 'sign',
}

export function createCommands({ db, clock, vault, audit, signing, newFileId }: CommandPorts) {
  const now = () => isoInstant(clock.now())

  /** One transaction per command. The same id again gives the first answer and changes nothing. */
  async function submit(command: Command, caller: Caller): Promise<Outcome> {
    const outcome = await db.transaction().execute(async (trx): Promise<Outcome> => {
      await lockCase(trx, command.caseId)
      const known = await trx.selectFrom('command_log').select(['outcome', 'actor']).where('id', '=', command.id).executeTakeFirst()
      if (known) return known.actor === caller.user.id ? Outcome.parse(JSON.parse(known.outcome)) : { kind: 'rejected', reason: 'notMember' }
      if (await trx.selectFrom('erased_case').select('case_id').where('case_id', '=', command.caseId).executeTakeFirst()) return { kind: 'rejected', reason: 'erased' }
      const key = await vault.keyOf(trx, command.caseId)
      const answer = await apply(trx, key, command, caller)
      if (answer.kind === 'accepted') await logCommand(trx, key, command, caller, answer)
      const event = command.body.type === 'case.publish' ? 'case.published' : 'case.changed'
      await audit.append(trx, event, caller, { caseId: command.caseId, fields: { type: command.body.type, command: command.id, outcome: answer.kind === 'accepted' ? 'accepted' : answer.reason } })
      return answer
    })
    if (outcome.kind === 'accepted' && command.body.type === 'report.sign') await signing.roomsFrozen(command.body.rooms.map(({ room }) => room))
    return outcome
  }

  async function apply(trx: Executor, key: CaseKey, command: Command, caller: Caller): Promise<Outcome> {
    const { caseId, body } = command
    const record = await trx.selectFrom('case_record').select(['version']).where('case_id', '=', caseId).executeTakeFirst()
    if (!record) return body.type === 'case.publish' ? publish(trx, key, caseId, body.reviewCase, caller) : rejected('unknownCase')
    const situation = await situationOf(trx, caseId, caller.user.id, now())
    const forbidden = refusalOf(body, caller.user.role, situation)
    if (forbidden) return rejected(forbidden)
    if (body.type === 'case.publish') return { kind: 'accepted', version: record.version, countersignature: null }
    if (body.type === 'case.update' && command.baseVersion < record.version) return { kind: 'conflict', reason: 'staleVersion', version: record.version }
    if (body.type === 'report.act') return act(trx, key, command, body, caller, record.version)
    const refusal = body.type === 'report.sign' ? await sign(trx, key, command, body, caller, record.version) : await change(trx, key, caseId, body, caller)
    return refusal ?? advanced(trx, caseId, caller, record.version, null)
  }

  /** @returns null when it was done */
  async function change(trx: Executor, key: CaseKey, caseId: string, body: Exclude<CommandBody, { type: 'case.publish' | 'report.sign' | 'report.act' }>, caller: Caller): Promise<Outcome | null> {
    switch (body.type) {
      case 'case.update':
        if (body.reviewCase.id !== caseId) return rejected('unknownCase')
        await trx.updateTable('case_record').set(recordOf(key, body.reviewCase, caller)).where('case_id', '=', caseId).execute()
        return null
      case 'case.addMaterial':
        await addMaterial(trx, key, caseId, body.material, newFileId)
        return null
      case 'case.assign': {
        const role = await memberRole(trx, body.userId)
        if (role === null) return rejected('unknownPerson')
        if (OFFICE_ROLES.includes(role)) return rejected('wrongRole')
        await addMember(trx, caseId, body.userId, false)
        return null
      }
      case 'case.unassign':
        return (await removeMember(trx, caseId, body.userId, now())) ? null : rejected('unknownPerson')
      case 'report.open':
        if (body.report.caseId !== caseId) return rejected('unknownCase')
        await trx
          .insertInto('report')
          .values({ report_id: body.report.id, case_id: caseId, body: key.sealText(JSON.stringify(body.report)) })
          .onConflict((c) => c.column('report_id').doNothing())
          .execute()
        return null
      case 'panel.act': {
        const reason = await actOnPanel(trx, key, caseId, body, caller.user)
        return reason ? rejected(reason) : null
      }
      case 'quarantine.act': {
        const reason = await appendQuarantineAct(trx, key, { id: body.eventId, caseId, actor: caller.user, at: now(), act: body.act })
        return reason ? rejected(reason) : null
      }
      default:
        return assertNever(body)
    }
  }

  /** @returns why it is refused; an invited person becomes a member and receives the case */
  async function actOnPanel(trx: Executor, key: CaseKey, caseId: string, { eventId, act }: Extract<CommandBody, { type: 'panel.act' }>, actor: Caller['user']) {
    if (act.type === 'invite') {
      const role = await memberRole(trx, act.person.id)
      if (role === null || OFFICE_ROLES.includes(role)) return 'unknownPerson'
    }
    const taken = await appendPanelAct(trx, key, { id: eventId, caseId, actor, at: now(), act })
    if (taken && act.type === 'invite') await addMember(trx, caseId, act.person.id, false)
    return taken ? null : 'panelRefused'
  }

  async function sign(trx: Executor, key: CaseKey, { caseId }: Command, body: Extract<CommandBody, { type: 'report.sign' }>, caller: Caller, before: number): Promise<Outcome> {
    const signed = await acceptSignOff(trx, signing, { caseId, key, signOff: body.signOff, rooms: body.rooms, caller, at: now(), newFileId })
    if (signed.kind === 'conflict') return { ...signed, version: before }
    if (signed.kind === 'rejected') return signed
    return advanced(trx, caseId, caller, before, signed.countersignature)
  }

  async function act(trx: Executor, key: CaseKey, { caseId }: Command, body: Extract<CommandBody, { type: 'report.act' }>, caller: Caller, before: number): Promise<Outcome> {
    const accepted = await acceptSignedAct(trx, signing, { caseId, key, act: body.act, caller, at: now() })
    if (accepted.kind === 'conflict') return { ...accepted, version: before }
    if (accepted.kind === 'rejected') return accepted
    return advanced(trx, caseId, caller, before, accepted.countersignature)
  }

  /** Whoever had the state before and changed it has the state after, too; whoever missed one in between is shown as missing it. */
  async function advanced(trx: Executor, caseId: string, caller: Caller, before: number, countersignature: Countersignature | null): Promise<Outcome> {
    const version = before + 1
    await trx.updateTable('case_record').set({ version }).where('case_id', '=', caseId).execute()
    if ((await seenBy(trx, caseId, caller.user.id)) === before) await markSeen(trx, caseId, caller.user.id, version, now())
    return { kind: 'accepted', version, countersignature }
  }

  async function publish(trx: Executor, key: CaseKey, caseId: string, reviewCase: ReviewCase, caller: Caller): Promise<Outcome> {
    if (reviewCase.id !== caseId) return rejected('unknownCase')
    if (OFFICE_ROLES.includes(caller.user.role)) return rejected('wrongRole')
    await trx.insertInto('case_record').values({ case_id: caseId, version: 1, ...recordOf(key, reviewCase, caller) }).execute()
    await addMember(trx, caseId, caller.user.id, true)
    await markSeen(trx, caseId, caller.user.id, 1, now())
    return { kind: 'accepted', version: 1, countersignature: null }
  }

  function recordOf(key: CaseKey, reviewCase: ReviewCase, caller: Caller) {
    return {
      body: key.sealText(JSON.stringify(reviewCase)),
      number_tag: vault.numberTag(reviewCase.caseNumber),
      closed: isClosed(reviewCase),
      updated_by: caller.user.name === '' ? null : key.sealText(caller.user.name),
      updated_at: now(),
    }
  }

  async function logCommand(trx: Executor, key: CaseKey, command: Command, caller: Caller, outcome: Outcome) {
    const last = await trx.selectFrom('command_log').select('hash').where('case_id', '=', command.caseId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    const prev = last?.hash ?? GENESIS
    const payload = JSON.stringify(command)
    const payloadSha256 = createHash('sha256').update(payload, 'utf8').digest('hex')
    const at = now()
    await trx
      .insertInto('command_log')
      .values({
        id: command.id,
        case_id: command.caseId,
        type: command.body.type,
        actor: caller.user.id,
        device: caller.device,
        at,
        payload: key.sealText(payload),
        payload_sha256: payloadSha256,
        outcome: JSON.stringify(outcome),
        prev_hash: prev,
        hash: linkHash({ id: command.id, actor: caller.user.id, device: caller.device, at, payloadSha256, prev }),
      })
      .execute()
  }

  return { submit }
}

function rejected(reason: Extract<Outcome, { kind: 'rejected' }>['reason']): Outcome {
  return { kind: 'rejected', reason }
}

function isClosed({ stage }: ReviewCase): boolean {
  return stage === 'delivered' || READ_ONLY_STAGES.includes(stage)
}

/** Why the person may not give this command; null when they may. */
function refusalOf(body: CommandBody, role: Role, situation: CaseSituation): Extract<Outcome, { kind: 'rejected' }>['reason'] | null {
  if (situation.standing === 'other') return 'notMember'
  if (situation.standing === 'breakGlass') return 'readOnly'
  if (body.type === 'case.publish') return null
  // Who leads a case out of its closed stage (an amendment, a reopening) must not be stopped by its being closed.
  const leadsOut = body.type === 'case.update' && !isClosed(body.reviewCase)
  if (mayDo(ACTS[body.type], role, leadsOut ? { ...situation, closed: false } : situation)) return null
  return situation.closed && ACTS[body.type] !== 'sign' ? 'closed' : 'wrongRole'
}
