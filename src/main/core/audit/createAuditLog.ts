// This device's hash chain: each row's hash covers the one before, so that a changed, missing or inserted row shows.
import { createHash } from 'node:crypto'
import { canonicalJson } from '#shared/kit/canonicalJson.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import type { AuditFields, AuditLog } from './auditLog.ts'

export const AUDIT_GENESIS = '0'.repeat(64)
const HEAD_DOMAIN = 'consilium/audit-head/1'

interface Row {
  seq: number
  device: string
  actor: string
  role: string
  event: string
  fields: string
  at: string
  prev_hash: string
  hash: string
}

/**
 * @param device public key of the device: names the chain
 * @param signAsDevice signs heads, so that a chain made anew with other keys shows
 */
export function createAuditLog({ device, signAsDevice, clock }: { device: string; signAsDevice(bytes: Uint8Array): string; clock: Clock }): AuditLog & {
  /** Signs the present head; done at every signature and at every clean end. */
  sealHead(tx: Writable): void
  head(db: Readable): { seq: number; hash: string }
} {
  function head(db: Readable): { seq: number; hash: string } {
    return db.get<{ seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: AUDIT_GENESIS }
  }

  return {
    head,
    append(tx, event, actor, fields: AuditFields) {
      const last = head(tx)
      const link = { device, actor: actor.userId, role: actor.role, event, fields: canonicalJson(fields), at: isoInstant(clock.now()) }
      const seq = last.seq + 1
      tx.run('INSERT INTO audit (seq, device, actor, role, event, fields, at, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        seq, link.device, link.actor, link.role, link.event, link.fields, link.at, last.hash, linkHash({ seq, ...link, prev: last.hash }),
      ])
    },
    sealHead(tx) {
      const { seq, hash } = head(tx)
      if (seq === 0 || tx.get('SELECT 1 FROM audit_head WHERE seq = ?', [seq])) return
      const signature = signAsDevice(domainSeparated(HEAD_DOMAIN, `${seq}\n${hash}`))
      tx.run('INSERT INTO audit_head (seq, hash, signature, device_public_key) VALUES (?, ?, ?, ?)', [seq, hash, signature, device])
    },
    verify: verifyChain,
  }
}

/** Walks the chain and every signed head. A tail cut off shows when a head names a row that is not there. */
export function verifyChain(db: Readable): { ok: boolean; rows: number; brokenAt: number | null; head: string } {
  let prev = AUDIT_GENESIS
  let rows = 0
  const hashes = new Map<number, string>()
  for (let page = db.all<Row>(PAGE, [0]); page.length > 0; page = db.all<Row>(PAGE, [rows])) {
    for (const row of page) {
      const { seq, device, actor, role, event, fields, at } = row
      const expected = linkHash({ seq, device, actor, role, event, fields, at, prev })
      if (seq !== rows + 1 || row.prev_hash !== prev || row.hash !== expected) return { ok: false, rows, brokenAt: rows + 1, head: prev }
      prev = row.hash
      rows = seq
      hashes.set(seq, prev)
    }
  }
  for (const mark of db.all<{ seq: number; hash: string; signature: string; device_public_key: string }>('SELECT * FROM audit_head ORDER BY seq')) {
    const signed = verifyEd25519(mark.device_public_key, domainSeparated(HEAD_DOMAIN, `${mark.seq}\n${mark.hash}`), mark.signature)
    if (!signed || hashes.get(mark.seq) !== mark.hash) return { ok: false, rows, brokenAt: mark.seq, head: prev }
  }
  return { ok: true, rows, brokenAt: null, head: prev }
}

const PAGE = 'SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT 2000'

function linkHash(link: { seq: number; device: string; actor: string; role: string; event: string; fields: string; at: string; prev: string }): string {
  return createHash('sha256').update(canonicalJson(link), 'utf8').digest('hex')
}
