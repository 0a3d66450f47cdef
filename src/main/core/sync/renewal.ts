// At every contact: the lease and the server's rules for the time without it come here, the head of this device's audit goes there for its receipt.
import { AUDIT_HEAD_DOMAIN } from '#shared/contract/service/service.contract.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { domainSeparated } from '#shared/node/ed25519.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import type { Session } from '../identity/session.ts'
import { keepLease } from './lease.ts'
import type { ServerLink } from './serverLink.ts'

export function createRenewal({ session, audit, clock }: { session: Session; audit: DeviceAuditLog; clock: Clock }) {
  const { db } = session
  let sealedHead = ''

  /** @throws CaseError SERVER_UNREACHABLE, SERVER_REFUSED: the server found that this device's audit was cut or forked */
  return async function renew(link: ServerLink): Promise<void> {
    const lease = await link.call((client) => client.lease())
    db.write((tx) => keepLease(tx, lease, clock))
    const head = db.read((r) => audit.head(r))
    if (head.seq === 0 || head.hash === sealedHead) return
    const signature = session.signAsDevice(domainSeparated(AUDIT_HEAD_DOMAIN, `${head.seq}\n${head.hash}`))
    await link.call((client) => client.audit.sealHead({ ...head, signature }))
    sealedHead = head.hash
  }
}
