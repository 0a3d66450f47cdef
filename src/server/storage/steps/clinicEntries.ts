// Words and phrases that the clinic shares: one row each, numbered anew with every change.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const clinicEntries: Migration = {
  async up(db: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run('create sequence clinic_entry_seq')
    await run("create table clinic_entry (id text primary key, body text not null, by_user text not null, seq bigint not null default nextval('clinic_entry_seq'))")
    await run('create index clinic_entry_order on clinic_entry (seq)')
  },
}
