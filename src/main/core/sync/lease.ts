// How long this device may be used without its server, and the server's rules it follows meanwhile. Renewed at every contact.
import { caseError } from '#shared/contract/errors.ts'
import { DEFAULT_POLICY, ServerPolicy } from '#shared/contract/service/administration.contract.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export interface Lease {
  readonly until: string
  /** The latest instant this device has seen: a clock set back does not lengthen the lease. */
  readonly lastSeen: string
  readonly policy: ServerPolicy
  readonly administrator: boolean
}

/** A clock may be a little wrong; more is a clock that was set back. */
const CLOCK_SLACK_MS = 5 * 60_000

export function readLease(r: Readable): Lease | null {
  const row = r.get<{ until: string; lastSeen: string; policy: string; administrator: number }>('SELECT until, last_seen AS lastSeen, policy, administrator FROM lease')
  if (!row) return null
  const policy = ServerPolicy.safeParse(JSON.parse(row.policy))
  return { until: row.until, lastSeen: row.lastSeen, policy: policy.data ?? DEFAULT_POLICY, administrator: row.administrator === 1 }
}

export function keepLease(tx: Writable, lease: Omit<Lease, 'lastSeen'>, clock: Clock): void {
  tx.run(
    `INSERT INTO lease (one, until, last_seen, policy, administrator) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET until = excluded.until, last_seen = excluded.last_seen, policy = excluded.policy, administrator = excluded.administrator`,
    [lease.until, isoInstant(clock.now()), JSON.stringify(lease.policy), Number(lease.administrator)],
  )
}

export function endLease(tx: Writable): void {
  tx.run('DELETE FROM lease')
}

/** Notes the time as seen; never backwards. */
export function touchLease(tx: Writable, clock: Clock): void {
  tx.run('UPDATE lease SET last_seen = max(last_seen, ?)', [isoInstant(clock.now())])
}

/** @throws CaseError LEASE_ENDED when the server must be reached before this device is used again */
export function mustHold(lease: Lease | null, clock: Clock): void {
  if (!lease) return
  const now = clock.now()
  if (now > Date.parse(lease.until) || now < Date.parse(lease.lastSeen) - CLOCK_SLACK_MS) throw caseError('LEASE_ENDED', {})
}
