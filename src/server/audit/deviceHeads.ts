// The workstations' signed chain heads: kept by the server as links of its own chain, so that a chain cut or forked on a device shows.
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'
import { AUDIT_HEAD_DOMAIN } from '#shared/contract/service/service.contract.ts'
import type { Caller } from '../access/caller.ts'
import type { ServerDatabase } from '../storage/executor.ts'
import type { ServerAudit } from './serverAudit.ts'

interface Head {
  readonly seq: number
  readonly hash: string
  readonly signature: string
}

/** @returns the receipt: number and hash of the server's own link; or why the head is refused (which the audit keeps as well) */
export async function receiveHead({ db, audit, at }: { db: ServerDatabase; audit: ServerAudit; at: string }, head: Head, caller: Caller): Promise<{ seq: number; hash: string } | 'badSignature' | 'forked' | 'shorter'> {
  const { device } = caller
  if (!verifyEd25519(device, domainSeparated(AUDIT_HEAD_DOMAIN, `${head.seq}\n${head.hash}`), head.signature)) return 'badSignature'
  return db.transaction().execute(async (trx) => {
    const last = await trx.selectFrom('device_head').selectAll().where('device', '=', device).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    const reason = last === undefined || head.seq > Number(last.seq) ? null : head.seq < Number(last.seq) ? 'shorter' : head.hash === last.hash ? null : 'forked'
    if (reason) {
      await audit.append(trx, 'audit.headRefused', caller, { fields: { seq: head.seq, hash: head.hash, reason } })
      return reason
    }
    await trx
      .insertInto('device_head')
      .values({ device, ...head, at })
      .onConflict((c) => c.columns(['device', 'seq']).doNothing())
      .execute()
    return audit.append(trx, 'audit.headReceived', caller, { fields: { seq: head.seq, hash: head.hash } })
  })
}
