// Accounts of a server without an identity provider: a sign-in name, and a passphrase that its person chooses at the first sign-in. Serves enrolment; afterwards the device's key signs in.
import type { AccountWord } from '#shared/contract/service/account.ts'
import type { ServerAccount } from '#shared/contract/service/administration.contract.ts'
import { estimatePassphrase, LEAST_SCORE } from '#shared/domain/passphrase.ts'
import { Role, type User } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { sql } from 'kysely'
import type { Caller } from '../access/caller.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'
import { newCode } from './serverIdentity.ts'
import { isPassphraseOf, stretch } from './stretched.ts'

export type AccountAnswer =
  | { kind: 'known'; login: string; user: Omit<User, 'id'>; userId: string | null }
  | { kind: 'wrong' }
  /** The passphrase is right but was made by somebody else, or the new one is too easy to guess. */
  | { kind: 'chooseOwn' }
  | { kind: 'locked'; until: string | null }

/** Wrong passphrases in a row until the name waits, for how long, and until it waits for an administrator (safety note §6). */
const PAUSE_AFTER = 10
const PAUSE_MS = 15 * 60_000
const SHUT_AFTER = 30

export type LocalAccounts = ReturnType<typeof createLocalAccounts>

/** @param isOffered false where an identity provider vouches for people */
export function createLocalAccounts({ db, clock, audit, isOffered }: { db: ServerDatabase; clock: Clock; audit: ServerAudit; isOffered: boolean }) {
  const now = () => isoInstant(clock.now())

  /** Counted before it is looked at: guesses that arrive together are as many as guesses one after the other. */
  async function counted(login: string): Promise<{ mayTry: boolean; until: string | null }> {
    const at = now()
    const pause = isoInstant(clock.now() + PAUSE_MS)
    const row = await db
      .insertInto('account_attempt')
      .values({ login, failures: 1, locked_until: null, at })
      .onConflict((c) =>
        c.column('login').doUpdateSet({
          failures: sql`account_attempt.failures + 1`,
          locked_until: sql`case when (account_attempt.failures + 1) % ${sql.lit(PAUSE_AFTER)} = 0 then ${pause} end`,
          at,
        }).where(sql<boolean>`account_attempt.failures < ${sql.lit(SHUT_AFTER)} and (account_attempt.locked_until is null or account_attempt.locked_until <= ${at})`),
      )
      .returning('failures')
      .executeTakeFirst()
    if (row) return { mayTry: true, until: null }
    const shut = await db.selectFrom('account_attempt').selectAll().where('login', '=', login).executeTakeFirstOrThrow()
    return { mayTry: false, until: shut.failures >= SHUT_AFTER ? null : shut.locked_until }
  }

  /** @throws TooManyAtOnce */
  async function check(word: AccountWord): Promise<AccountAnswer> {
    if (!isOffered) return { kind: 'wrong' }
    const login = folded(word.login)
    const { mayTry, until } = await counted(login)
    if (!mayTry) return { kind: 'locked', until }
    const row = await db.selectFrom('local_account').selectAll().where('login', '=', login).executeTakeFirst()
    if (!(await isPassphraseOf(row?.secret ?? null, word.passphrase)) || !row) return { kind: 'wrong' }
    const own = word.ownPassphrase
    if (row.is_first && (own === null || own === word.passphrase || estimatePassphrase(own).score < LEAST_SCORE)) {
      await db.deleteFrom('account_attempt').where('login', '=', login).execute()
      return { kind: 'chooseOwn' }
    }
    if (row.is_first && own !== null) {
      const secret = await stretch(own)
      // Of two people with the same first passphrase one is in time.
      const mine = await db.updateTable('local_account').set({ secret, is_first: false }).where('login', '=', login).where('secret', '=', row.secret).executeTakeFirst()
      if (mine.numUpdatedRows === 0n) return { kind: 'wrong' }
    }
    await db.deleteFrom('account_attempt').where('login', '=', login).execute()
    return { kind: 'known', login, user: { name: row.name, role: Role.parse(row.role), licence: row.licence }, userId: row.user_id }
  }

  /** Part of the enrolment's transaction. @returns false when the account is another profile's */
  async function bind(trx: Executor, login: string, userId: string): Promise<boolean> {
    const row = await trx.updateTable('local_account').set({ user_id: userId }).where('login', '=', login).where((eb) => eb.or([eb('user_id', 'is', null), eb('user_id', '=', userId)])).executeTakeFirst()
    return row.numUpdatedRows > 0n
  }

  async function list(executor: Executor = db): Promise<ServerAccount[]> {
    const rows = await executor
      .selectFrom('local_account')
      .leftJoin('account_attempt', 'account_attempt.login', 'local_account.login')
      .select(['local_account.login', 'local_account.name', 'local_account.role', 'local_account.licence', 'local_account.is_first', 'local_account.user_id'])
      .select(['account_attempt.failures', 'account_attempt.locked_until'])
      .orderBy('local_account.login')
      .execute()
    return rows.map((row) => {
      const isShut = (row.failures ?? 0) >= SHUT_AFTER
      const waits = !isShut && row.locked_until !== null && row.locked_until > now() ? row.locked_until : null
      const state = isShut ? 'shut' : waits ? 'waits' : row.is_first ? 'new' : row.user_id ? 'inUse' : 'ready'
      return { login: row.login, name: row.name, role: Role.parse(row.role), licence: row.licence, state, until: waits }
    })
  }

  /** @returns null for a name that is taken, and where an identity provider vouches for people */
  async function make({ login, ...user }: { login: string } & Omit<User, 'id'>, caller: Caller): Promise<{ passphrase: string } | null> {
    if (!isOffered) return null
    const passphrase = newCode()
    const secret = await stretch(passphrase)
    return db.transaction().execute(async (trx) => {
      const made = await trx
        .insertInto('local_account')
        .values({ login: folded(login), ...user, secret, is_first: true, user_id: null, made_by: caller.user.id, made_at: now() })
        .onConflict((c) => c.column('login').doNothing())
        .executeTakeFirst()
      if (made.numInsertedOrUpdatedRows === 0n) return null
      await audit.append(trx, 'account.made', caller, { fields: { role: user.role } })
      return { passphrase }
    })
  }

  /** A new first passphrase; the old one and what was counted against the name are gone. @returns null for an unknown name */
  async function renew({ login }: { login: string }, caller: Caller): Promise<{ passphrase: string } | null> {
    if (!isOffered) return null
    const passphrase = newCode()
    const secret = await stretch(passphrase)
    return db.transaction().execute(async (trx) => {
      const row = await trx.updateTable('local_account').set({ secret, is_first: true }).where('login', '=', folded(login)).returning('user_id').executeTakeFirst()
      if (!row) return null
      await trx.deleteFrom('account_attempt').where('login', '=', folded(login)).execute()
      await audit.append(trx, 'account.renewed', caller, { fields: { userId: row.user_id } })
      return { passphrase }
    })
  }

  return { isOffered, check, bind, list: () => list(), make, renew }
}

/** One person writes Ana.Ruiz, another ana.ruiz: it is one name. */
function folded(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase()
}
