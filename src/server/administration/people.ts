// People, invitations and devices as administrators see and change them.
import type { ServerDevice, ServerUser } from '#shared/contract/service/administration.contract.ts'
import type { Role, User } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import { toUser } from '../identity/devices.ts'
import type { Caller } from '../access/caller.ts'
import { hashOf, newCode } from '../identity/serverIdentity.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'

export function createPeopleOffice({ db, clock, audit }: { db: ServerDatabase; clock: Clock; audit: ServerAudit }) {
  const now = () => isoInstant(clock.now())

  async function users(executor: Executor = db): Promise<ServerUser[]> {
    const rows = await executor.selectFrom('app_user').selectAll().orderBy('name').execute()
    const devices = await counted(executor, 'device')
    const cases = await counted(executor, 'case_member')
    return rows.map((row) => ({ user: toUser(row), administrator: row.is_admin, disabledAt: row.disabled_at, devices: devices.get(row.id) ?? 0, cases: cases.get(row.id) ?? 0 }))
  }

  async function counted(executor: Executor, table: 'device' | 'case_member'): Promise<Map<string, number>> {
    const rows = await executor.selectFrom(table).select(({ fn }) => ['user_id', fn.countAll().as('n')]).groupBy('user_id').execute()
    return new Map(rows.map(({ user_id, n }) => [user_id, Number(n)]))
  }

  async function invite(person: Omit<User, 'id'> & { days: number }, caller: Caller): Promise<{ code: string; expiresAt: string }> {
    const code = newCode()
    const expiresAt = isoInstant(clock.now() + person.days * 86_400_000)
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('invitation')
        .values({ code_hash: hashOf(code), name: person.name, role: person.role, licence: person.licence, invited_by: caller.user.id, expires_at: expiresAt, used_by: null })
        .execute()
      await audit.append(trx, 'person.invited', caller, { fields: { role: person.role, expiresAt } })
    })
    return { code, expiresAt }
  }

  /** @returns null for an unknown person, and when nobody would be left who administers the server */
  async function setUser(change: { userId: string; role: Role; administrator: boolean; disabled: boolean }, caller: Caller): Promise<ServerUser | null> {
    return db.transaction().execute(async (trx) => {
      const before = await trx.selectFrom('app_user').selectAll().where('id', '=', change.userId).forUpdate().executeTakeFirst()
      if (!before) return null
      await trx
        .updateTable('app_user')
        .set({ role: change.role, is_admin: change.administrator, disabled_at: change.disabled ? (before.disabled_at ?? now()) : null })
        .where('id', '=', change.userId)
        .execute()
      const left = await trx
        .selectFrom('app_user')
        .select('id')
        .where((eb) => eb.or([eb('is_admin', '=', true), eb('role', '=', 'administrator')]))
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
      if (!left) throw new NobodyLeft()
      if (change.disabled) await trx.deleteFrom('session_token').where('user_id', '=', change.userId).execute()
      await audit.append(trx, 'person.changed', caller, {
        fields: { userId: change.userId, roleBefore: before.role, role: change.role, administrator: change.administrator, disabled: change.disabled },
      })
      return (await users(trx)).find(({ user }) => user.id === change.userId) ?? null
    })
  }

  async function devices(executor: Executor = db): Promise<ServerDevice[]> {
    const rows = await executor
      .selectFrom('device')
      .innerJoin('app_user', 'app_user.id', 'device.user_id')
      .select(['app_user.id', 'app_user.name', 'app_user.role', 'app_user.licence'])
      .select(['device.public_key', 'device.created_at', 'device.last_seen_at', 'device.revoked_at', 'device.purged_at'])
      .orderBy('app_user.name')
      .orderBy('device.created_at')
      .execute()
    return rows.map((row) => ({
      device: row.public_key,
      owner: toUser(row),
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      revokedAt: row.revoked_at,
      purgedAt: row.purged_at,
    }))
  }

  /** @returns null for an unknown device */
  async function revokeDevice({ device, reason }: { device: string; reason: string }, caller: Caller): Promise<ServerDevice | null> {
    return db.transaction().execute(async (trx) => {
      await trx.updateTable('device').set({ revoked_at: now() }).where('public_key', '=', device).where('revoked_at', 'is', null).execute()
      await trx.deleteFrom('session_token').where('device', '=', device).execute()
      const found = (await devices(trx)).find((row) => row.device === device) ?? null
      if (found) await audit.append(trx, 'device.revoked', caller, { fields: { device, userId: found.owner.id }, reason })
      return found
    })
  }

  return { users: () => users(), invite, setUser, devices: () => devices(), revokeDevice }
}

/** The change would leave the server without anybody who administers it. */
export class NobodyLeft extends Error {}
