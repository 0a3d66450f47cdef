// This device's audit: a hash chain in the profile's database with signed heads. Appended inside the caller's transaction, so that act and record stand or fall together.
import { hash } from 'node:crypto'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'
import type { Session } from '../identity/session.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import { type AuditRow, canonicalFields, deviceName, GENESIS, HEAD_DOMAIN, hashOf, headMessage } from './auditChain.ts'
import type { Actor, AuditFields, AuditLog } from './auditLog.ts'

export interface AuditHead {
  readonly seq: number
  readonly hash: string
}
export interface SignedHead extends AuditHead {
  /** Ed25519 of the device key over `HEAD_DOMAIN` and the head, base64url. */
  readonly signature: string
  readonly devicePublicKey: string
}

export interface DeviceAuditLog extends AuditLog {
  /**
   * Also checks the signed heads, and a head that somebody else kept: a chain that ends before it was cut.
   * @returns brokenAt: the first row that is not what was written; one past the end when rows are missing there
   */
  verify(db: Readable, held?: AuditHead): { ok: boolean; rows: number; brokenAt: number | null; head: string }
  /** Signs the chain as it stands, in the caller's transaction: at each sign-off, at a clean end, before it is sent. null while there is no row. */
  sealHead(tx: Writable): SignedHead | null
  /** The last link; seq 0 and GENESIS while there is none. */
  head(db: Readable): AuditHead
  /** Rows after `seq` in order, to be sent or exported. */
  list(db: Readable, afterSeq: number, limit: number): AuditRow[]
}

type Device = Pick<Session, 'devicePublicKey' | 'signAsDevice'>

const COLUMNS = 'seq, device, actor, role, event, fields, at, prev_hash, hash'
const PAGE_ROWS = 2000

export function createAuditLog({ clock, device }: { clock: Clock; device: Device }): DeviceAuditLog {
  const name = deviceName(device.devicePublicKey)

  function append(tx: Writable, event: string, actor: Actor, fields: AuditFields): void {
    const last = headOf(tx)
    const row = {
      seq: (last?.seq ?? 0) + 1,
      device: name,
      actor: actor.userId,
      role: actor.role,
      event,
      fields: canonicalFields(fields),
      at: isoInstant(clock.now()),
      prev_hash: last?.hash ?? GENESIS,
    }
    tx.run(`INSERT INTO audit (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
      row.seq,
      row.device,
      row.actor,
      row.role,
      row.event,
      row.fields,
      row.at,
      row.prev_hash,
      hashOf(row),
    ])
  }

  function sealHead(tx: Writable): SignedHead | null {
    const head = headOf(tx)
    if (head === undefined) return null
    const { devicePublicKey } = device
    const signature = device.signAsDevice(domainSeparated(HEAD_DOMAIN, headMessage(head.seq, head.hash)))
    tx.run('INSERT INTO audit_head (seq, hash, signature, device_public_key) VALUES (?, ?, ?, ?) ON CONFLICT (seq) DO NOTHING', [
      head.seq,
      head.hash,
      signature,
      devicePublicKey,
    ])
    return { ...head, signature, devicePublicKey }
  }

  return {
    append,
    verify: (db, held) => verifyChain(db, device.devicePublicKey, held),
    sealHead,
    head: (db) => headOf(db) ?? { seq: 0, hash: GENESIS },
    list,
  }
}

function headOf(db: Readable): AuditHead | undefined {
  return db.get<{ seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
}

function list(db: Readable, afterSeq: number, limit: number): AuditRow[] {
  return db.all<AuditRow & Record<string, string | number>>(`SELECT ${COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`, [afterSeq, limit])
}

interface ChainLink {
  readonly seq: number
  readonly prev_hash: string
  readonly hash: string
  /** Every other column and `prev_hash`, spelt as `hashOf` spells them where the characters are plain. */
  readonly text: string
}

/** The text of a row made by the database itself: one string to read instead of nine. */
const LINK_TEXT = `'{"actor":'||json_quote(actor)||',"device":'||json_quote(device)||',"event":'||json_quote(event)||',"fields":'||json_quote(fields)||',"prevHash":'||json_quote(prev_hash)||',"role":'||json_quote(role)||',"seq":'||seq||',"utc":'||json_quote(at)||'}'`

function listLinks(db: Readable, afterSeq: number): ChainLink[] {
  return db.all<ChainLink & Record<string, string | number>>(`SELECT seq, prev_hash, hash, ${LINK_TEXT} AS text FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`, [afterSeq, PAGE_ROWS])
}

/** The database escapes rare characters in its own way; the row then counts as it was written. */
function isSpeltOtherwise(db: Readable, seq: number, own: string): boolean {
  const row = list(db, seq - 1, 1)[0]
  return row !== undefined && row.seq === seq && hashOf(row) === own
}

/** See DeviceAuditLog.verify; for whoever has the database but no session's device key at hand beyond its public half. */
export function verifyChain(db: Readable, devicePublicKey: string, held?: AuditHead): { ok: boolean; rows: number; brokenAt: number | null; head: string } {
  const signed = db.all<{ seq: number; hash: string; signature: string; device_public_key: string }>(
    'SELECT seq, hash, signature, device_public_key FROM audit_head ORDER BY seq',
  )
  const expected = new Map<number, string>(signed.map((head) => [head.seq, head.hash]))
  const forged = signed.find(
    (head) =>
      head.device_public_key !== devicePublicKey ||
      !verifyEd25519(devicePublicKey, domainSeparated(HEAD_DOMAIN, headMessage(head.seq, head.hash)), head.signature),
  )
  const heldFails = held !== undefined && expected.has(held.seq) && expected.get(held.seq) !== held.hash
  if (held) expected.set(held.seq, held.hash)

  let rows = 0
  let head = GENESIS
  let brokenAt: number | null = null
  for (let page = listLinks(db, 0); page.length > 0 && brokenAt === null; page = listLinks(db, rows)) {
    for (const { seq, prev_hash, hash: own, text } of page) {
      const isLink = seq === rows + 1 && prev_hash === head && (expected.get(seq) ?? own) === own && (hash('sha256', text) === own || isSpeltOtherwise(db, seq, own))
      if (!isLink) {
        brokenAt = Math.min(rows + 1, seq)
        break
      }
      rows++
      head = own
    }
  }
  const lastPromised = Math.max(0, ...expected.keys())
  if (brokenAt === null && lastPromised > rows) brokenAt = rows + 1
  if (forged && (brokenAt === null || forged.seq < brokenAt)) brokenAt = forged.seq
  if (brokenAt === null && heldFails) brokenAt = held.seq
  return { ok: brokenAt === null, rows, brokenAt, head }
}
