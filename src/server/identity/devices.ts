// People and their devices: enrolment by code, sign-in by a signed challenge, short-lived tokens, revocation with a signed order to destroy keys.
import { randomBytes } from 'node:crypto'
import { OFFICE_ROLES, Role, User } from '#shared/domain/people.ts'
import type { AccountWord } from '#shared/contract/service/account.ts'
import { ENROL_DOMAIN, PURGED_DOMAIN, REVOKE_DOMAIN, SESSION_DOMAIN } from '#shared/contract/service/service.contract.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { domainSeparated, signEd25519, verifyEd25519 } from '#shared/node/ed25519.ts'
import type { Caller } from '../access/caller.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'
import type { AccountAnswer, LocalAccounts } from './localAccounts.ts'
import type { OrganisationSignOn, SignedOnPerson } from './organisationSignOn.ts'
import { closeEnrolment, hashOf, isEnrolmentCode, type ServerIdentity } from './serverIdentity.ts'

interface Enrolment {
  readonly code: string
  /** The identity provider's word on the person, instead of a code. */
  readonly identity: { readonly token: string; readonly nonce: string } | null
  /** An account of this server, instead of a code. */
  readonly account?: AccountWord | null
  readonly user: User
  readonly devicePublicKey: string
  readonly signingPublicKey: string
  readonly proof: string
}

export interface DevicePorts {
  readonly db: ServerDatabase
  readonly clock: Clock
  readonly audit: ServerAudit
  readonly identity: ServerIdentity
  readonly organisation: OrganisationSignOn
  readonly accounts: LocalAccounts
  /** The printed code serves the first person only; everybody else is invited. */
  readonly invitedOnly: boolean
}

/** Who is let in, and on whose word. */
interface Admitted {
  readonly user: User
  readonly administrator: boolean
  readonly invitation: string | null
  readonly subject: string | null
  readonly login: string | null
}

/** Why an account is not let in yet. */
type NotYet = Extract<AccountAnswer, { kind: 'chooseOwn' | 'locked' }>

const TOKEN_MS = 12 * 3_600_000
const NONCE_MS = 60_000

