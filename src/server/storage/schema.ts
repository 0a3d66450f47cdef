// The server's tables as types. Bodies are JSON documents validated by the contract's schemas where they are read.
import type { Generated } from 'kysely'

export interface Schema {
  server_meta: { key: string; value: string }
  app_user: { id: string; name: string; role: string; licence: string | null; signing_key: string; created_at: string }
  device: { public_key: string; user_id: string; created_at: string; revoked_at: string | null }
  session_token: { hash: string; user_id: string; device: string; expires_at: string }
  case_record: { case_id: string; body: string; version: number }
  case_member: { case_id: string; user_id: string }
  case_material: { case_id: string; import_id: string; body: string }
  report: { report_id: string; case_id: string; body: string }
  sign_off: { id: string; case_id: string; report_id: string; body: string; countersignature: string | null }
  command_log: {
    seq: Generated<number>
    id: string
    case_id: string
    type: string
    actor: string
    device: string
    at: string
    payload: string
    outcome: string
    prev_hash: string
    hash: string
  }
  doc_update: { seq: Generated<number>; room: string; case_id: string; actor: string; device: string; at: string; data: Uint8Array }
  doc_snapshot: { room: string; upto: number; data: Uint8Array }
  doc_frozen: { room: string; at: string }
  panel_event: { seq: Generated<number>; id: string; case_id: string; actor: string; at: string; act: string }
  blob: { sha256: string; bytes: number; media_type: string; stored_at: string }
  blob_ref: { sha256: string; case_id: string }
}
