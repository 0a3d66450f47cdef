// The panel's acts: append-only.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const panel: Migration = {
  async up(db: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run('create table panel_event (seq bigserial primary key, id uuid not null unique, case_id uuid not null, actor text not null, at text not null, act text not null)')
    await run('create index panel_event_case on panel_event (case_id, seq)')
    await run('create trigger panel_event_append_only before update or delete on panel_event for each row execute function refuse_change()')
  },
}
