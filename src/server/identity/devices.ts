// People and their devices: enrolment by code, sign-in by a signed challenge, short-lived tokens.
import { randomBytes } from 'node:crypto'
import { User } from '#shared/domain/people.ts'
import { ENROL_DOMAIN, SESSION_DOMAIN } from '#shared/contract/service/service.contract.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { domainSeparated, verifyEd25519 } from '#shared/node/ed25519.ts'
import type { ServerDatabase } from '../storage/database.ts'
import { hashOf, isEnrolmentCode } from './serverIdentity.ts'

/** The person and device behind a request. */
export interface Caller {
  readonly user: User
  readonly device: string
}

const TOKEN_MS = 12 * 3_600_000
const NONCE_MS = 60_000

export function createDevices({ db, clock }: { db: ServerDatabase; clock: Clock }) {
  const nonces = new Map<string, { device: string; until: number }>()

  /** @returns null when the code is wrong or the proof is not the device's own signature */
  async function enrol(input: { code: string; user: User; devicePublicKey: string; signingPublicKey: string; proof: string }): Promise<User | null> {
    const said = domainSeparated(ENROL_DOMAIN, `${input.user.id}\n${input.signingPublicKey}`)
    if (!verifyEd25519(input.devicePublicKey, said, input.proof)) return null
    return db.transaction().execute(async (trx) => {
      if (!(await isEnrolmentCode(trx, input.code))) return null
      const at = isoInstant(clock.now())
      const { id, name, role, licence } = input.user
      await trx
        .insertInto('app_user')
        .values({ id, name, role, licence, signing_key: input.signingPublicKey, created_at: at })
        .onConflict((c) => c.column('id').doNothing())
        .execute()
      const known = await trx.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      // Another key for a known person is not a re-enrolment but an attempt to speak in their name.
      if (known.signing_key !== input.signingPublicKey) return null
      await trx
        .insertInto('device')
        .values({ public_key: input.devicePublicKey, user_id: id, created_at: at, revoked_at: null })
        .onConflict((c) => c.column('public_key').doNothing())
        .execute()
      return toUser(known)
    })
  }

  function challenge(device: string): string {
    const now = clock.now()
    for (const [nonce, entry] of nonces) if (entry.until < now) nonces.delete(nonce)
    const nonce = randomBytes(32).toString('base64url')
    nonces.set(nonce, { device, until: now + NONCE_MS })
    return nonce
  }

  async function signIn(input: { devicePublicKey: string; nonce: string; signature: string }): Promise<{ token: string; expiresAt: string } | null> {
    const entry = nonces.get(input.nonce)
    nonces.delete(input.nonce)
    if (!entry || entry.device !== input.devicePublicKey || entry.until < clock.now()) return null
    if (!verifyEd25519(input.devicePublicKey, domainSeparated(SESSION_DOMAIN, input.nonce), input.signature)) return null
    const device = await db.selectFrom('device').selectAll().where('public_key', '=', input.devicePublicKey).executeTakeFirst()
    if (!device || device.revoked_at !== null) return null
    const token = randomBytes(32).toString('base64url')
    const expiresAt = isoInstant(clock.now() + TOKEN_MS)
    await db
      .insertInto('session_token')
      .values({ hash: hashOf(token), user_id: device.user_id, device: device.public_key, expires_at: expiresAt })
      .execute()
    return { token, expiresAt }
  }

  async function callerOf(token: string): Promise<Caller | null> {
    const row = await db
      .selectFrom('session_token')
      .innerJoin('app_user', 'app_user.id', 'session_token.user_id')
      .innerJoin('device', 'device.public_key', 'session_token.device')
      .select(['app_user.id', 'app_user.name', 'app_user.role', 'app_user.licence', 'session_token.device', 'session_token.expires_at', 'device.revoked_at'])
      .where('session_token.hash', '=', hashOf(token))
      .executeTakeFirst()
    if (!row || row.revoked_at !== null || row.expires_at <= isoInstant(clock.now())) return null
    return { user: toUser(row), device: row.device }
  }

  async function people(): Promise<User[]> {
    return (await db.selectFrom('app_user').selectAll().orderBy('name').execute()).map(toUser)
  }

  return { enrol, challenge, signIn, callerOf, people }
}

function toUser(row: { id: string; name: string; role: string; licence: string | null }): User {
  return User.parse({ id: row.id, name: row.name, role: row.role, licence: row.licence })
}
