// Who this server is: an id, an epoch that changes when a backup is restored, a countersigning key, and the enrolment code.
import { createHash, randomBytes, randomUUID, timingSafeEqual, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { exportPrivateKey, importPrivateKey, newSigningKey, publicKeyOf } from '#shared/node/ed25519.ts'
import type { Executor } from '../storage/executor.ts'
import { readOrMakeSecret } from '../storage/keyFile.ts'

export interface ServerIdentity {
  readonly serverId: string
  readonly epoch: number
  readonly publicKey: string
  readonly countersignKey: KeyObject
}

/** Reads or makes the identity. The private key is a file beside the database, readable by the server's account only. */
export async function openServerIdentity(executor: Executor, directory: string): Promise<ServerIdentity> {
  const countersignKey = readOrMakeKey(join(directory, 'countersign.key'))
  const serverId = await metaOr(executor, 'serverId', () => randomUUID())
  const epoch = Number(await metaOr(executor, 'epoch', () => '1'))
  return { serverId, epoch, countersignKey, publicKey: publicKeyOf(countersignKey) }
}

/**
 * A fresh enrolment code when none was made yet; the database keeps only its hash.
 * @returns the code to print, or null when one was printed before
 */
export async function makeEnrolmentCode(executor: Executor): Promise<string | null> {
  const code = newCode()
  const stored = await metaOr(executor, 'enrolmentHash', () => hashOf(code))
  return stored === hashOf(code) ? code : null
}

/** A secret that is typed once: 120 bits, nothing that is hard to tell on a screen beside letters and digits. */
export function newCode(): string {
  return randomBytes(15).toString('base64url').replace(/[-_]/g, 'x')
}

/** Replaces the code: earlier ones no longer work. */
export async function renewEnrolmentCode(executor: Executor): Promise<string> {
  const code = newCode()
  await executor
    .insertInto('server_meta')
    .values({ key: 'enrolmentHash', value: hashOf(code) })
    .onConflict((c) => c.column('key').doUpdateSet({ value: hashOf(code) }))
    .execute()
  return code
}

export async function isEnrolmentCode(executor: Executor, code: string): Promise<boolean> {
  const row = await executor.selectFrom('server_meta').select('value').where('key', '=', 'enrolmentHash').executeTakeFirst()
  return row !== undefined && timingSafeEqual(Buffer.from(row.value), Buffer.from(hashOf(code)))
}

/** The printed code no longer enrols anybody. */
export async function closeEnrolment(executor: Executor): Promise<void> {
  await executor.updateTable('server_meta').set({ value: '0'.repeat(64) }).where('key', '=', 'enrolmentHash').execute()
}

/** After a restore: workstations that were ahead send again what the backup did not have. */
export async function raiseEpoch(executor: Executor): Promise<number> {
  const epoch = Number(await metaOr(executor, 'epoch', () => '1')) + 1
  await executor.updateTable('server_meta').set({ value: String(epoch) }).where('key', '=', 'epoch').execute()
  return epoch
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}

async function metaOr(executor: Executor, key: string, make: () => string): Promise<string> {
  await executor
    .insertInto('server_meta')
    .values({ key, value: make() })
    .onConflict((c) => c.column('key').doNothing())
    .execute()
  return (await executor.selectFrom('server_meta').select('value').where('key', '=', key).executeTakeFirstOrThrow()).value
}

function readOrMakeKey(file: string): KeyObject {
  return importPrivateKey(readOrMakeSecret(file, () => exportPrivateKey(newSigningKey().privateKey)))
}
