// People whom the organisation's identity provider vouches for: each subject is one person here.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const signOn: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table app_user add column subject text unique').execute(db)
  },
}
