// The server's tables as types. Bodies are JSON documents, sealed under their case's key, validated by the contract's schemas where they are read.
import type { Generated } from 'kysely'

export interface Schema {
  server_meta: { key: string; value: string }
  app_user: { id: string; name: string; role: string; licence: string | null; signing_key: string; created_at: string; is_admin: Generated<boolean>; disabled_at: string | null; subject: Generated<string | null> }
  device: { public_key: string; user_id: string; created_at: string; revoked_at: string | null; last_seen_at: string | null; purged_at: string | null }
  session_token: { hash: string; user_id: string; device: string; expires_at: string }
  /** `is_first`: the passphrase was made by an administrator and opens nothing but the choice of an own one. */
  local_account: { login: string; name: string; role: string; licence: string | null; secret: string; is_first: boolean; user_id: string | null; made_by: string; made_at: string }
  account_attempt: { login: string; failures: number; locked_until: string | null; at: string }
  invitation: { code_hash: string; name: string; role: string; licence: string | null; invited_by: string; expires_at: string; used_by: string | null }
  clinic_entry: { id: string; body: string; by_user: string; seq: Generated<number> }
  case_key: { case_id: string; wrapped: Uint8Array; created_at: string }
  erased_case: { case_id: string; at: string; actor: string; proof: string }
  case_record: {
    case_id: string
    body: string
    version: number
    number_tag: string | null
    closed: Generated<boolean>
    held: Generated<boolean>
    /** Whose rule says how long it is kept; null: the server's own region. */
    region: Generated<string | null>
    updated_by: string | null
    updated_at: string | null
  }
  case_member: { case_id: string; user_id: string; is_owner: Generated<boolean> }
  /** People who were taken off a case: their devices are told, because absence never means removal. */
  case_left: { case_id: string; user_id: string; at: string }
  /** The newest state of a case that a person's device has fetched. */
  case_seen: { case_id: string; user_id: string; version: number; at: string }
  break_glass: { id: string; case_id: string; user_id: string; reason: string; at: string; until: string; reviewed_by: string | null; reviewed_at: string | null; verdict: string | null }
  case_material: { case_id: string; import_id: string; body: string }
  report: { report_id: string; case_id: string; body: string }
  sign_off: { id: string; case_id: string; report_id: string; body: string; countersignature: string | null }
  signed_act: { id: string; case_id: string; report_id: string; kind: string; at: string; body: string; countersignature: string }
  command_log: {
    seq: Generated<number>
    id: string
    case_id: string
    type: string
    actor: string
    device: string
    at: string
    payload: string
    payload_sha256: string
    outcome: string
    prev_hash: string
    hash: string
  }
  panel_event: { seq: Generated<number>; id: string; case_id: string; actor: string; at: string; act: string }
  quarantine_event: { seq: Generated<number>; id: string; case_id: string; actor: string; at: string; act: string }
  /** `case_id` null: an act of the meeting itself. */
  board_event: { seq: Generated<number>; id: string; meeting_id: string; case_id: string | null; actor: string; at: string; received_at: string; act: string }
  board_member: { meeting_id: string; user_id: string }
  doc_update: { seq: Generated<number>; room: string; case_id: string; actor: string; device: string; at: string; data: Uint8Array }
  /** Number of a room's newest update; written where updates are. */
  doc_head: { room: string; case_id: string; head: number }
  doc_snapshot: { room: string; upto: number; data: Uint8Array }
  doc_frozen: { room: string; at: string }
  /** Files of a case; the same bytes in two cases lie there twice, each under its own case's key. `stored_at` is null while the upload is not complete. */
  case_blob: { case_id: string; sha256: string; file_id: string; bytes: number | null; stored_at: string | null }
  audit: { seq: number; at: string; actor: string; role: string; device: string; event: string; case_id: string | null; fields: string; prev_hash: string; hash: string }
  /** The reason that came with an act, sealed; the audit's link carries the digest of what lies here. */
  office_reason: { seq: number; sealed: string }
  device_head: { device: string; seq: number; hash: string; signature: string; at: string }
  nonce: { nonce: string; device: string; until: string }
  expert: { user_id: string; body: string }
  policy: { version: number; body: string; by_user: string; at: string }
}
