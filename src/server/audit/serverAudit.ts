// The server's audit: a hash chain of who read and changed what, appended inside the transaction of the act. Ids, codes and reasons' digests; no name, no text.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#shared/kit/canonicalJson.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { Executor } from '../storage/executor.ts'
import type { Caller } from '../access/caller.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import { firstAlteredReason, REASON_DIGEST, sealReason } from './officeReasons.ts'

const GENESIS = '0'.repeat(64)
const PAGE_ROWS = 2000
const LONGEST_VALUE = 256

export interface AuditLink {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly role: string
  readonly device: string
  readonly event: string
  readonly case_id: string | null
  readonly fields: string
  readonly prev_hash: string
}

export type ServerAudit = ReturnType<typeof createServerAudit>

export function createServerAudit({ clock, vault }: { clock: Clock; vault: CaseVault }) {
  /**
   * One more link; what cannot be recorded does not happen. Always the last lock a transaction takes.
   * @param reason the office's own words: kept sealed beside the chain
   */
  async function append(
    trx: Executor,
    event: string,
    caller: Caller | null,
    { caseId = null, fields = {}, reason }: { caseId?: string | null; fields?: Readonly<Record<string, string | number | boolean | null>>; reason?: string } = {},
  ): Promise<{ seq: number; hash: string }> {
    for (const value of Object.values(fields)) {
      if (typeof value === 'string' && value.length > LONGEST_VALUE) throw new TypeError('an audit field holds ids, codes and hashes only')
    }
    const why = reason === undefined ? null : await sealReason(trx, vault, reason)
    await sql`select pg_advisory_xact_lock(4180, 1)`.execute(trx)
    const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    const link: AuditLink = {
      seq: Number(last?.seq ?? 0) + 1,
      at: isoInstant(clock.now()),
      actor: caller?.user.id ?? '',
      role: caller?.user.role ?? '',
      device: caller?.device ?? '',
      event,
      case_id: caseId,
      fields: canonicalJson(why ? { ...fields, [REASON_DIGEST]: why.digest } : fields),
      prev_hash: last?.hash ?? GENESIS,
    }
    const hash = auditHash(link)
    await trx.insertInto('audit').values({ ...link, hash }).execute()
    if (why) await trx.insertInto('office_reason').values({ seq: link.seq, sealed: why.sealed }).execute()
    return { seq: link.seq, hash }
  }

  return { append }
}

/** SHA-256 (hex) over the canonical JSON of the link. */
export function auditHash(link: AuditLink): string {
  const { seq, at, actor, role, device, event, case_id, fields, prev_hash } = link
  return createHash('sha256').update(canonicalJson({ seq, at, actor, role, device, event, caseId: case_id, fields, prevHash: prev_hash }), 'utf8').digest('hex')
}

type StoredLink = AuditLink & { readonly hash: string }

/** A walk along the chain from its beginning, link by link. */
export interface ChainWalk {
  readonly rows: number
  /** Hash of the last link that was right. */
  readonly head: string
  /** Number of the first link that is not what was written; null while all are. */
  readonly brokenAt: number | null
}

export const CHAIN_START: ChainWalk = { rows: 0, head: GENESIS, brokenAt: null }

/** Goes on with `walk` over the next links, in order. */
export function walkChain(walk: ChainWalk, links: Iterable<StoredLink>): ChainWalk {
  let { rows, head, brokenAt } = walk
  for (const link of links) {
    if (brokenAt !== null) break
    if (link.seq !== rows + 1 || link.prev_hash !== head || auditHash(link) !== link.hash) brokenAt = rows + 1
    else {
      rows++
      head = link.hash
    }
  }
  return { rows, head, brokenAt }
}

/** Walks the whole chain, and looks for the link of every head that a workstation signed: a cut tail that holds one shows. @returns the first link that is not what was written */
export async function verifyServerAudit(executor: Executor): Promise<{ ok: boolean; rows: number; brokenAt: number | null; head: string }> {
  let walk = CHAIN_START
  const received = new Set<string>()
  for (let more = true; more; ) {
    const page = await executor.selectFrom('audit').selectAll().where('seq', '>', walk.rows).orderBy('seq').limit(PAGE_ROWS).execute()
    walk = walkChain(walk, page.map((row) => ({ ...row, seq: Number(row.seq) })))
    const whole = page.filter(({ seq }) => Number(seq) <= walk.rows)
    for (const row of whole) if (row.event === 'audit.headReceived') received.add(headOf(row.device, JSON.parse(row.fields) as { seq: number; hash: string }))
    const altered = await firstAlteredReason(executor, whole)
    if (altered !== null) walk = { ...walk, brokenAt: altered }
    more = page.length === PAGE_ROWS && walk.brokenAt === null
  }
  if (walk.brokenAt === null) {
    const heads = await executor.selectFrom('device_head').select(['device', 'seq', 'hash']).execute()
    const isCut = heads.some(({ device, seq, hash }) => !received.has(headOf(device, { seq: Number(seq), hash })))
    if (isCut) walk = { ...walk, brokenAt: walk.rows + 1 }
  }
  return { ok: walk.brokenAt === null, ...walk }
}

const headOf = (device: string, { seq, hash }: { seq: number; hash: string }) => `${device} ${seq} ${hash}`

/** For a workstation that kept a receipt. */
export async function holdsLink(executor: Executor, { seq, hash }: { seq: number; hash: string }): Promise<boolean> {
  return (await executor.selectFrom('audit').select('seq').where('seq', '=', seq).where('hash', '=', hash).executeTakeFirst()) !== undefined
}
