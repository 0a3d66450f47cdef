// The profile's keyring file: every private key wrapped by the passphrase and by the recovery code. Holds nothing readable but initials.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { caseError } from '#shared/contract/errors.ts'
import { UserId } from '#shared/kit/ids.ts'
import { writeFileDurably } from '#shared/node/durableFiles.ts'
import { runTask } from '../jobs/workers.ts'
import { parseStoredJson } from './storedJson.ts'
import { deriveKey, unwrapKey, wrapKey } from '#shared/node/wrapping.ts'

/** Argon2id cost: memory in KiB, passes, lanes. Stored with each profile, so that it can grow. */
export const KdfCost = z.object({ memoryKib: z.number().int().min(1024), iterations: z.number().int().min(1), parallelism: z.number().int().min(1) })
export type KdfCost = z.infer<typeof KdfCost>

/** 128 MiB, 3 passes: about 0.3 s on a clinic's computer (safety note §6). */
export const DEFAULT_KDF: KdfCost = { memoryKib: 131_072, iterations: 3, parallelism: 1 }

const base64 = z.base64()
const Wraps = z.object({ byPassphrase: base64, byRecovery: base64 })

export const Keyring = z.object({
  format: z.literal(1),
  userId: UserId,
  initials: z.string(),
  kdf: KdfCost.extend({ salt: base64 }),
  /** The passphrase key is mixed with this machine's keychain secret, known again by this derived value; null without one. Recovery never is mixed. */
  deviceSecretCheck: base64.nullable(),
  agreementPublicKey: base64,
  agreement: Wraps,
  signing: Wraps,
  pdfSigning: Wraps,
  /** The database key, sealed to the agreement key. */
  databaseKey: base64,
})
export type Keyring = z.infer<typeof Keyring>

export const KEY_NAMES = ['agreement', 'signing', 'pdfSigning'] as const
export type KeyName = (typeof KEY_NAMES)[number]
/** PKCS#8 DER of each private key. */
export type PrivateKeys = Record<KeyName, Buffer>

/** @throws CaseError STORE_DAMAGED when it is missing or not a keyring */
export function readKeyring(file: string): Keyring {
  if (!existsSync(file)) throw caseError('STORE_DAMAGED', {})
  const parsed = Keyring.safeParse(parseStoredJson(readFileSync(file, 'utf8')))
  if (!parsed.success) throw caseError('STORE_DAMAGED', {})
  return parsed.data
}

export function writeKeyring(file: string, keyring: Keyring): void {
  writeFileDurably(file, `${JSON.stringify(keyring, null, 1)}\n`)
}

export function newSalt(): string {
  return randomBytes(16).toString('base64')
}

/** Stretches in a worker; the passphrase bytes are zeroed there. NFC, so that the same words typed on another keyboard open. */
export async function passphraseKey(passphrase: string, keyring: Pick<Keyring, 'kdf'>, deviceSecret: Uint8Array | null): Promise<Buffer> {
  const { salt, ...cost } = keyring.kdf
  const stretched = await runTask(
    'derive',
    'argon2id',
    { passphrase: Buffer.from(passphrase.normalize('NFC'), 'utf8'), salt: Buffer.from(salt, 'base64'), ...cost },
    { memoryMb: Math.ceil(cost.memoryKib / 1024) + 256 },
  )
  const secret = Buffer.concat([stretched, deviceSecret ?? Buffer.alloc(0)])
  stretched.fill(0)
  try {
    return deriveKey(secret, Buffer.from(salt, 'base64'), deviceSecret ? 'user-kek+device' : 'user-kek')
  } finally {
    secret.fill(0)
  }
}

/** Says nothing of the secret, but tells whether the keychain still gives the same one. */
export function deviceSecretCheck(secret: Uint8Array | null, userId: string): string | null {
  return secret && deriveKey(secret, Buffer.from(userId, 'utf8'), 'device-secret-check').toString('base64')
}

export function recoveryKey(secret: Uint8Array, userId: string): Buffer {
  return deriveKey(secret, Buffer.from(userId, 'utf8'), 'recovery-kek')
}

const context = (userId: string, name: KeyName) => `${userId}/${name}`

export function wrapAll(keys: PrivateKeys, userId: string, kek: Uint8Array): Record<KeyName, string> {
  const wrapped = (name: KeyName) => wrapKey(keys[name], kek, context(userId, name)).toString('base64')
  return { agreement: wrapped('agreement'), signing: wrapped('signing'), pdfSigning: wrapped('pdfSigning') }
}

/** Wraps every key anew by the passphrase; what the recovery code opens stays. `kek` is zeroed. */
export function rewrapByPassphrase(ring: Keyring, keys: PrivateKeys, kek: Buffer, header: Pick<Keyring, 'kdf' | 'deviceSecretCheck'>): Keyring {
  const byPassphrase = wrapAll(keys, ring.userId, kek)
  kek.fill(0)
  const wraps = (name: KeyName) => ({ byPassphrase: byPassphrase[name], byRecovery: ring[name].byRecovery })
  return { ...ring, ...header, agreement: wraps('agreement'), signing: wraps('signing'), pdfSigning: wraps('pdfSigning') }
}

/** Wraps every key anew by the recovery code; what the passphrase opens stays. `kek` is zeroed. */
export function rewrapByRecovery(ring: Keyring, keys: PrivateKeys, kek: Buffer): Keyring {
  const byRecovery = wrapAll(keys, ring.userId, kek)
  kek.fill(0)
  const wraps = (name: KeyName) => ({ byPassphrase: ring[name].byPassphrase, byRecovery: byRecovery[name] })
  return { ...ring, agreement: wraps('agreement'), signing: wraps('signing'), pdfSigning: wraps('pdfSigning') }
}

/** @returns undefined when the key does not open one of them */
export function unwrapEvery(keyring: Keyring, kek: Uint8Array, by: 'byPassphrase' | 'byRecovery'): PrivateKeys | undefined {
  const [agreement, signing, pdfSigning] = KEY_NAMES.map((name) => unwrapOne(keyring, name, kek, by))
  return agreement && signing && pdfSigning ? { agreement, signing, pdfSigning } : undefined
}

export function zeroKeys(keys: Partial<PrivateKeys>): void {
  for (const key of Object.values(keys)) key.fill(0)
}

/** @returns undefined when the key does not open it: a wrong passphrase or code */
export function unwrapOne(keyring: Keyring, name: KeyName, kek: Uint8Array, by: 'byPassphrase' | 'byRecovery'): Buffer | undefined {
  return unwrapKey(Buffer.from(keyring[name][by], 'base64'), kek, context(keyring.userId, name))
}
