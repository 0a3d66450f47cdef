// Who holds which state of a case: told to its team, so that everybody knows whom a change has reached.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const caseSeen: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('create table case_seen (case_id uuid not null, user_id uuid not null references app_user, version integer not null, at text not null, primary key (case_id, user_id))').execute(db)
  },
}