export function createDevices({ db, clock, audit, identity, organisation, accounts, invitedOnly }: DevicePorts) {
  const now = () => isoInstant(clock.now())

  /** @returns null when the code or the account is wrong, or the proof is not the device's own signature. @throws TooManyAtOnce */
  async function enrol(input: Enrolment): Promise<User | NotYet | null> {
    const { devicePublicKey, signingPublicKey } = input
    if (!verifyEd25519(devicePublicKey, domainSeparated(ENROL_DOMAIN, `${input.user.id}\n${signingPublicKey}`), input.proof)) return null
    const vouched = input.identity ? await organisation.personOf({ ...input.identity, device: devicePublicKey }) : null
    // Stretching takes a while: never inside a transaction.
    const account = input.account ? await accounts.check(input.account) : null
    if (account?.kind === 'chooseOwn') return account
    return db.transaction().execute(async (trx) => {
      const admitted = await admittedBy(trx, input, vouched, account)
      if (admitted) return takeIn(trx, input, admitted)
      await audit.append(trx, 'device.enrolRefused', null, { fields: { device: devicePublicKey, ...(account ? { account: account.kind } : {}) } })
      return account?.kind === 'locked' ? account : null
    })
  }

  async function admittedBy(trx: Executor, input: Enrolment, vouched: SignedOnPerson | null, account: AccountAnswer | null): Promise<Admitted | null> {
    if (input.identity) return admitVouched(trx, input.user, vouched)
    return account ? admitAccount(input.user, account) : admit(trx, input)
  }

  /** @returns null when the person is known by another key, shut out, or the account is another profile's */
  async function takeIn(trx: Executor, { devicePublicKey, signingPublicKey }: Enrolment, admitted: Admitted): Promise<User | null> {
    const { id, name, role, licence } = admitted.user
    await trx
      .insertInto('app_user')
      .values({ id, name, role, licence, signing_key: signingPublicKey, created_at: now(), is_admin: admitted.administrator, disabled_at: null, subject: admitted.subject })
      .onConflict((c) => c.column('id').doNothing())
      .execute()
    const known = await trx.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    // Another key for a known person is not a re-enrolment but an attempt to speak in their name.
    if (known.signing_key !== signingPublicKey || known.disabled_at !== null) return null
    if (admitted.login !== null && !(await accounts.bind(trx, admitted.login, id))) return null
    // Somebody who came by code before is the provider's subject from now on.
    if (admitted.subject !== null && known.subject === null) await trx.updateTable('app_user').set({ subject: admitted.subject }).where('id', '=', id).execute()
    await trx
      .insertInto('device')
      .values({ public_key: devicePublicKey, user_id: id, created_at: now(), revoked_at: null, last_seen_at: null, purged_at: null })
      .onConflict((c) => c.column('public_key').doNothing())
      .execute()
    if (admitted.invitation) await trx.updateTable('invitation').set({ used_by: id }).where('code_hash', '=', admitted.invitation).execute()
    if (invitedOnly) await closeEnrolment(trx)
    const user = toUser(known)
    const by = admitted.login !== null ? 'account' : admitted.subject === null ? 'code' : 'organisation'
    await audit.append(trx, 'device.enrolled', { user, device: devicePublicKey, administrator: known.is_admin }, { fields: { role: user.role, by } })
    return user
  }

  /** Who the code lets in: an invited person with the role of the invitation, or whoever holds the printed code, never into an office except as the first of all. */
  async function admit(trx: Executor, { code, user }: Enrolment): Promise<Admitted | null> {
    const invitation = await trx.selectFrom('invitation').selectAll().where('code_hash', '=', hashOf(code)).executeTakeFirst()
    if (invitation) {
      if (invitation.expires_at <= now() || (invitation.used_by !== null && invitation.used_by !== user.id)) return null
      const invited = { ...user, name: invitation.name, role: Role.parse(invitation.role), licence: invitation.licence }
      return { user: invited, administrator: invited.role === 'administrator', invitation: invitation.code_hash, subject: null, login: null }
    }
    if (!(await isEnrolmentCode(trx, code))) return null
    const isFirst = (await trx.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) === undefined
    if (!isFirst && OFFICE_ROLES.includes(user.role)) return null
    return { user, administrator: isFirst, invitation: null, subject: null, login: null }
  }

  /** Name and role are the organisation's words. One account is one person here: with another profile's keys it is not let in. */
  async function admitVouched(trx: Executor, user: User, vouched: SignedOnPerson | null): Promise<Admitted | null> {
    if (!vouched) return null
    const { subject, name, role } = vouched
    const sameSubject = await trx.selectFrom('app_user').select('id').where('subject', '=', subject).executeTakeFirst()
    if (sameSubject && sameSubject.id !== user.id) return null
    const sameId = await trx.selectFrom('app_user').select('subject').where('id', '=', user.id).executeTakeFirst()
    if (sameId && sameId.subject !== null && sameId.subject !== subject) return null
    return { user: { ...user, name, role }, administrator: role === 'administrator', invitation: null, subject, login: null }
  }

  /** Name and role are the administrator's words. One account is one person here, as with an organisation's. */
  function admitAccount(user: User, account: AccountAnswer): Admitted | null {
    if (account.kind !== 'known' || (account.userId !== null && account.userId !== user.id)) return null
    const known = { id: user.id, ...account.user }
    return { user: known, administrator: known.role === 'administrator', invitation: null, subject: null, login: account.login }
  }

  async function challenge(device: string): Promise<string> {
    await db.deleteFrom('nonce').where('until', '<', now()).execute()
    const nonce = randomBytes(32).toString('base64url')
    await db.insertInto('nonce').values({ nonce, device, until: isoInstant(clock.now() + NONCE_MS) }).execute()
    return nonce
  }

  /** @returns null for anything that is not this device's fresh signature; `order` when the device was revoked */
  async function signIn(input: { devicePublicKey: string; nonce: string; signature: string }): Promise<{ token: string; expiresAt: string } | { order: string } | null> {
    const { devicePublicKey, nonce, signature } = input
    const entry = await db.deleteFrom('nonce').where('nonce', '=', nonce).returningAll().executeTakeFirst()
    if (!entry || entry.device !== devicePublicKey || entry.until < now()) return null
    if (!verifyEd25519(devicePublicKey, domainSeparated(SESSION_DOMAIN, nonce), signature)) return null
    const device = await db.selectFrom('device').selectAll().where('public_key', '=', devicePublicKey).executeTakeFirst()
    if (!device) return null
    if (device.revoked_at !== null) return { order: signEd25519(identity.countersignKey, domainSeparated(REVOKE_DOMAIN, devicePublicKey)) }
    const token = randomBytes(32).toString('base64url')
    const expiresAt = isoInstant(clock.now() + TOKEN_MS)
    return db.transaction().execute(async (trx) => {
      await trx.deleteFrom('session_token').where('expires_at', '<', now()).execute()
      await trx.insertInto('session_token').values({ hash: hashOf(token), user_id: device.user_id, device: devicePublicKey, expires_at: expiresAt }).execute()
      await trx.updateTable('device').set({ last_seen_at: now() }).where('public_key', '=', devicePublicKey).execute()
      const caller = await callerWithin(trx, token)
      if (!caller) return null
      await audit.append(trx, 'device.signedIn', caller)
      return { token, expiresAt }
    })
  }

  async function purged({ devicePublicKey, proof }: { devicePublicKey: string; proof: string }): Promise<void> {
    if (!verifyEd25519(devicePublicKey, domainSeparated(PURGED_DOMAIN, devicePublicKey), proof)) return
    await db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('device')
        .set({ purged_at: now() })
        .where('public_key', '=', devicePublicKey)
        .where('revoked_at', 'is not', null)
        .where('purged_at', 'is', null)
        .returning('user_id')
        .executeTakeFirst()
      if (row) await audit.append(trx, 'device.purged', null, { fields: { device: devicePublicKey, userId: row.user_id } })
    })
  }

  async function callerWithin(executor: Executor, token: string): Promise<Caller | null> {
    const row = await executor
      .selectFrom('session_token')
      .innerJoin('app_user', 'app_user.id', 'session_token.user_id')
      .innerJoin('device', 'device.public_key', 'session_token.device')
      .select(['app_user.id', 'app_user.name', 'app_user.role', 'app_user.licence', 'app_user.is_admin', 'app_user.disabled_at'])
      .select(['session_token.device', 'session_token.expires_at', 'device.revoked_at'])
      .where('session_token.hash', '=', hashOf(token))
      .executeTakeFirst()
    if (!row || row.revoked_at !== null || row.disabled_at !== null || row.expires_at <= now()) return null
    return { user: toUser(row), device: row.device, administrator: row.is_admin || row.role === 'administrator' }
  }

  async function people(): Promise<User[]> {
    return (await db.selectFrom('app_user').selectAll().where('disabled_at', 'is', null).orderBy('name').execute()).map(toUser)
  }

  return { enrol, challenge, signIn, purged, callerOf: (token: string) => callerWithin(db, token), people }
}

export function toUser(row: { id: string; name: string; role: string; licence: string | null }): User {
  return User.parse({ id: row.id, name: row.name, role: row.role, licence: row.licence })
}
