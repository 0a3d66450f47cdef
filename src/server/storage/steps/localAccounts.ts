// Accounts that this server itself vouches for, and the count of wrong passphrases by name: also for names that nobody has, so that counting tells nothing.
import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const localAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run(`create table local_account (login text primary key, name text not null, role text not null, licence text, secret text not null, is_first boolean not null,
      user_id uuid unique references app_user, made_by uuid not null references app_user, made_at text not null)`)
    await run('create table account_attempt (login text primary key, failures integer not null, locked_until text, at text not null)')
  },
}
