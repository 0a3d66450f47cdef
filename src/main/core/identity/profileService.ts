// Profiles of this workstation: made, unlocked, recovered, locked. Each has its own encrypted database; before unlock only initials show.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { caseError } from '#shared/contract/errors.ts'
import type { ProfileStatus } from '#shared/contract/workstation/profile.contract.ts'
import { estimatePassphrase, LEAST_SCORE } from '#shared/domain/passphrase.ts'
import { initialsOf, type User } from '#shared/domain/people.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { newUuid, UserId } from '#shared/kit/ids.ts'
import { exportPrivateKey, newSigningKey } from '#shared/node/ed25519.ts'
import { fsyncDirectory } from '#shared/node/durableFiles.ts'
import type { KeyCustody, Logger } from '../ports.ts'
import { openDatabase } from '../storage/openDatabase.ts'
import { createAttemptLimit } from './attemptLimit.ts'
import { DEFAULT_KDF, newSalt, passphraseKey, readKeyring, recoveryKey, unwrapOne, wrapAll, writeKeyring, type KdfCost, type Keyring, type PrivateKeys } from './keyring.ts'
import { openSession, type OpenSession } from './openSession.ts'
import { newPdfCertificate } from './pdfCertificate.ts'
import { newRecoveryCode, readRecoveryCode } from './recoveryCode.ts'
import { newAgreementKeys, openSealed, sealTo } from './wrapping.ts'

export interface ProfilePorts {
  readonly dataDirectory: string
  readonly custody: KeyCustody
  readonly clock: Clock
  readonly log: Logger
  /** Tests stretch less; the product leaves it out. */
  readonly kdf?: KdfCost
}

export interface NewProfile extends Omit<User, 'id'> {
  readonly passphrase: string
  readonly demo?: boolean
}

