// What the rest of the core may ask of the audit: append inside the caller's transaction, verify, read.
import type { Readable, Writable } from '../storage/handles.ts'

export interface Actor {
  readonly userId: string
  readonly role: string
}

/** References are opaque ids, codes and hashes: no name, identifier or text (V23). */
export type AuditFields = Readonly<Record<string, string | number | boolean | null>>

export interface AuditLog {
  /** One more link of this device's hash chain. If it cannot be written, the action must not happen. */
  append(tx: Writable, event: string, actor: Actor, fields: AuditFields): void
  /** Walks the whole chain. @returns the first broken link's sequence number, or null */
  verify(db: Readable): { ok: boolean; rows: number; brokenAt: number | null; head: string }
}
