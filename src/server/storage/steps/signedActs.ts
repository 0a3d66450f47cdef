// Co-signatures and withdrawals, sealed with the case's key.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const signedActs: Migration = {
  async up(db: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run('create table signed_act (id uuid primary key, case_id uuid not null, report_id uuid not null, kind text not null, at text not null, body text not null, countersignature text not null)')
    await run('create index signed_act_case on signed_act (case_id, at)')
    await run('create index signed_act_report on signed_act (report_id, kind)')
  },
}
