// The organisation's identity provider (OpenID Connect), seen from the server: an identity token is checked here, whoever carries it. The server keeps no password.
import { randomBytes } from 'node:crypto'
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose'
import { z } from 'zod'
import { Role } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { ServerDatabase } from '../storage/executor.ts'
import { hashOf } from './serverIdentity.ts'

export interface SignOnSettings {
  /** As the provider writes it in its tokens. */
  readonly issuer: string
  readonly clientId: string
  /** Claim with one of our roles; without it nobody is let in. */
  readonly roleClaim: string
}

/** What the provider vouches for. */
export interface SignedOnPerson {
  /** Names the person for ever: hash of issuer and subject. */
  readonly subject: string
  readonly name: string
  readonly role: Role
}

/** Signatures a provider may use; none that shares a secret with its clients. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']
/** From sign-in at the provider to enrolment here. */
const TOKEN_AGE_S = 600
const NONCE_MS = 600_000
/** The provider's clock and ours. */
const CLOCK_SLACK_S = 60

const Discovered = z.object({ issuer: z.string(), jwks_uri: z.url() })

export type OrganisationSignOn = ReturnType<typeof createOrganisationSignOn>

/** @param settings null: people are enrolled by code only */
export function createOrganisationSignOn({ settings, db, clock }: { settings: SignOnSettings | null; db: ServerDatabase; clock: Clock }) {
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null

  /** The provider is asked when it is needed: a server starts without it. */
  async function keysOf(issuer: string) {
    if (keys) return keys
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(10_000), redirect: 'error' })
    const found = Discovered.parse(await answer.json())
    if (found.issuer !== issuer) throw new Error('another issuer than configured')
    keys = createRemoteJWKSet(new URL(found.jwks_uri))
    return keys
  }

  /**
   * One sign-in of one device. In the browser the provider writes the nonce into its token; most providers have no place for it when a code is typed on another device.
   * @returns null without a provider
   */
  async function begin(device: string, way: 'browser' | 'device'): Promise<{ issuer: string; clientId: string; nonce: string } | null> {
    if (!settings) return null
    const nonce = `${way}.${randomBytes(32).toString('base64url')}`
    await db.insertInto('nonce').values({ nonce, device, until: isoInstant(clock.now() + NONCE_MS) }).execute()
    return { issuer: settings.issuer, clientId: settings.clientId, nonce }
  }

  /**
   * @returns null for a token that is not this provider's word, now, for this client and for the device that asked; or that was used before
   * @throws Error when the provider cannot be reached
   */
  async function personOf({ token, nonce, device }: { token: string; nonce: string; device: string }): Promise<SignedOnPerson | null> {
    if (!settings) return null
    const payload = await verified(token, settings)
    if (!payload) return null
    const isBound = payload['nonce'] === nonce || (payload['nonce'] === undefined && nonce.startsWith('device.'))
    const entry = await db.deleteFrom('nonce').where('nonce', '=', nonce).returningAll().executeTakeFirst()
    if (!isBound || !entry || entry.device !== device || entry.until < isoInstant(clock.now())) return null
    const used = await db
      .insertInto('nonce')
      .values({ nonce: `used.${hashOf(token)}`, device, until: isoInstant(clock.now() + 2 * TOKEN_AGE_S * 1000) })
      .onConflict((c) => c.column('nonce').doNothing())
      .executeTakeFirst()
    if (used.numInsertedOrUpdatedRows === 0n) return null
    const role = Role.safeParse(payload[settings.roleClaim])
    const name = z.string().trim().min(1).max(120).safeParse(payload['name'])
    if (!role.success || !name.success || !payload.sub) return null
    return { subject: hashOf(`${settings.issuer}\n${payload.sub}`), name: name.data, role: role.data }
  }

  async function verified(token: string, { issuer, clientId }: SignOnSettings): Promise<JWTPayload | null> {
    const set = await keysOf(issuer)
    try {
      const { payload } = await jwtVerify(token, set, {
        issuer,
        audience: clientId,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'iat', 'exp'],
        maxTokenAge: TOKEN_AGE_S,
        clockTolerance: CLOCK_SLACK_S,
        currentDate: new Date(clock.now()),
      })
      // Several audiences: then the token must have been made for this one.
      return Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== clientId ? null : payload
    } catch (cause) {
      if (cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout)) return null
      throw cause
    }
  }

  return { begin, personOf, isOffered: settings !== null }
}
