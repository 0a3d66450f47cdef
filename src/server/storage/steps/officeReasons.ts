// Why an office did what it did, sealed and bound to the audit's link by digest; the region whose rule says how long a case is kept.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const officeReasons: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('create table office_reason (seq bigint primary key, sealed text not null)').execute(db)
    await sql.raw('create trigger office_reason_append_only before update or delete on office_reason for each row execute function refuse_change()').execute(db)
    await sql.raw('alter table case_record add column region text').execute(db)
  },
}
