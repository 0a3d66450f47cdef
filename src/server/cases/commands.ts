// Changes of legal weight: checked, logged in a hash chain and answered once for ever, however often they arrive.
import { createHash } from 'node:crypto'
import { Outcome, type Command, type CommandBody } from '#shared/contract/service/service.contract.ts'
import { canonicalJson, type Json } from '#shared/kit/canonicalJson.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { assertNever } from '#shared/kit/assertNever.ts'
import type { Caller } from '../identity/devices.ts'
import { acceptSignOff, type SignOffPorts } from '../signoff/countersign.ts'
import { appendPanelAct } from '../panel/panelEvents.ts'
import { lockCase, type Executor, type ServerDatabase } from '../storage/database.ts'

const GENESIS = '0'.repeat(64)

export function createCommands({ db, clock, signing }: { db: ServerDatabase; clock: Clock; signing: SignOffPorts }) {
  /** One transaction per command. The same id again gives the first answer and changes nothing. */
  async function submit(command: Command, caller: Caller): Promise<Outcome> {
    const outcome = await db.transaction().execute(async (trx) => {
      await lockCase(trx, command.caseId)
      const known = await trx.selectFrom('command_log').select('outcome').where('id', '=', command.id).executeTakeFirst()
      if (known) return Outcome.parse(JSON.parse(known.outcome))
      const answer = await apply(trx, command, caller)
      if (answer.kind === 'accepted') await logCommand(trx, command, caller, answer)
      return answer
    })
    if (outcome.kind === 'accepted' && command.body.type === 'report.sign') await signing.roomsFrozen(command.body.rooms.map(({ room }) => room))
    return outcome
  }

  async function apply(trx: Executor, command: Command, caller: Caller): Promise<Outcome> {
    const { caseId, body } = command
    const record = await trx.selectFrom('case_record').selectAll().where('case_id', '=', caseId).executeTakeFirst()
    if (!record) return body.type === 'case.publish' ? publish(trx, caseId, body, caller) : { kind: 'rejected', reason: 'unknownCase' }
    if (!(await isMember(trx, caseId, caller.user.id))) return { kind: 'rejected', reason: 'notMember' }
    const version = record.version + 1
    const accept = async (): Promise<Outcome> => {
      await trx.updateTable('case_record').set({ version }).where('case_id', '=', caseId).execute()
      return { kind: 'accepted', version, countersignature: null }
    }
    switch (body.type) {
      case 'case.publish':
        return { kind: 'accepted', version: record.version, countersignature: null }
      case 'case.update':
        if (command.baseVersion < record.version) return { kind: 'conflict', reason: 'staleVersion', version: record.version }
        await trx.updateTable('case_record').set({ body: JSON.stringify(body.reviewCase) }).where('case_id', '=', caseId).execute()
        return accept()
      case 'case.addMaterial':
        await addMaterial(trx, caseId, body)
        return accept()
      case 'case.assign': {
        if (!(await isKnown(trx, body.userId))) return { kind: 'rejected', reason: 'unknownPerson' }
        await addMember(trx, caseId, body.userId)
        return accept()
      }
      case 'report.open':
        await trx
          .insertInto('report')
          .values({ report_id: body.report.id, case_id: caseId, body: JSON.stringify(body.report) })
          .onConflict((c) => c.column('report_id').doNothing())
          .execute()
        return accept()
      case 'panel.act': {
        const reason = await actOnPanel(trx, caseId, body, caller.user)
        return reason ? { kind: 'rejected', reason } : accept()
      }
      case 'report.sign': {
        const signed = await acceptSignOff(trx, signing, { caseId, signOff: body.signOff, rooms: body.rooms, caller, at: isoInstant(clock.now()) })
        if (signed.kind !== 'countersigned') return { ...signed, ...(signed.kind === 'conflict' ? { version: record.version } : {}) } as Outcome
        await trx.updateTable('case_record').set({ version }).where('case_id', '=', caseId).execute()
        return { kind: 'accepted', version, countersignature: signed.countersignature }
      }
      default:
        return assertNever(body)
    }
  }

  /** @returns why it is refused; an invited person becomes a member and receives the case */
  async function actOnPanel(trx: Executor, caseId: string, { eventId, act }: Extract<CommandBody, { type: 'panel.act' }>, actor: Caller['user']) {
    if (act.type === 'invite' && !(await isKnown(trx, act.person.id))) return 'unknownPerson'
    const taken = await appendPanelAct(trx, { id: eventId, caseId, actor, at: isoInstant(clock.now()), act })
    if (taken && act.type === 'invite') await addMember(trx, caseId, act.person.id)
    return taken ? null : 'panelRefused'
  }

  async function logCommand(trx: Executor, command: Command, caller: Caller, outcome: Outcome) {
    const last = await trx.selectFrom('command_log').select('hash').where('case_id', '=', command.caseId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    const prev = last?.hash ?? GENESIS
    const payload = JSON.stringify(command)
    const at = isoInstant(clock.now())
    const hash = linkHash({ id: command.id, actor: caller.user.id, device: caller.device, at, payload, prev })
    await trx
      .insertInto('command_log')
      .values({
        id: command.id,
        case_id: command.caseId,
        type: command.body.type,
        actor: caller.user.id,
        device: caller.device,
        at,
        payload,
        outcome: JSON.stringify(outcome),
        prev_hash: prev,
        hash,
      })
      .execute()
  }

  return { submit }
}

/** The link of a case's command chain: SHA-256 over canonical JSON of what was done, by whom, and the link before. */
export function linkHash(link: { [key: string]: Json }): string {
  return createHash('sha256').update(canonicalJson(link), 'utf8').digest('hex')
}

async function publish(trx: Executor, caseId: string, body: Extract<CommandBody, { type: 'case.publish' }>, caller: Caller): Promise<Outcome> {
  await trx.insertInto('case_record').values({ case_id: caseId, body: JSON.stringify(body.reviewCase), version: 1 }).execute()
  await addMember(trx, caseId, caller.user.id)
  return { kind: 'accepted', version: 1, countersignature: null }
}

async function addMaterial(trx: Executor, caseId: string, { material }: Extract<CommandBody, { type: 'case.addMaterial' }>) {
  await trx
    .insertInto('case_material')
    .values({ case_id: caseId, import_id: material.importId, body: JSON.stringify(material) })
    .onConflict((c) => c.columns(['case_id', 'import_id']).doNothing())
    .execute()
  const hashes = [...new Set([...material.documents, ...material.instances].map((item) => item.sha256))]
  for (let i = 0; i < hashes.length; i += 1000) {
    await trx
      .insertInto('blob_ref')
      .values(hashes.slice(i, i + 1000).map((sha256) => ({ sha256, case_id: caseId })))
      .onConflict((c) => c.columns(['sha256', 'case_id']).doNothing())
      .execute()
  }
}

async function addMember(trx: Executor, caseId: string, userId: string) {
  await trx
    .insertInto('case_member')
    .values({ case_id: caseId, user_id: userId })
    .onConflict((c) => c.columns(['case_id', 'user_id']).doNothing())
    .execute()
}

async function isKnown(trx: Executor, userId: string): Promise<boolean> {
  return (await trx.selectFrom('app_user').select('id').where('id', '=', userId).executeTakeFirst()) !== undefined
}

export async function isMember(executor: Executor, caseId: string, userId: string): Promise<boolean> {
  const row = await executor.selectFrom('case_member').select('case_id').where('case_id', '=', caseId).where('user_id', '=', userId).executeTakeFirst()
  return row !== undefined
}
