// At every contact: the lease and the server's rules for the time without it come here, the head of this device's audit goes there for its receipt.
import { caseError } from '#shared/contract/errors.ts'
import { AUDIT_HEAD_DOMAIN } from '#shared/contract/service/service.contract.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { domainSeparated } from '#shared/node/ed25519.ts'
import type { DeviceAuditLog } from '../audit/createAuditLog.ts'
import type { Session } from '../identity/session.ts'
import { keepLease } from './lease.ts'
import type { ServerLink } from './serverLink.ts'
import { knownServer } from './serverRecord.ts'

export function createRenewal({ session, audit, clock }: { session: Session; audit: DeviceAuditLog; clock: Clock }) {
  const { db } = session
  let sealedHead = ''

  /** @throws CaseError SERVER_UNREACHABLE, SERVER_REFUSED: the server found this device's audit cut or forked, or its own no longer has the link it gave a receipt for */
  return async function renew(link: ServerLink): Promise<void> {
    const lease = await link.call((client) => client.lease())
    db.write((tx) => keepLease(tx, lease, clock))
    const head = db.read((r) => audit.head(r))
    if (head.seq === 0 || head.hash === sealedHead) return
    const signature = session.signAsDevice(domainSeparated(AUDIT_HEAD_DOMAIN, `${head.seq}\n${head.hash}`))
    const epoch = db.read(knownServer)?.epoch ?? 0
    const kept = db.read((r) => r.get<{ seq: number; hash: string }>('SELECT seq, hash FROM server_receipt WHERE epoch = ?', [epoch]))
    if (kept && !(await link.call((client) => client.audit.holds({ seq: kept.seq, hash: kept.hash }))).holds) throw caseError('SERVER_REFUSED', { reason: 'auditCut' })
    const receipt = await link.call((client) => client.audit.sealHead({ ...head, signature }))
    db.write((tx) => tx.run('INSERT OR REPLACE INTO server_receipt (one, epoch, seq, hash) VALUES (1, ?, ?, ?)', [epoch, receipt.seq, receipt.hash]))
    sealedHead = head.hash
  }
}