export function createProfileService({ dataDirectory, custody, clock, log, kdf = DEFAULT_KDF }: ProfilePorts) {
  const profiles = join(dataDirectory, 'profiles')
  let current: OpenSession | null = null

  const folder = (userId: string) => join(profiles, userId)
  const keyringFile = (userId: string) => join(folder(userId), 'keyring.json')
  const attempts = (userId: string) => createAttemptLimit(join(folder(userId), 'attempts.json'), clock)

  /** Folders without a keyring are profiles whose making was interrupted: nobody was told of them. */
  function known(): Keyring[] {
    if (!existsSync(profiles)) return []
    return readdirSync(profiles)
      .filter((name) => UserId.safeParse(name).success && existsSync(keyringFile(name)))
      .sort()
      .map((name) => readKeyring(keyringFile(name)))
  }

  function status(): ProfileStatus {
    const rings = known()
    return {
      state: current ? 'unlocked' : rings.length > 0 ? 'locked' : 'new',
      profiles: rings.map(({ userId, initials }) => ({ id: userId, initials })),
      me: current?.user ?? null,
      demo: current?.demo ?? false,
      dataDirectory,
    }
  }

  /** The keyring is written last: from then on the profile exists. */
  async function create({ passphrase, demo = false, ...person }: NewProfile): Promise<{ user: User; recoveryCode: string; session: OpenSession }> {
    if (!demo && estimatePassphrase(passphrase).score < LEAST_SCORE) throw caseError('PASSPHRASE_WEAK', {})
    const user: User = { id: UserId.parse(newUuid(clock.now())), ...person }
    const deviceSecret = await custody.deviceSecret()
    const agreement = newAgreementKeys()
    const signing = newSigningKey()
    const device = newSigningKey()
    const pdf = await newPdfCertificate(user, clock.now())
    const keys: PrivateKeys = { agreement: agreement.privateKey, signing: Buffer.from(exportPrivateKey(signing.privateKey)), pdfSigning: pdf.privateKey }
    const recovery = newRecoveryCode()
    const header = { kdf: { ...kdf, salt: newSalt() } }
    const byPassphrase = wrapAll(keys, user.id, await passphraseKey(passphrase, header, deviceSecret))
    const byRecovery = wrapAll(keys, user.id, recoveryKey(recovery.secret, user.id))
    const databaseKey = randomBytes(32)

    mkdirSync(folder(user.id), { recursive: true, mode: 0o700 })
    const db = openDatabase({ file: join(folder(user.id), 'vault.db'), key: databaseKey, log })
    db.write((tx) => {
      tx.run('INSERT INTO profile VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        user.id, user.name, user.role, user.licence, signing.publicKey, device.publicKey,
        exportPrivateKey(device.privateKey), pdf.certificate, isoInstant(clock.now()),
      ])
      if (demo) tx.run("INSERT INTO vault_mark (name, value) VALUES ('demo', ?)", [Buffer.from('1')])
    })
    const wraps = (name: keyof PrivateKeys) => ({ byPassphrase: byPassphrase[name], byRecovery: byRecovery[name] })
    writeKeyring(keyringFile(user.id), {
      format: 1,
      userId: user.id,
      initials: initialsOf(user.name),
      ...header,
      usesDeviceSecret: deviceSecret !== null,
      agreementPublicKey: agreement.publicKey.toString('base64'),
      agreement: wraps('agreement'),
      signing: wraps('signing'),
      pdfSigning: wraps('pdfSigning'),
      databaseKey: sealTo(agreement.publicKey, databaseKey, `${user.id}/database`).toString('base64'),
    })
    fsyncDirectory(profiles)
    for (const secret of [databaseKey, keys.signing, keys.pdfSigning, recovery.secret]) secret.fill(0)
    current?.close()
    current = openSession({ db, agreement, openKeys: keyOpener(user.id), clock })
    return { user, recoveryCode: recovery.code, session: current }
  }

  async function unlock({ userId, passphrase }: { userId: string; passphrase: string }): Promise<OpenSession> {
    if (!existsSync(keyringFile(userId))) throw caseError('STORE_DAMAGED', {})
    attempts(userId).admit()
    const ring = readKeyring(keyringFile(userId))
    const kek = await passphraseKey(passphrase, ring, await deviceSecretFor(ring))
    const privateKey = unwrapOne(ring, 'agreement', kek, 'byPassphrase')
    kek.fill(0)
    if (!privateKey) throw attempts(userId).failed()
    attempts(userId).forgive()
    return open(ring, privateKey)
  }

  /** Opens with the printed code and wraps every key by the new passphrase; the code stays good. */
  async function recover({ userId, recoveryCode, passphrase }: { userId: string; recoveryCode: string; passphrase: string }): Promise<OpenSession> {
    attempts(userId).admit()
    if (estimatePassphrase(passphrase).score < LEAST_SCORE) throw caseError('PASSPHRASE_WEAK', {})
    const ring = readKeyring(keyringFile(userId))
    const secret = readRecoveryCode(recoveryCode)
    const kek = secret ? recoveryKey(secret, userId) : null
    const unwrap = (name: keyof PrivateKeys) => (kek ? unwrapOne(ring, name, kek, 'byRecovery') : undefined)
    const [agreement, signing, pdfSigning] = [unwrap('agreement'), unwrap('signing'), unwrap('pdfSigning')]
    if (!agreement || !signing || !pdfSigning) throw attempts(userId).failed()
    const deviceSecret = await custody.deviceSecret()
    const header = { kdf: { ...kdf, salt: newSalt() } }
    const byPassphrase = wrapAll({ agreement, signing, pdfSigning }, userId, await passphraseKey(passphrase, header, deviceSecret))
    const rewrapped = (name: keyof PrivateKeys) => ({ byPassphrase: byPassphrase[name], byRecovery: ring[name].byRecovery })
    writeKeyring(keyringFile(userId), {
      ...ring, ...header, usesDeviceSecret: deviceSecret !== null,
      agreement: rewrapped('agreement'), signing: rewrapped('signing'), pdfSigning: rewrapped('pdfSigning'),
    })
    signing.fill(0)
    pdfSigning.fill(0)
    attempts(userId).forgive()
    return open(ring, agreement)
  }

  function open(ring: Keyring, privateKey: Buffer): OpenSession {
    const agreement = { privateKey, publicKey: Buffer.from(ring.agreementPublicKey, 'base64') }
    const key = openSealed(agreement, Buffer.from(ring.databaseKey, 'base64'), `${ring.userId}/database`)
    if (!key) throw caseError('STORE_DAMAGED', {})
    const db = openDatabase({ file: join(folder(ring.userId), 'vault.db'), key, log, mustExist: true })
    key.fill(0)
    current?.close()
    current = openSession({ db, agreement, openKeys: keyOpener(ring.userId), clock })
    return current
  }

  function keyOpener(userId: string) {
    return async (passphrase: string) => {
      attempts(userId).admit()
      const ring = readKeyring(keyringFile(userId))
      const kek = await passphraseKey(passphrase, ring, await deviceSecretFor(ring))
      const signing = unwrapOne(ring, 'signing', kek, 'byPassphrase')
      const pdfSigning = unwrapOne(ring, 'pdfSigning', kek, 'byPassphrase')
      kek.fill(0)
      if (!signing || !pdfSigning) throw attempts(userId).failed()
      attempts(userId).forgive()
      return { signing, pdfSigning }
    }
  }

  const deviceSecretFor = async (ring: Keyring) => (ring.usesDeviceSecret ? custody.deviceSecret() : null)

  return {
    status,
    create,
    unlock,
    recover,
    session: (): OpenSession | null => current,
    lock() {
      current?.close()
      current = null
    },
  }
}
