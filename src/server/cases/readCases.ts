// What a person may read of cases: heads to compare, and one case whole. Never lists what the person has nothing to do with.
import { CaseId } from '#shared/kit/ids.ts'
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
    .select(['case_record.case_id', 'case_record.version'])
    .distinct()
    .where('break_glass.user_id', '=', user.id)
    .where('break_glass.until', '>', at)
    .execute()
  const left = await executor.selectFrom('case_left').select('case_id').where('user_id', '=', user.id).execute()
  const open = [
    ...member.map((row) => ({ ...row, standing: 'member' as const })),
    ...glass.filter((row) => !member.some((m) => m.case_id === row.case_id)).map((row) => ({ ...row, standing: 'breakGlass' as const })),
  ]
  const rooms = await roomsOf(executor, open.map((row) => row.case_id))
  for (const { case_id } of open) rooms.set(case_id, await openRooms(executor, rooms.get(case_id) ?? [], case_id, user, at))
  return [
    ...open.map(({ case_id, version, standing }) => ({ caseId: CaseId.parse(case_id), version, standing, rooms: rooms.get(case_id) ?? [] })),
    ...left.filter((row) => !open.some((o) => o.case_id === row.case_id)).map(({ case_id }) => ({ caseId: CaseId.parse(case_id), version: 0, standing: 'left' as const, rooms: [] })),
  ]
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
    .selectFrom('doc_update')
    .leftJoin('doc_frozen', 'doc_frozen.room', 'doc_update.room')
    .select(({ fn }) => ['doc_update.case_id', 'doc_update.room', fn.max('doc_update.seq').as('head'), fn.max('doc_frozen.at').as('frozen_at')])
    .where('doc_update.case_id', 'in', [...ids])
    .groupBy(['doc_update.case_id', 'doc_update.room'])
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
  const json = (sealed: string): unknown => JSON.parse(key.openText(sealed))
  return {
    body: { ...(json(record.body) as object), team: await teamOf(executor, caseId), version: record.version },
    changed: record.updated_by && record.updated_at ? { name: key.openText(record.updated_by), at: record.updated_at } : null,
    material: material.map((row) => json(row.body)),
    reports: reports.map((row) => json(row.body)),
    signOffs: signOffs.map((row) => ({ body: json(row.body), countersignature: row.countersignature === null ? null : (JSON.parse(row.countersignature) as unknown) })),
  }
}
