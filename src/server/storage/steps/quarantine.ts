// What the team decided about files that may be another patient's: append-only.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const quarantine: Migration = {
  async up(db: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run('create table quarantine_event (seq bigserial primary key, id uuid not null unique, case_id uuid not null, actor text not null, at text not null, act text not null)')
    await run('create index quarantine_event_case on quarantine_event (case_id, seq)')
    await run('create trigger quarantine_event_append_only before update or delete on quarantine_event for each row execute function refuse_change()')
  },
}
