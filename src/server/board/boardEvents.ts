// Board meetings on the server: acts checked by the rules every machine folds by, kept for ever, handed out as each reader may hold them.
import { BoardEvent } from '#shared/domain/board/boardAct.ts'
import { boardRefusal, type BoardRefusal } from '#shared/domain/board/boardRules.ts'
import { foldBoard, type BoardState } from '#shared/domain/board/boardState.ts'
import { mayDo } from '#shared/domain/caseStanding.ts'
import { OFFICE_ROLES } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { CaseId } from '#shared/kit/ids.ts'
import type { Caller } from '../access/caller.ts'
import { situationOf } from '../access/standing.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import { addMember, memberRole } from '../cases/members.ts'
import { CaseErased, type CaseVault } from '../storage/caseVault.ts'
import { lockCase } from '../storage/database.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'

type Refused = BoardRefusal | 'notMember' | 'unknownPerson' | 'erased'
type Ordered = { order: number; event: BoardEvent }

export function createBoards({ db, clock, vault, audit }: { db: ServerDatabase; clock: Clock; vault: CaseVault; audit: ServerAudit }) {
  const now = () => isoInstant(clock.now())

  async function meetings(caller: Caller): Promise<{ meetingId: string; head: number }[]> {
    const rows = await db
      .selectFrom('board_member as m')
      .innerJoin('board_event as e', 'e.meeting_id', 'm.meeting_id')
      .select(({ fn }) => ['m.meeting_id', fn.max('e.seq').as('head')])
      .where('m.user_id', '=', caller.user.id)
      .groupBy('m.meeting_id')
      .execute()
    return rows.map((row) => ({ meetingId: row.meeting_id, head: Number(row.head) }))
  }

  /** @returns null for somebody who is not of the meeting */
  async function read({ meetingId, after }: { meetingId: string; after: number }, caller: Caller) {
    if (!(await isMember(db, meetingId, caller.user.id))) return null
    const all = await events(db, meetingId, after)
    const cases = await casesOf(db, meetingId, caller)
    const mine = all.filter(({ event }) => event.caseId === null || cases.includes(event.caseId))
    return { events: mine, cases, head: all.at(-1)?.order ?? after }
  }

  /** One transaction for all of them: what was judged and what was written are one thing. */
  async function submit({ meetingId, events: sent }: { meetingId: string; events: BoardEvent[] }, caller: Caller) {
    return db.transaction().execute(async (trx) => {
      await lockCase(trx, meetingId)
      const kept = (await events(trx, meetingId, 0)).map(({ event }) => event)
      const outcomes: { id: string; refused: Refused | null }[] = []
      for (const one of sent) {
        const event = stamped(one, meetingId, caller)
        const known = await trx.selectFrom('board_event').select(['meeting_id']).where('id', '=', event.id).executeTakeFirst()
        const refused = known ? (known.meeting_id === meetingId ? null : 'notMember') : await take(trx, foldBoard(kept), event, caller)
        if (!known && refused === null) kept.push(event)
        outcomes.push({ id: event.id, refused })
        await audit.append(trx, 'board.acted', caller, { caseId: event.caseId, fields: { meeting: meetingId, act: event.act.type, event: event.id, outcome: refused ?? 'accepted' } })
      }
      return outcomes
    })
  }

  /** Nobody acts in another's name, and nothing happens in the future. */
  function stamped(event: BoardEvent, meetingId: string, { user }: Caller): BoardEvent {
    const at = Date.parse(event.at) > clock.now() ? now() : event.at
    return { ...event, meetingId, actor: user, at }
  }

  async function take(trx: Executor, state: BoardState, event: BoardEvent, caller: Caller): Promise<Refused | null> {
    const refused = boardRefusal(state, event) ?? (await standingRefusal(trx, event, caller))
    if (refused) return refused
    try {
      const key = await vault.keyOf(trx, event.caseId ?? event.meetingId)
      await trx
        .insertInto('board_event')
        .values({ id: event.id, meeting_id: event.meetingId, case_id: event.caseId, actor: key.sealText(JSON.stringify(event.actor)), at: event.at, received_at: now(), act: key.sealText(JSON.stringify(event.act)) })
        .execute()
    } catch (error) {
      if (error instanceof CaseErased) return 'erased'
      throw error
    }
    await admit(trx, state, event)
    return null
  }

  async function standingRefusal(trx: Executor, { caseId, act }: BoardEvent, { user }: Caller): Promise<Refused | null> {
    const about = caseId ?? (act.type === 'addCase' ? act.caseId : null)
    if (about !== null && !mayDo('actOnPanel', user.role, await situationOf(trx, about, user.id, now()))) return 'notMember'
    if (act.type === 'invite') {
      const role = await memberRole(trx, act.person.id)
      if (role === null || OFFICE_ROLES.includes(role)) return 'unknownPerson'
    }
    return null
  }

  /** Whoever is asked to the board receives the cases of its agenda, as an expert of a panel does. */
  async function admit(trx: Executor, state: BoardState, { meetingId, actor, act }: BoardEvent): Promise<void> {
    const join = (userId: string) => trx.insertInto('board_member').values({ meeting_id: meetingId, user_id: userId }).onConflict((c) => c.columns(['meeting_id', 'user_id']).doNothing()).execute()
    if (act.type === 'open') await join(actor.id)
    if (act.type === 'invite') {
      await join(act.person.id)
      for (const { caseId } of state.agenda) {
        if (mayDo('actOnPanel', actor.role, await situationOf(trx, caseId, actor.id, now()))) await addMember(trx, caseId, act.person.id, false)
      }
    }
    if (act.type === 'addCase') for (const { person } of state.seats) await addMember(trx, act.caseId, person.id, false)
  }

  async function events(executor: Executor, meetingId: string, after: number): Promise<Ordered[]> {
    const rows = await executor.selectFrom('board_event').selectAll().where('meeting_id', '=', meetingId).where('seq', '>', after).orderBy('seq').execute()
    const ordered: Ordered[] = []
    for (const row of rows) {
      try {
        const key = await vault.keyOf(executor, row.case_id ?? meetingId)
        const event = BoardEvent.parse({ id: row.id, meetingId, caseId: row.case_id, actor: JSON.parse(key.openText(row.actor)), at: row.at, act: JSON.parse(key.openText(row.act)) })
        ordered.push({ order: Number(row.seq), event })
      } catch (error) {
        // The case was erased: of its part of the meeting nothing can be read any more.
        if (!(error instanceof CaseErased)) throw error
      }
    }
    return ordered
  }

  async function casesOf(executor: Executor, meetingId: string, { user }: Caller): Promise<CaseId[]> {
    const rows = await executor.selectFrom('board_event').select('case_id').distinct().where('meeting_id', '=', meetingId).where('case_id', 'is not', null).execute()
    const mine: CaseId[] = []
    for (const { case_id: id } of rows) if (id && mayDo('read', user.role, await situationOf(executor, id, user.id, now()))) mine.push(CaseId.parse(id))
    return mine
  }

  return { meetings, read, submit }
}

async function isMember(executor: Executor, meetingId: string, userId: string): Promise<boolean> {
  return (await executor.selectFrom('board_member').select('user_id').where('meeting_id', '=', meetingId).where('user_id', '=', userId).executeTakeFirst()) !== undefined
}
