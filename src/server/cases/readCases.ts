// What a member may read of cases: heads to compare, and one case whole. Never lists what the person is not a member of.
import { roomName } from '#shared/casedoc/layout.ts'
import { Sha256, CaseId } from '#shared/kit/ids.ts'
import type { CaseHead } from '#shared/contract/service/service.contract.ts'
import { User } from '#shared/domain/people.ts'
import type { Executor } from '../storage/database.ts'
import { isMember } from './commands.ts'
import { mayHoldLane } from './laneAccess.ts'

export async function readHeads(executor: Executor, userId: string): Promise<CaseHead[]> {
  const cases = await executor
    .selectFrom('case_record')
    .innerJoin('case_member', 'case_member.case_id', 'case_record.case_id')
    .select(['case_record.case_id', 'case_record.version'])
    .where('case_member.user_id', '=', userId)
    .execute()
  if (cases.length === 0) return []
  const ids = cases.map((row) => row.case_id)
  const lanes = new Set<string>()
  for (const id of ids) if (await mayHoldLane(executor, id, userId)) lanes.add(roomName({ kind: 'psychology', caseId: id }))
  const isOpen = (room: string) => !room.endsWith('/psychology') || lanes.has(room)
  const rooms = await executor
    .selectFrom('doc_update')
    .leftJoin('doc_frozen', 'doc_frozen.room', 'doc_update.room')
    .select(({ fn }) => ['doc_update.case_id', 'doc_update.room', fn.max('doc_update.seq').as('head'), fn.max('doc_frozen.at').as('frozen_at')])
    .where('doc_update.case_id', 'in', ids)
    .groupBy(['doc_update.case_id', 'doc_update.room'])
    .execute()
  // A room may be frozen while nobody ever wrote in it: a section that was left empty in a signed report.
  const frozen = await executor
    .selectFrom('doc_frozen')
    .select('room')
    .where(({ or, eb }) => or(ids.map((id) => eb('room', 'like', `case/${id}/%`))))
    .execute()
  return cases.map(({ case_id, version }) => {
    const written = rooms.filter((r) => r.case_id === case_id && isOpen(r.room)).map((r) => ({ room: r.room, head: Number(r.head), frozen: r.frozen_at !== null }))
    const empty = frozen.filter(({ room }) => room.startsWith(`case/${case_id}/`) && isOpen(room) && !written.some((w) => w.room === room))
    return { caseId: CaseId.parse(case_id), version, rooms: [...written, ...empty.map(({ room }) => ({ room, head: 0, frozen: true }))] }
  })
}

/** @returns null when the case is not there or the person is not its member: the two look alike from outside */
export async function readCase(executor: Executor, caseId: string, userId: string) {
  if (!(await isMember(executor, caseId, userId))) return null
  const record = await executor.selectFrom('case_record').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  if (!record) return null
  const members = await executor
    .selectFrom('case_member')
    .innerJoin('app_user', 'app_user.id', 'case_member.user_id')
    .select(['app_user.id', 'app_user.name', 'app_user.role', 'app_user.licence'])
    .where('case_member.case_id', '=', caseId)
    .execute()
  const team = members.map((m) => {
    const user = User.parse(m)
    return { user, role: user.role }
  })
  const material = await executor.selectFrom('case_material').select('body').where('case_id', '=', caseId).orderBy('import_id').execute()
  const reports = await executor.selectFrom('report').select('body').where('case_id', '=', caseId).execute()
  const signOffs = await executor.selectFrom('sign_off').selectAll().where('case_id', '=', caseId).execute()
  const blobs = await executor
    .selectFrom('blob_ref')
    .innerJoin('blob', 'blob.sha256', 'blob_ref.sha256')
    .select(['blob.sha256', 'blob.bytes', 'blob.media_type'])
    .where('blob_ref.case_id', '=', caseId)
    .execute()
  const json = (text: string): unknown => JSON.parse(text)
  return {
    body: { ...(json(record.body) as object), team, version: record.version },
    material: material.map((row) => json(row.body)),
    reports: reports.map((row) => json(row.body)),
    signOffs: signOffs.map((row) => ({ body: json(row.body), countersignature: row.countersignature === null ? null : json(row.countersignature) })),
    blobs: blobs.map((row) => ({ sha256: Sha256.parse(row.sha256), bytes: Number(row.bytes), mediaType: row.media_type })),
  }
}
