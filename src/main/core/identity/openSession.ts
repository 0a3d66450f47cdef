// An unlocked profile: its database, its keys in memory, and the two doors behind which signing keys lie. Ends with `close`.
import { type KeyObject, randomBytes } from 'node:crypto'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { User } from '#shared/domain/people.ts'
import { importPrivateKey, publicKeyOf, signEd25519 } from '#shared/node/ed25519.ts'
import { caseError } from '#shared/contract/errors.ts'
import type { Database } from '../storage/handles.ts'
import type { Session, SigningKeys } from './session.ts'
import { findCard, findPdfIdentity } from './pdfIdentity.ts'
import { deriveKey, openSealed, sealTo, unwrapKey, wrapKey, type AgreementKeys } from '#shared/node/wrapping.ts'

/** Purpose of the key that wraps a certificate's key which the person brought. */
const BROUGHT_KEY = 'pdf-identity/1'

interface ProfileRow {
  user_id: string
  name: string
  role: string
  licence: string | null
  signing_public_key: string
  device_public_key: string
  device_seed: Uint8Array
  pdf_certificate: Uint8Array
}

export interface OpenSession extends Session {
  /** Wrong passphrases and codes tried since the last success, for the audit. */
  readonly failedAttempts: number
  /** Zeroes every key in memory and closes the database. */
  close(): void
}

/** Unwraps the signing keys for one act; the caller's passphrase has been checked by it. */
export type KeyOpener = (passphrase: string) => Promise<{ signing: Buffer; pdfSigning: Buffer }>

export interface SessionParts {
  readonly db: Database
  /** Zeroed at close. */
  readonly agreement: AgreementKeys
  readonly openKeys: KeyOpener
  readonly clock: Clock
  readonly failedAttempts: number
}

/** After `close` every use of a key is LOCKED. @throws CaseError STORE_DAMAGED when the database holds no profile */
export function openSession({ db, agreement, openKeys, clock, failedAttempts }: SessionParts): OpenSession {
  const profile = db.read((r) => r.get<ProfileRow & Record<string, never>>('SELECT * FROM profile'))
  if (!profile) throw caseError('STORE_DAMAGED', {})
  const demo = db.read((r) => r.get("SELECT 1 FROM vault_mark WHERE name = 'demo'")) !== undefined
  const { pdf_certificate: pdfCertificate, user_id: userId } = profile
  let deviceKey: KeyObject | null = importPrivateKey(profile.device_seed)
  profile.device_seed.fill(0)
  let isClosed = false
  const caseKeys = new Map<string, Buffer>()

  function refuseWhenClosed() {
    if (isClosed) throw caseError('LOCKED', {})
  }

  function caseKey(caseId: string): Uint8Array {
    refuseWhenClosed()
    const known = caseKeys.get(caseId)
    if (known) return known
    const row = db.read((r) => r.get<{ wrapped: Uint8Array }>('SELECT wrapped FROM case_key WHERE case_id = ? ORDER BY version DESC LIMIT 1', [caseId]))
    const key = row ? openSealed(agreement, row.wrapped, `case/${caseId}`) : newCaseKey(caseId)
    if (!key) throw caseError('STORE_DAMAGED', {})
    caseKeys.set(caseId, key)
    return key
  }

  function newCaseKey(caseId: string): Buffer {
    const key = randomBytes(32)
    db.write((tx) =>
      tx.run('INSERT INTO case_key (case_id, version, wrapped, created_at) VALUES (?, 1, ?, ?)', [
        caseId,
        sealTo(agreement.publicKey, key, `case/${caseId}`),
        isoInstant(clock.now()),
      ]),
    )
    return key
  }

  async function withSigningKeys<T>(passphrase: string, use: (keys: SigningKeys) => Promise<T>): Promise<T> {
    refuseWhenClosed()
    const { signing, pdfSigning } = await openKeys(passphrase)
    try {
      refuseWhenClosed()
      const key = importPrivateKey(signing)
      const kek = deriveKey(signing, Buffer.from(userId, 'utf8'), BROUGHT_KEY)
      const { brought, card } = db.read((r) => ({ brought: findPdfIdentity(r), card: findCard(r) }))
      const broughtKey = brought && unwrapKey(brought.wrapped_key, kek, BROUGHT_KEY)
      if (brought && !broughtKey) throw caseError('STORE_DAMAGED', {})
      return await use({
        sign: (bytes) => signEd25519(key, bytes),
        publicKey: publicKeyOf(key),
        pdfKeyPkcs8: broughtKey ?? pdfSigning,
        pdfCertificate: card?.certificate ?? brought?.certificate ?? pdfCertificate,
        pdfCard: card ?? null,
        wrapForSigner: (one) => wrapKey(one, kek, BROUGHT_KEY),
      })
    } finally {
      signing.fill(0)
      pdfSigning.fill(0)
    }
  }

  return {
    user: User.parse({ id: profile.user_id, name: profile.name, role: profile.role, licence: profile.licence }),
    demo,
    db,
    signingPublicKey: profile.signing_public_key,
    devicePublicKey: profile.device_public_key,
    pdfCertificate,
    caseKey,
    withSigningKeys,
    signAsDevice(bytes) {
      if (!deviceKey) throw caseError('LOCKED', {})
      return signEd25519(deviceKey, bytes)
    },
    failedAttempts,
    close() {
      isClosed = true
      deviceKey = null
      for (const key of caseKeys.values()) key.fill(0)
      caseKeys.clear()
      agreement.privateKey.fill(0)
      db.close()
    },
  }
}
