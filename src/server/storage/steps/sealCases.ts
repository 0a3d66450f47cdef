// Third schema: every clinical content sealed under its case's key, files by case, rights, audit, administration. Moves what the schemas before stored in the clear.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createBlobFiles } from '../../blobs/blobFiles.ts'
import { GENESIS, linkHash } from '../../cases/commandChain.ts'
import type { Executor } from '../executor.ts'
import type { StepPorts } from '../stepPorts.ts'
import type { Schema } from '../schema.ts'

const APPEND_ONLY = ['command_log', 'doc_update', 'panel_event'] as const

const NEW_TABLES = `
create table invitation (code_hash text primary key, name text not null, role text not null, licence text, invited_by uuid not null references app_user, expires_at text not null, used_by uuid references app_user);
create table case_key (case_id uuid primary key, wrapped bytea not null, created_at text not null);
create table erased_case (case_id uuid primary key, at text not null, actor uuid not null, proof text not null);
create table case_left (case_id uuid not null, user_id uuid not null references app_user, at text not null, primary key (case_id, user_id));
create table break_glass (id uuid primary key, case_id uuid not null, user_id uuid not null references app_user, reason text not null, at text not null, until text not null, reviewed_by uuid, reviewed_at text, verdict text);
create table case_blob (case_id uuid not null, sha256 text not null, file_id text not null, bytes bigint, stored_at text, primary key (case_id, sha256));
create table audit (seq bigint primary key, at text not null, actor text not null, role text not null, device text not null, event text not null, case_id uuid, fields text not null, prev_hash text not null, hash text not null);
create index audit_at on audit (at);
create index audit_case on audit (case_id);
create table nonce (nonce text primary key, device text not null, until text not null);
create table device_head (device text not null, seq bigint not null, hash text not null, signature text not null, at text not null, primary key (device, seq));
create table expert (user_id uuid primary key references app_user, body text not null);
create table policy (version integer primary key, body text not null, by_user uuid not null, at text not null);
alter table app_user add column is_admin boolean not null default false;
alter table app_user add column disabled_at text;
alter table device add column last_seen_at text;
alter table device add column purged_at text;
alter table case_record add column number_tag text;
alter table case_record add column closed boolean not null default false;
alter table case_record add column held boolean not null default false;
alter table case_record add column updated_by text;
alter table case_record add column updated_at text;
alter table case_member add column is_owner boolean not null default false;
alter table command_log add column payload_sha256 text not null default '';
create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();
create trigger device_head_append_only before update or delete on device_head for each row execute function refuse_change()`

export function sealCases({ vault, blobDirectory }: StepPorts): Migration {
  return {
    async up(database: Kysely<unknown>) {
      const db = database as Kysely<Schema>
      const run = (text: string) => sql.raw(text).execute(db)
      for (const statement of NEW_TABLES.split(';')) await run(statement)
      for (const table of APPEND_ONLY) await run(`alter table ${table} disable trigger ${table}_append_only`)
      const cases = await db.selectFrom('case_record').select('case_id').execute()
      for (const { case_id } of cases) await sealCase(db, case_id)
      await moveFiles(db)
      for (const table of APPEND_ONLY) await run(`alter table ${table} enable trigger ${table}_append_only`)
      await run('drop table blob')
      await run('drop table blob_ref')
    },
  }

  async function sealCase(db: Executor, caseId: string): Promise<void> {
    const key = await vault.keyOf(db, caseId)
    const record = await db.selectFrom('case_record').selectAll().where('case_id', '=', caseId).executeTakeFirstOrThrow()
    const number = (JSON.parse(record.body) as { caseNumber: string }).caseNumber
    await db.updateTable('case_record').set({ body: key.sealText(record.body), number_tag: vault.numberTag(number) }).where('case_id', '=', caseId).execute()
    for (const row of await db.selectFrom('case_material').selectAll().where('case_id', '=', caseId).execute()) {
      await db.updateTable('case_material').set({ body: key.sealText(row.body) }).where('case_id', '=', caseId).where('import_id', '=', row.import_id).execute()
    }
    for (const row of await db.selectFrom('report').selectAll().where('case_id', '=', caseId).execute()) {
      await db.updateTable('report').set({ body: key.sealText(row.body) }).where('report_id', '=', row.report_id).execute()
    }
    for (const row of await db.selectFrom('sign_off').selectAll().where('case_id', '=', caseId).execute()) {
      await db.updateTable('sign_off').set({ body: key.sealText(row.body) }).where('id', '=', row.id).execute()
    }
    for (const row of await db.selectFrom('panel_event').selectAll().where('case_id', '=', caseId).execute()) {
      await db.updateTable('panel_event').set({ actor: key.sealText(row.actor), act: key.sealText(row.act) }).where('id', '=', row.id).execute()
    }
    await sealCommands(db, caseId)
    for (const row of await db.selectFrom('doc_update').select(['seq', 'data']).where('case_id', '=', caseId).execute()) {
      await db.updateTable('doc_update').set({ data: key.sealBytes(new Uint8Array(row.data)) }).where('seq', '=', row.seq).execute()
    }
    for (const row of await db.selectFrom('doc_snapshot').selectAll().where('room', 'like', `case/${caseId}/%`).execute()) {
      await db.updateTable('doc_snapshot').set({ data: key.sealBytes(new Uint8Array(row.data)) }).where('room', '=', row.room).execute()
    }
  }

  /** The chain is told anew over the payloads' hashes: it stays verifiable when a case's key is gone. */
  async function sealCommands(db: Executor, caseId: string): Promise<void> {
    const key = await vault.keyOf(db, caseId)
    let prev = GENESIS
    for (const row of await db.selectFrom('command_log').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()) {
      const payloadSha256 = createHash('sha256').update(row.payload, 'utf8').digest('hex')
      const hash = linkHash({ id: row.id, actor: row.actor, device: row.device, at: row.at, payloadSha256, prev })
      await db
        .updateTable('command_log')
        .set({ payload: key.sealText(row.payload), payload_sha256: payloadSha256, prev_hash: prev, hash })
        .where('seq', '=', row.seq)
        .execute()
      if (row.type === 'case.publish') await db.updateTable('case_member').set({ is_owner: true }).where('case_id', '=', caseId).where('user_id', '=', row.actor).execute()
      prev = hash
    }
  }

  async function moveFiles(db: Kysely<Schema>): Promise<void> {
    const files = createBlobFiles(blobDirectory)
    const { rows } = await sql<{ sha256: string; case_id: string }>`select sha256, case_id from blob_ref`.execute(db)
    for (const { sha256, case_id } of rows) {
      const plain = join(blobDirectory, sha256.slice(0, 2), sha256)
      const fileId = files.newId()
      const content = existsSync(plain) ? await readFile(plain) : null
      if (content) await files.write(fileId, (await vault.keyOf(db, case_id)).bytes, content)
      await db
        .insertInto('case_blob')
        .values({ case_id, sha256, file_id: fileId, bytes: content?.byteLength ?? null, stored_at: content ? new Date(0).toISOString() : null })
        .execute()
    }
    for (const { sha256 } of rows) await rm(join(blobDirectory, sha256.slice(0, 2), sha256), { force: true })
  }
}
