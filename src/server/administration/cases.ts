// Assignments, broken glass, legal hold and erasure. Sees a case's number and stage, nothing of the patient.
import { randomUUID } from 'node:crypto'
import type { Assignment, BreakGlass, ServerPolicy } from '#shared/contract/service/administration.contract.ts'
import { OFFICE_ROLES } from '#shared/domain/people.ts'
import { retentionYearsOf, yearsAfter } from '#shared/domain/retention.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { CaseId } from '#shared/kit/ids.ts'
import { situationOf, teamOf } from '../access/standing.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import { addMember, memberRole, removeMember } from '../cases/members.ts'
import { toUser } from '../identity/devices.ts'
import type { Caller } from '../access/caller.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import { lockCase } from '../storage/database.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'
import { policyInForce } from './rules.ts'

export interface CaseOfficePorts {
  readonly db: ServerDatabase
  readonly clock: Clock
  readonly vault: CaseVault
  readonly audit: ServerAudit
}

interface OfficeAct {
  readonly event: string
  readonly fields: Readonly<Record<string, string | boolean | null>>
  readonly reason?: string
}

export function createCaseOffice({ db, clock, vault, audit }: CaseOfficePorts) {
  const now = () => isoInstant(clock.now())

  async function assignments(executor: Executor = db, only?: string): Promise<Assignment[]> {
    let query = executor.selectFrom('case_record').selectAll().orderBy('updated_at', 'desc')
    if (only !== undefined) query = query.where('case_id', '=', only)
    const { policy } = await policyInForce(executor)
    const found: Assignment[] = []
    for (const row of await query.execute()) {
      const key = await vault.keyOf(executor, row.case_id)
      const { caseNumber, stage } = JSON.parse(key.openText(row.body)) as { caseNumber: string; stage: string }
      const owners = await executor.selectFrom('case_member').select('user_id').where('case_id', '=', row.case_id).where('is_owner', '=', true).execute()
      const members = (await teamOf(executor, row.case_id)).map(({ user }) => ({ user, owner: owners.some((owner) => owner.user_id === user.id) }))
      found.push({ caseId: CaseId.parse(row.case_id), caseNumber, stage, closed: row.closed, held: row.held, ...retention(policy, row), lastChangeAt: row.updated_at, members })
    }
    return found
  }

  function retention(policy: ServerPolicy, { region, closed, updated_at }: { region: string | null; closed: boolean; updated_at: string | null }) {
    const retentionYears = retentionYearsOf(policy, region)
    return { region, retentionYears, keptUntil: closed && updated_at !== null ? yearsAfter(updated_at, retentionYears) : null }
  }

  /** One change of a case's people or state, with its new version for the workstations. @returns null when it cannot be done */
  async function changed(caseId: string, caller: Caller, { event, fields, reason }: OfficeAct, change: (trx: Executor) => Promise<boolean>): Promise<Assignment | null> {
    return db.transaction().execute(async (trx) => {
      await lockCase(trx, caseId)
      if (!(await change(trx))) return null
      await trx.updateTable('case_record').set((eb) => ({ version: eb('version', '+', 1) })).where('case_id', '=', caseId).execute()
      await audit.append(trx, event, caller, { caseId, fields, ...(reason === undefined ? {} : { reason }) })
      return (await assignments(trx, caseId))[0] ?? null
    })
  }

  const assign = ({ caseId, userId }: { caseId: string; userId: string }, caller: Caller) =>
    changed(caseId, caller, { event: 'case.memberAdded', fields: { userId } }, async (trx) => {
      const role = await memberRole(trx, userId)
      const there = await trx.selectFrom('case_record').select('case_id').where('case_id', '=', caseId).executeTakeFirst()
      if (role === null || OFFICE_ROLES.includes(role) || !there) return false
      await addMember(trx, caseId, userId, false)
      return true
    })

  const unassign = ({ caseId, userId, reason }: { caseId: string; userId: string; reason: string }, caller: Caller) =>
    changed(caseId, caller, { event: 'case.memberRemoved', fields: { userId }, reason }, (trx) => removeMember(trx, caseId, userId, now()))

  const hold = ({ caseId, held, reason }: { caseId: string; held: boolean; reason: string }, caller: Caller) =>
    changed(caseId, caller, { event: 'case.held', fields: { held }, reason }, async (trx) => {
      const row = await trx.updateTable('case_record').set({ held }).where('case_id', '=', caseId).executeTakeFirst()
      return row.numUpdatedRows > 0n
    })

  /** @returns null for a region that the rules do not name */
  const setRegion = ({ caseId, region, reason }: { caseId: string; region: string | null; reason: string }, caller: Caller) =>
    changed(caseId, caller, { event: 'case.regionChanged', fields: { region }, reason }, async (trx) => {
      const { policy } = await policyInForce(trx)
      if (region !== null && !policy.regions.some((rule) => rule.region === region)) return false
      const row = await trx.updateTable('case_record').set({ region }).where('case_id', '=', caseId).executeTakeFirst()
      return row.numUpdatedRows > 0n
    })

  /** @returns null when there is no such case: a wrong number and a case of others look alike only to whoever may not break glass */
  async function breakGlass({ caseNumber, reason }: { caseNumber: string; reason: string }, caller: Caller): Promise<{ caseId: CaseId; until: string } | null> {
    if (OFFICE_ROLES.includes(caller.user.role)) return null
    return db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('case_record').select('case_id').where('number_tag', '=', vault.numberTag(caseNumber)).executeTakeFirst()
      if (!row) {
        await audit.append(trx, 'case.glassRefused', caller)
        return null
      }
      const { policy } = await policyInForce(trx)
      const until = isoInstant(clock.now() + policy.breakGlassHours * 3_600_000)
      const { standing } = await situationOf(trx, row.case_id, caller.user.id, now())
      const id = randomUUID()
      if (standing === 'other' || standing === 'breakGlass') {
        const key = await vault.keyOf(trx, row.case_id)
        await trx
          .insertInto('break_glass')
          .values({ id, case_id: row.case_id, user_id: caller.user.id, reason: key.sealText(reason), at: now(), until, reviewed_by: null, reviewed_at: null, verdict: null })
          .execute()
        await audit.append(trx, 'case.glassBroken', caller, { caseId: row.case_id, fields: { breakGlass: id, until } })
      }
      return { caseId: CaseId.parse(row.case_id), until }
    })
  }

  async function breakGlasses(executor: Executor = db): Promise<BreakGlass[]> {
    const rows = await executor
      .selectFrom('break_glass')
      .innerJoin('app_user', 'app_user.id', 'break_glass.user_id')
      .leftJoin('app_user as reviewer', 'reviewer.id', 'break_glass.reviewed_by')
      .innerJoin('case_record', 'case_record.case_id', 'break_glass.case_id')
      .select(['break_glass.id as glass', 'break_glass.case_id', 'break_glass.reason', 'break_glass.at', 'break_glass.until', 'break_glass.verdict'])
      .select(['app_user.id', 'app_user.name', 'app_user.role', 'app_user.licence', 'reviewer.name as reviewer', 'case_record.body'])
      .orderBy('break_glass.at', 'desc')
      .execute()
    return Promise.all(
      rows.map(async (row) => {
        const key = await vault.keyOf(executor, row.case_id)
        const { caseNumber } = JSON.parse(key.openText(row.body)) as { caseNumber: string }
        const verdict = row.verdict as BreakGlass['verdict']
        return { id: row.glass, caseNumber, person: toUser(row), reason: key.openText(row.reason), at: row.at, until: row.until, verdict, reviewer: row.reviewer }
      }),
    )
  }

  /** Nobody reviews what they did themselves. @returns null when it cannot be done */
  async function reviewBreakGlass({ id, verdict }: { id: string; verdict: 'justified' | 'notJustified' }, caller: Caller): Promise<BreakGlass | null> {
    return db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('break_glass')
        .set({ reviewed_by: caller.user.id, reviewed_at: now(), verdict, ...(verdict === 'notJustified' ? { until: now() } : {}) })
        .where('id', '=', id)
        .where('reviewed_at', 'is', null)
        .where('user_id', '<>', caller.user.id)
        .returning('case_id')
        .executeTakeFirst()
      if (!row) return null
      await audit.append(trx, 'case.glassReviewed', caller, { caseId: row.case_id, fields: { breakGlass: id, verdict } })
      return (await breakGlasses(trx)).find((glass) => glass.id === id) ?? null
    })
  }

  return { assignments: () => assignments(), assign, unassign, hold, setRegion, breakGlass, breakGlasses: () => breakGlasses(), reviewBreakGlass }
}
