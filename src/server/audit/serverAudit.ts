// The server's audit: a hash chain of who read and changed what, appended inside the transaction of the act. Ids, codes and reasons' digests; no name, no text.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#shared/kit/canonicalJson.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { Executor } from '../storage/executor.ts'
import type { Caller } from '../access/caller.ts'

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

export function createServerAudit({ clock }: { clock: Clock }) {
  /** One more link; what cannot be recorded does not happen. Always the last lock a transaction takes. */
  async function append(
    trx: Executor,
    event: string,
    caller: Caller | null,
    { caseId = null, fields = {} }: { caseId?: string | null; fields?: Readonly<Record<string, string | number | boolean | null>> } = {},
  ): Promise<{ seq: number; hash: string }> {
    for (const value of Object.values(fields)) {
      if (typeof value === 'string' && value.length > LONGEST_VALUE) throw new TypeError('an audit field holds ids, codes and hashes only')
    }
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
      fields: canonicalJson(fields),
      prev_hash: last?.hash ?? GENESIS,
    }
    const hash = auditHash(link)
    await trx.insertInto('audit').values({ ...link, hash }).execute()
    return { seq: link.seq, hash }
  }

  return { append }
}

/** SHA-256 (hex) over the canonical JSON of the link. */
export function auditHash(link: AuditLink): string {
  const { seq, at, actor, role, device, event, case_id, fields, prev_hash } = link
  return createHash('sha256').update(canonicalJson({ seq, at, actor, role, device, event, caseId: case_id, fields, prevHash: prev_hash }), 'utf8').digest('hex')
}

/** Walks the whole chain, and holds the workstations' signed heads and their receipts against it. @returns the first link that is not what was written */
export async function verifyServerAudit(executor: Executor): Promise<{ ok: boolean; rows: number; brokenAt: number | null; head: string }> {
  let rows = 0
  let head = GENESIS
  for (;;) {
    const page = await executor.selectFrom('audit').selectAll().where('seq', '>', rows).orderBy('seq').limit(PAGE_ROWS).execute()
    for (const row of page) {
      const link = { ...row, seq: Number(row.seq) }
      if (link.seq !== rows + 1 || link.prev_hash !== head || auditHash(link) !== link.hash) return { ok: false, rows, brokenAt: rows + 1, head }
      rows++
      head = link.hash
    }
    if (page.length < PAGE_ROWS) return { ok: true, rows, brokenAt: null, head }
  }
}
