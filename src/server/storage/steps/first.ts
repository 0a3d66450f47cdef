// The first schema: people, cases, commands, texts and files.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const first: Migration = {
  async up(db: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run('create table server_meta (key text primary key, value text not null)')
    await run('create table app_user (id uuid primary key, name text not null, role text not null, licence text, signing_key text not null, created_at text not null)')
    await run('create table device (public_key text primary key, user_id uuid not null references app_user, created_at text not null, revoked_at text)')
    await run('create table session_token (hash text primary key, user_id uuid not null references app_user, device text not null references device, expires_at text not null)')
    await run('create table case_record (case_id uuid primary key, body text not null, version integer not null)')
    await run('create table case_member (case_id uuid not null, user_id uuid not null references app_user, primary key (case_id, user_id))')
    await run('create table case_material (case_id uuid not null, import_id uuid not null, body text not null, primary key (case_id, import_id))')
    await run('create table report (report_id uuid primary key, case_id uuid not null, body text not null)')
    await run('create table sign_off (id uuid primary key, case_id uuid not null, report_id uuid not null unique, body text not null, countersignature text)')
    await run(`create table command_log (seq bigserial primary key, id uuid not null unique, case_id uuid not null, type text not null, actor uuid not null,
      device text not null, at text not null, payload text not null, outcome text not null, prev_hash text not null, hash text not null)`)
    await run('create table doc_update (seq bigserial primary key, room text not null, case_id uuid not null, actor text not null, device text not null, at text not null, data bytea not null)')
    await run('create index doc_update_room on doc_update (room, seq)')
    await run('create index doc_update_case on doc_update (case_id)')
    await run('create table doc_snapshot (room text primary key, upto bigint not null, data bytea not null)')
    await run('create table doc_frozen (room text primary key, at text not null)')
    await run('create table blob (sha256 text primary key, bytes bigint not null, media_type text not null, stored_at text not null)')
    await run('create table blob_ref (sha256 text not null, case_id uuid not null, primary key (sha256, case_id))')
    await run(`create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'this table is append-only'; end $$`)
    for (const table of ['command_log', 'doc_update']) {
      await run(`create trigger ${table}_append_only before update or delete on ${table} for each row execute function refuse_change()`)
    }
  },
}
