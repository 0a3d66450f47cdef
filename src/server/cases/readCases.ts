// What a person may read of cases: heads to compare, and one case whole. Never lists what the person has nothing to do with.
import { CaseId, UserId } from '#shared/kit/ids.ts'
import type { CaseHead } from '#shared/contract/service/service.contract.ts'
import { parseRoomName } from '#shared/casedoc/layout.ts'
import { mayDo, roomAccess } from '#shared/domain/caseStanding.ts'
import { situationOf, teamOf } from '../access/standing.ts'
import type { Caller } from '../access/caller.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'

/** Also names the cases the person was taken off: absence never means removal. */
export async function readHeads(executor: Executor, { user }: Caller, at: string): Promise<CaseHead[]> {
  const member = await executor
    .selectFrom('case_record')
    .innerJoin('case_member', 'case_member.case_id', 'case_record.case_id')
    .select(['case_record.case_id', 'case_record.version'])
    .where('case_member.user_id', '=', user.id)
    .execute()
  const glass = await executor
    .selectFrom('case_record')
    .innerJoin('break_glass', 'break_glass.case_id', 'case_record.case_id')
    .select(({ fn }) => ['case_record.case_id', 'case_record.version', fn.max('break_glass.until').as('until')])
    .groupBy(['case_record.case_id', 'case_record.version'])
    .where('break_glass.user_id', '=', user.id)
    .execute()
  const ended = glass.filter(({ until }) => until <= at)
  const left = await executor.selectFrom('case_left').select('case_id').where('user_id', '=', user.id).execute()
  const open = [
    ...member.map((row) => ({ ...row, until: null, standing: 'member' as const })),
    ...glass.filter((row) => row.until > at && !member.some((m) => m.case_id === row.case_id)).map((row) => ({ ...row, standing: 'breakGlass' as const })),
  ]
  const seen = await readSeen(executor, member.map((row) => row.case_id))
  const rooms = await roomsOf(executor, open.map((row) => row.case_id))
  for (const { case_id } of open) rooms.set(case_id, await openRooms(executor, rooms.get(case_id) ?? [], case_id, user, at))
  return [
    ...open.map(({ case_id, version, standing, until }) => ({ caseId: CaseId.parse(case_id), version, standing, until, seen: seen.get(case_id) ?? [], rooms: rooms.get(case_id) ?? [] })),
    ...[...new Set([...left, ...ended].map((row) => row.case_id))]
      .filter((id) => !open.some((o) => o.case_id === id))
      .map((id) => ({ caseId: CaseId.parse(id), version: 0, standing: 'left' as const, until: null, seen: [], rooms: [] })),
  ]
}

/** What each person of the team holds of a case; whoever has fetched nothing yet stands there too. */
async function readSeen(executor: Executor, ids: readonly string[]): Promise<Map<string, CaseHead['seen']>> {
  const found = new Map<string, CaseHead['seen']>()
  if (ids.length === 0) return found
  const rows = await executor
    .selectFrom('case_member')
    .innerJoin('app_user', 'app_user.id', 'case_member.user_id')
    .leftJoin('case_seen', (join) => join.onRef('case_seen.case_id', '=', 'case_member.case_id').onRef('case_seen.user_id', '=', 'case_member.user_id'))
    .select(['case_member.case_id', 'app_user.id', 'app_user.name', 'case_seen.version', 'case_seen.at'])
    .where('case_member.case_id', 'in', [...ids])
    .orderBy('app_user.name')
    .execute()
  for (const { case_id, id, name, version, at } of rows) found.set(case_id, [...(found.get(case_id) ?? []), { userId: UserId.parse(id), name, version: version ?? 0, at }])
  return found
}

/** A person's device has the case in this state from now on. */
export async function markSeen(executor: Executor, caseId: string, userId: string, version: number, at: string): Promise<void> {
  await executor
    .insertInto('case_seen')
    .values({ case_id: caseId, user_id: userId, version, at })
    .onConflict((c) => c.columns(['case_id', 'user_id']).doUpdateSet({ version, at }).where('case_seen.version', '<=', version))
    .execute()
}

/** The state a person's device has; null before the first. */
export async function seenBy(executor: Executor, caseId: string, userId: string): Promise<number | null> {
  const row = await executor.selectFrom('case_seen').select('version').where('case_id', '=', caseId).where('user_id', '=', userId).executeTakeFirst()
  return row?.version ?? null
}

/** A document that the person may not read is not even named. */
async function openRooms(executor: Executor, rooms: CaseHead['rooms'], caseId: string, user: Caller['user'], at: string): Promise<CaseHead['rooms']> {
  const situation = await situationOf(executor, caseId, user.id, at)
  const team = await teamOf(executor, caseId)
  return rooms.filter(({ room }) => {
    const part = parseRoomName(room)
    return part !== undefined && roomAccess(part, user.role, team, situation) !== 'none'
  })
}

async function roomsOf(executor: Executor, ids: readonly string[]): Promise<Map<string, CaseHead['rooms']>> {
  const found = new Map<string, CaseHead['rooms']>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const written = await executor
    .selectFrom('doc_head')
    .leftJoin('doc_frozen', 'doc_frozen.room', 'doc_head.room')
    .select(['doc_head.case_id', 'doc_head.room', 'doc_head.head', 'doc_frozen.at as frozen_at'])
    .where('doc_head.case_id', 'in', [...ids])
    .execute()
  for (const { case_id, room, head, frozen_at } of written) found.get(case_id)?.push({ room, head: Number(head), frozen: frozen_at !== null })
  // A room may be frozen while nobody ever wrote in it: a section that was left empty in a signed report.
  const frozen = await executor
    .selectFrom('doc_frozen')
    .select('room')
    .where(({ or, eb }) => or(ids.map((id) => eb('room', 'like', `case/${id}/%`))))
    .execute()
  for (const { room } of frozen) {
    const own = found.get(room.split('/')[1] ?? '')
    if (own && !own.some((known) => known.room === room)) own.push({ room, head: 0, frozen: true })
  }
  return found
}

/** @returns null when the case is not there or the person may not read it: the two look alike from outside */
export async function readCase(executor: Executor, vault: CaseVault, caseId: string, caller: Caller, at: string) {
  if (!mayDo('read', caller.user.role, await situationOf(executor, caseId, caller.user.id, at))) return null
  const record = await executor.selectFrom('case_record').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  if (!record) return null
  const key = await vault.keyOf(executor, caseId)
  const material = await executor.selectFrom('case_material').select('body').where('case_id', '=', caseId).orderBy('import_id').execute()
  const reports = await executor.selectFrom('report').select('body').where('case_id', '=', caseId).execute()
  const signOffs = await executor.selectFrom('sign_off').selectAll().where('case_id', '=', caseId).execute()
  const acts = await executor.selectFrom('signed_act').selectAll().where('case_id', '=', caseId).orderBy('at').orderBy('id').execute()
  const json = (sealed: string): unknown => JSON.parse(key.openText(sealed))
  return {
    body: { ...(json(record.body) as object), team: await teamOf(executor, caseId), version: record.version },
    changed: record.updated_by && record.updated_at ? { name: key.openText(record.updated_by), at: record.updated_at } : null,
    material: material.map((row) => json(row.body)),
    reports: reports.map((row) => json(row.body)),
    acts: acts.map((row) => ({ act: json(row.body), countersignature: JSON.parse(row.countersignature) as unknown })),
    signOffs: signOffs.map((row) => ({ body: json(row.body), countersignature: row.countersignature === null ? null : (JSON.parse(row.countersignature) as unknown) })),
  }
}
