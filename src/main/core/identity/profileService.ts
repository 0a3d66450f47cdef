// Profiles of this workstation: made, unlocked, recovered, locked. Each has its own encrypted database; before unlock only initials show.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CaseError, caseError } from '#shared/contract/errors.ts'
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
import * as keyrings from './keyring.ts'
import { DEFAULT_KDF, type KdfCost, type Keyring, type PrivateKeys } from './keyring.ts'
import { openSession, type OpenSession } from './openSession.ts'
import { newPdfCertificate } from './pdfCertificate.ts'
import { newRecoveryCode, readRecoveryCode } from './recoveryCode.ts'
import { newAgreementKeys, openSealed, sealTo } from '#shared/node/wrapping.ts'

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

/** Shown for a profile whose keyring cannot be read: it must not look like a store without profiles. */
const UNREADABLE_INITIALS = '?'

export type ProfileService = ReturnType<typeof createProfileService>

export function createProfileService({ dataDirectory, custody, clock, log, kdf = DEFAULT_KDF }: ProfilePorts) {
  const profiles = join(dataDirectory, 'profiles')
  let current: OpenSession | null = null
  let lastTurn: Promise<unknown> = Promise.resolve()

  const folder = (userId: string) => join(profiles, userId)
  const keyringFile = (userId: string) => join(folder(userId), 'keyring.json')
  const vaultFile = (userId: string) => join(folder(userId), 'vault.db')
  const attempts = (userId: string) => createAttemptLimit(join(folder(userId), 'attempts.json'), clock)

  /** One after the other: many guesses at once must not all pass before the first is counted. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(work, work)
    lastTurn = turn.catch(() => undefined)
    return turn
  }

  function refuseWeak(passphrase: string) {
    if (estimatePassphrase(passphrase).score < LEAST_SCORE) throw caseError('PASSPHRASE_WEAK', {})
  }

  /** Folders without a keyring are profiles whose making was interrupted: nobody was told of them. */
  function known(): ProfileStatus['profiles'] {
    if (!existsSync(profiles)) return []
    return readdirSync(profiles)
      .flatMap((name) => UserId.safeParse(name).data ?? [])
      .filter((userId) => existsSync(keyringFile(userId)))
      .sort()
      .map((id) => ({ id, initials: initialsOnFile(id) }))
  }

  function initialsOnFile(userId: string): string {
    try {
      return keyrings.readKeyring(keyringFile(userId)).initials
    } catch (cause) {
      if (!(cause instanceof CaseError)) throw cause
      log.error('profile.keyringDamaged', { userId })
      return UNREADABLE_INITIALS
    }
  }

  function status(): ProfileStatus {
    const there = known()
    return {
      state: current ? 'unlocked' : there.length > 0 ? 'locked' : 'new',
      profiles: there,
      me: current?.user ?? null,
      demo: current?.demo ?? false,
      dataDirectory,
    }
  }

  function keyringOf(userId: string): Keyring {
    if (!UserId.safeParse(userId).success || !existsSync(keyringFile(userId))) throw caseError('PROFILE_NOT_FOUND', {})
    return keyrings.readKeyring(keyringFile(userId))
  }

  /** Makes the profile and opens it. The keyring is written last: from then on the profile exists. */
  async function create({ passphrase, demo = false, ...person }: NewProfile): Promise<{ user: User; recoveryCode: string; session: OpenSession }> {
    if (!demo) refuseWeak(passphrase)
    const user: User = { id: UserId.parse(newUuid(clock.now())), ...person }
    const deviceSecret = await custody.deviceSecret()
    const agreement = newAgreementKeys()
    const signing = newSigningKey()
    const device = newSigningKey()
    const pdf = await newPdfCertificate(user, clock.now())
    const keys: PrivateKeys = { agreement: agreement.privateKey, signing: Buffer.from(exportPrivateKey(signing.privateKey)), pdfSigning: pdf.privateKey }
    const recovery = newRecoveryCode()
    const header = headerOf(user.id, deviceSecret)
    const kek = await keyrings.passphraseKey(passphrase, header, deviceSecret)
    const recoveryKek = keyrings.recoveryKey(recovery.secret, user.id)
    const byPassphrase = keyrings.wrapAll(keys, user.id, kek)
    const byRecovery = keyrings.wrapAll(keys, user.id, recoveryKek)
    const databaseKey = randomBytes(32)

    mkdirSync(folder(user.id), { recursive: true, mode: 0o700 })
    const db = openDatabase({ file: vaultFile(user.id), key: databaseKey, log })
    db.write((tx) => {
      tx.run('INSERT INTO profile VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        user.id, user.name, user.role, user.licence, signing.publicKey, device.publicKey,
        exportPrivateKey(device.privateKey), pdf.certificate, isoInstant(clock.now()),
      ])
      if (demo) tx.run("INSERT INTO vault_mark (name, value) VALUES ('demo', ?)", [Buffer.from('1')])
    })
    const wraps = (name: keyof PrivateKeys) => ({ byPassphrase: byPassphrase[name], byRecovery: byRecovery[name] })
    keyrings.writeKeyring(keyringFile(user.id), {
      format: 1,
      userId: user.id,
      initials: initialsOf(user.name),
      ...header,
      agreementPublicKey: agreement.publicKey.toString('base64'),
      agreement: wraps('agreement'),
      signing: wraps('signing'),
      pdfSigning: wraps('pdfSigning'),
      databaseKey: sealTo(agreement.publicKey, databaseKey, `${user.id}/database`).toString('base64'),
    })
    for (const made of [profiles, dataDirectory]) fsyncDirectory(made)
    for (const secret of [databaseKey, keys.signing, keys.pdfSigning, recovery.secret, kek, recoveryKek]) secret.fill(0)
    lock()
    current = openSession({ db, agreement, openKeys: (again) => inTurn(() => openSigningKeys(user.id, again)), clock, failedAttempts: 0 })
    return { user, recoveryCode: recovery.code, session: current }
  }

  async function unlock({ userId, passphrase }: { userId: string; passphrase: string }): Promise<OpenSession> {
    const ring = keyringOf(userId)
    const { agreement, signing, pdfSigning } = await openByPassphrase(ring, passphrase)
    keyrings.zeroKeys({ signing, pdfSigning })
    return open(ring, agreement, attempts(userId).forgive())
  }

  /** Opens with the printed code and wraps every key by the new passphrase and the keychain as it is now; the code stays good. */
  async function recover({ userId, recoveryCode, passphrase }: { userId: string; recoveryCode: string; passphrase: string }): Promise<OpenSession> {
    const ring = keyringOf(userId)
    refuseWeak(passphrase)
    attempts(userId).admit('recoveryCode')
    const secret = readRecoveryCode(recoveryCode)
    const keys = secret && keyrings.unwrapEvery(ring, keyrings.recoveryKey(secret, userId), 'byRecovery')
    if (!keys) throw attempts(userId).failed()
    secret.fill(0)
    await setPassphrase(ring, keys, passphrase)
    keyrings.zeroKeys({ signing: keys.signing, pdfSigning: keys.pdfSigning })
    return open(ring, keys.agreement, attempts(userId).forgive())
  }

  /** For the open profile. @throws CaseError LOCKED, PASSPHRASE_WRONG, PASSPHRASE_LOCKED, KEYCHAIN_LOST, PASSPHRASE_WEAK */
  async function changePassphrase({ passphrase, next }: { passphrase: string; next: string }): Promise<void> {
    if (!current) throw caseError('LOCKED', {})
    refuseWeak(next)
    const ring = keyringOf(current.user.id)
    const keys = await openByPassphrase(ring, passphrase)
    attempts(ring.userId).forgive()
    await setPassphrase(ring, keys, next)
    keyrings.zeroKeys(keys)
  }

  /** A new printed code for the open profile; the old one opens nothing from now on. @throws CaseError LOCKED, PASSPHRASE_WRONG, PASSPHRASE_LOCKED, KEYCHAIN_LOST */
  async function renewRecoveryCode({ passphrase }: { passphrase: string }): Promise<string> {
    if (!current) throw caseError('LOCKED', {})
    const ring = keyringOf(current.user.id)
    const keys = await openByPassphrase(ring, passphrase)
    attempts(ring.userId).forgive()
    const recovery = newRecoveryCode()
    const kek = keyrings.recoveryKey(recovery.secret, ring.userId)
    keyrings.writeKeyring(keyringFile(ring.userId), keyrings.rewrapByRecovery(ring, keys, kek))
    recovery.secret.fill(0)
    keyrings.zeroKeys(keys)
    return recovery.code
  }

  /** Destroys the locked profile's keys: first the keyring, from then on nothing opens what is left. */
  function destroy(userId: string): void {
    if (current?.user.id === userId) lock()
    for (const name of ['keyring.json', 'attempts.json', 'vault.db', 'vault.db-wal', 'vault.db-shm']) {
      rmSync(join(folder(userId), name), { force: true })
      if (name === 'keyring.json') fsyncDirectory(folder(userId))
    }
    fsyncDirectory(folder(userId))
  }

  async function setPassphrase(ring: Keyring, keys: PrivateKeys, passphrase: string) {
    const deviceSecret = await custody.deviceSecret()
    const header = headerOf(ring.userId, deviceSecret)
    const kek = await keyrings.passphraseKey(passphrase, header, deviceSecret)
    keyrings.writeKeyring(keyringFile(ring.userId), keyrings.rewrapByPassphrase(ring, keys, kek, header))
  }

  const headerOf = (userId: string, deviceSecret: Uint8Array | null) => ({
    kdf: { ...kdf, salt: keyrings.newSalt() },
    deviceSecretCheck: keyrings.deviceSecretCheck(deviceSecret, userId),
  })

  /** Every key behind the passphrase. A lost keychain is told as such and counts as no attempt: no passphrase could open. */
  async function openByPassphrase(ring: Keyring, passphrase: string): Promise<PrivateKeys> {
    const { userId } = ring
    attempts(userId).admit('passphrase')
    const deviceSecret = ring.deviceSecretCheck === null ? null : await custody.deviceSecret()
    if (keyrings.deviceSecretCheck(deviceSecret, userId) !== ring.deviceSecretCheck) throw caseError('KEYCHAIN_LOST', {})
    const kek = await keyrings.passphraseKey(passphrase, ring, deviceSecret)
    const keys = keyrings.unwrapEvery(ring, kek, 'byPassphrase')
    kek.fill(0)
    if (!keys) throw attempts(userId).failed()
    return keys
  }

  /** Somebody of this workstation says with their passphrase that it is they; nothing is opened. @returns the initials they are shown by */
  async function confirm({ userId, passphrase }: { userId: string; passphrase: string }): Promise<string> {
    const ring = keyringOf(userId)
    keyrings.zeroKeys(await openByPassphrase(ring, passphrase))
    attempts(userId).forgive()
    return ring.initials
  }

  async function openSigningKeys(userId: string, passphrase: string) {
    const { agreement, signing, pdfSigning } = await openByPassphrase(keyringOf(userId), passphrase)
    agreement.fill(0)
    attempts(userId).forgive()
    return { signing, pdfSigning }
  }

  function open(ring: Keyring, privateKey: Buffer, failedAttempts: number): OpenSession {
    const agreement = { privateKey, publicKey: Buffer.from(ring.agreementPublicKey, 'base64') }
    const key = openSealed(agreement, Buffer.from(ring.databaseKey, 'base64'), `${ring.userId}/database`)
    lock()
    try {
      if (!key) throw caseError('STORE_DAMAGED', {})
      const db = openDatabase({ file: vaultFile(ring.userId), key, log, mustExist: true })
      current = openSession({ db, agreement, openKeys: (again) => inTurn(() => openSigningKeys(ring.userId, again)), clock, failedAttempts })
      return current
    } catch (cause) {
      privateKey.fill(0)
      throw cause
    } finally {
      key?.fill(0)
    }
  }

  function lock() {
    current?.close()
    current = null
  }

  return {
    status,
    create: (input: NewProfile) => inTurn(() => create(input)),
    unlock: (input: Parameters<typeof unlock>[0]) => inTurn(() => unlock(input)),
    recover: (input: Parameters<typeof recover>[0]) => inTurn(() => recover(input)),
    confirm: (input: Parameters<typeof confirm>[0]) => inTurn(() => confirm(input)),
    changePassphrase: (input: Parameters<typeof changePassphrase>[0]) => inTurn(() => changePassphrase(input)),
    renewRecoveryCode: (input: Parameters<typeof renewRecoveryCode>[0]) => inTurn(() => renewRecoveryCode(input)),
    destroy,
    session: (): OpenSession | null => current,
    lock,
  }
}
