// Board meetings: append-only acts, and who belongs to a meeting. A meeting spans cases; acts of a case are sealed under that case's key.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const board: Migration = {
  async up(db: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run('create table board_event (seq bigserial primary key, id uuid not null unique, meeting_id uuid not null, case_id uuid, actor text not null, at text not null, received_at text not null, act text not null)')
    await run('create index board_event_meeting on board_event (meeting_id, seq)')
    await run('create trigger board_event_append_only before update or delete on board_event for each row execute function refuse_change()')
    await run('create table board_member (meeting_id uuid not null, user_id uuid not null, primary key (meeting_id, user_id))')
  },
}
