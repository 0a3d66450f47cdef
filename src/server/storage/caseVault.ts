// Keys of cases on the server: one random key per case, wrapped by the server's master key, which lies outside the database.
// All clinical content is sealed under its case's key, so that destroying the key erases it everywhere, append-only logs and backups included.
import { createHmac, randomBytes } from 'node:crypto'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { deriveKey, unwrapKey, wrapKey } from '#shared/node/wrapping.ts'
import type { Executor } from './executor.ts'

/** The case was erased: its key no longer exists. */
export class CaseErased extends Error {
  constructor() {
    super('the case was erased')
    this.name = 'CaseErased'
  }
}

/** The keys of this database are wrapped under another master key than the one at hand. */
export class MasterKeyRefused extends Error {
  constructor() {
    super('this is not the master key of this database')
    this.name = 'MasterKeyRefused'
  }
}

/** Row of server_meta that says which master key is in force. */
export const MASTER_KEY_CHECK = 'masterKeyCheck'

export interface CaseKey {
  /** 32 bytes, for files (sealedFormat derives each file's own key from it). */
  readonly bytes: Uint8Array
  /** Text for a column. */
  sealText(plain: string): string
  openText(sealed: string): string
  sealBytes(plain: Uint8Array): Buffer
  /** @throws Error when the bytes are not what was written under this key */
  openBytes(sealed: Uint8Array): Uint8Array
}

export type CaseVault = ReturnType<typeof createCaseVault>

/** @param masterKey 32 bytes */
export function createCaseVault({ masterKey, clock }: { masterKey: Uint8Array; clock: Clock }) {
  const kek = deriveKey(masterKey, Buffer.alloc(0), 'consilium/server/case-keys/1')
  const tagKey = deriveKey(masterKey, Buffer.alloc(0), 'consilium/server/case-number/1')
  const keyCheck = deriveKey(masterKey, Buffer.alloc(0), 'consilium/server/master-check/1').toString('hex')
  const known = new Map<string, CaseKey>()

  /** The key of a case; made at first use. @throws CaseErased */
  async function keyOf(executor: Executor, caseId: string): Promise<CaseKey> {
    const cached = known.get(caseId)
    if (cached) return cached
    const row = await executor.selectFrom('case_key').select('wrapped').where('case_id', '=', caseId).executeTakeFirst()
    const key = caseKeyOf(row ? opened(row.wrapped, caseId) : await makeKey(executor, caseId), caseId)
    // Not kept while it may still be rolled back with its transaction.
    if (row) known.set(caseId, key)
    return key
  }

  async function makeKey(executor: Executor, caseId: string): Promise<Buffer> {
    // A process that was not stopped when the master key was renewed makes no key that only the old one opens. Locked, so that a renewal waits for this transaction.
    const inForce = await executor.selectFrom('server_meta').select('value').where('key', '=', MASTER_KEY_CHECK).forShare().executeTakeFirst()
    if (inForce && inForce.value !== keyCheck) throw new MasterKeyRefused()
    if (await executor.selectFrom('erased_case').select('case_id').where('case_id', '=', caseId).executeTakeFirst()) throw new CaseErased()
    const fresh = randomBytes(32)
    await executor
      .insertInto('case_key')
      .values({ case_id: caseId, wrapped: wrap(fresh, caseId), created_at: isoInstant(clock.now()) })
      .onConflict((c) => c.column('case_id').doNothing())
      .execute()
    const { wrapped } = await executor.selectFrom('case_key').select('wrapped').where('case_id', '=', caseId).executeTakeFirstOrThrow()
    return opened(wrapped, caseId)
  }

  function opened(wrapped: Uint8Array, caseId: string): Buffer {
    const key = unwrapKey(wrapped, kek, `case/${caseId}`)
    if (!key) throw new MasterKeyRefused()
    return key
  }

  const wrap = (key: Uint8Array, caseId: string) => wrapKey(key, kek, `case/${caseId}`)

  return {
    keyOf,
    wrap,
    /** Tells whether two master keys are the same, and nothing of either. */
    keyCheck,
    /** After the row was destroyed: no copy stays in this process. */
    forget(caseId: string): void {
      known.get(caseId)?.bytes.fill(0)
      known.delete(caseId)
    },
    /** Finds a case by its number without storing the number in the clear. */
    numberTag: (caseNumber: string): string => createHmac('sha256', tagKey).update(caseNumber, 'utf8').digest('hex'),
  }
}

function caseKeyOf(bytes: Buffer, caseId: string): CaseKey {
  const seal = (plain: Uint8Array) => wrapKey(plain, bytes, `content/${caseId}`)
  const open = (sealed: Uint8Array): Buffer => {
    const plain = unwrapKey(sealed, bytes, `content/${caseId}`)
    if (!plain) throw new Error('sealed content does not authenticate')
    return plain
  }
  return {
    bytes,
    sealText: (plain) => seal(Buffer.from(plain, 'utf8')).toString('base64'),
    openText: (sealed) => open(Buffer.from(sealed, 'base64')).toString('utf8'),
    sealBytes: seal,
    openBytes: (sealed) => new Uint8Array(open(sealed)),
  }
}
