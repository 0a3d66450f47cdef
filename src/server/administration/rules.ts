// The server's rules and the expert directory: validated, versioned, audited.
import { DEFAULT_POLICY, ServerPolicy } from '#shared/contract/service/administration.contract.ts'
import { Expert } from '#shared/domain/expert.ts'
import { regionsAreDistinct } from '#shared/domain/retention.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import type { Caller } from '../access/caller.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'

export async function policyInForce(executor: Executor): Promise<{ version: number; policy: ServerPolicy; at: string | null }> {
  const row = await executor.selectFrom('policy').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
  return row ? { version: row.version, policy: ServerPolicy.parse(JSON.parse(row.body)), at: row.at } : { version: 0, policy: DEFAULT_POLICY, at: null }
}

export function createRulesOffice({ db, clock, audit }: { db: ServerDatabase; clock: Clock; audit: ServerAudit }) {
  /** @returns null when a region stands twice */
  async function putPolicy(policy: ServerPolicy, caller: Caller): Promise<{ version: number } | null> {
    if (!regionsAreDistinct(policy)) return null
    return db.transaction().execute(async (trx) => {
      const version = (await policyInForce(trx)).version + 1
      await trx.insertInto('policy').values({ version, body: JSON.stringify(policy), by_user: caller.user.id, at: isoInstant(clock.now()) }).execute()
      await audit.append(trx, 'policy.changed', caller, { fields: { version } })
      return { version }
    })
  }

  async function experts(): Promise<Expert[]> {
    return (await db.selectFrom('expert').select('body').execute()).map(({ body }) => Expert.parse(JSON.parse(body)))
  }

  /** @returns null for somebody the server does not know */
  async function putExpert(expert: Expert, caller: Caller): Promise<Expert | null> {
    return db.transaction().execute(async (trx) => {
      if (!(await trx.selectFrom('app_user').select('id').where('id', '=', expert.userId).executeTakeFirst())) return null
      const body = JSON.stringify(expert)
      await trx.insertInto('expert').values({ user_id: expert.userId, body }).onConflict((c) => c.column('user_id').doUpdateSet({ body })).execute()
      await audit.append(trx, 'expert.changed', caller, { fields: { userId: expert.userId } })
      return expert
    })
  }

  return { policy: () => policyInForce(db), putPolicy, experts, putExpert }
}
