// One row of the audit as a link of a hash chain. Pure: knows no database.
import { hash } from 'node:crypto'
import { canonicalJson } from '#shared/kit/canonicalJson.ts'
import type { AuditFields } from './auditLog.ts'

export interface AuditRow {
  readonly seq: number
  readonly device: string
  readonly actor: string
  readonly role: string
  readonly event: string
  /** Canonical JSON of the fields, as hashed. */
  readonly fields: string
  readonly at: string
  readonly prev_hash: string
  readonly hash: string
}

/** What the first link names as its predecessor. */
export const GENESIS = '0'.repeat(64)

/** Domain line of a signed head: signatures of the device key for other purposes never fit. */
export { AUDIT_HEAD_DOMAIN as HEAD_DOMAIN } from '#shared/contract/service/service.contract.ts'

/** Ids, codes and hashes fit; a sentence about a patient does not. */
const LONGEST_VALUE = 256

/**
 * Fields as they are hashed and stored. A number that is not an integer is spelt as a string.
 * @throws TypeError for a value that is too long to be an id, code or hash
 */
export function canonicalFields(fields: AuditFields): string {
  const spelt = Object.entries(fields).map(([name, value]) => {
    if (typeof value === 'string' && value.length > LONGEST_VALUE) throw new TypeError('an audit field holds ids, codes and hashes only')
    return [name, typeof value === 'number' && !Number.isSafeInteger(value) ? String(value) : value] as const
  })
  return canonicalJson(Object.fromEntries(spelt))
}

/**
 * SHA-256 (hex) over the canonical JSON of the row without its own hash.
 * Written out, keys in RFC 8785 order: `canonicalJson` sorts them anew for each of a million rows.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { seq, device, actor, role, event, fields, at, prev_hash } = row
  const canonical = `{"actor":${text(actor)},"device":${text(device)},"event":${text(event)},"fields":${text(fields)},"prevHash":${text(prev_hash)},"role":${text(role)},"seq":${seq},"utc":${text(at)}}`
  return hash('sha256', canonical)
}

const text = (value: string) => JSON.stringify(value.normalize('NFC'))

export function headMessage(seq: number, hash: string): string {
  return `${seq}\n${hash}`
}

/** Short name of a device in the rows: first 16 hex digits of the SHA-256 of its public key. */
export function deviceName(devicePublicKey: string): string {
  return hash('sha256', devicePublicKey).slice(0, 16)
}
