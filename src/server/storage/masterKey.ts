// Which master key is in force, and its renewal: every case key is wrapped anew in one transaction. Writes no key file; whoever runs the server puts the new one in the old one's place.
import { sql } from 'kysely'
import { type CaseVault, MASTER_KEY_CHECK, MasterKeyRefused } from './caseVault.ts'
import type { Executor, ServerDatabase } from './executor.ts'

interface MasterKeys {
  readonly own: CaseVault
  /** Of the key that takes the place of the own one; null: nothing is renewed. */
  readonly next: CaseVault | null
  /** Inside the transaction of the renewal. */
  renewed(trx: Executor, cases: number): Promise<unknown>
}

/**
 * Done at every start, before anything is answered; a renewal that was cut off has not happened, one that was done before is not done again.
 * @returns the vault whose key is in force
 * @throws MasterKeyRefused when the database was written under neither
 */
export async function settleMasterKey(db: ServerDatabase, { own, next, renewed }: MasterKeys): Promise<CaseVault> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(4180, 2)`.execute(trx)
    const row = await trx.selectFrom('server_meta').select('value').where('key', '=', MASTER_KEY_CHECK).forUpdate().executeTakeFirst()
    const inForce = row?.value ?? (await firstCheck(trx, own))
    if (inForce === next?.keyCheck) return next
    if (inForce !== own.keyCheck) throw new MasterKeyRefused()
    if (!next) return own
    await trx.updateTable('server_meta').set({ value: next.keyCheck }).where('key', '=', MASTER_KEY_CHECK).execute()
    await renewed(trx, await wrapAnew(trx, own, next))
    return next
  })
}

/** A database of a version that kept no check: what it holds shows whether the key is right. */
async function firstCheck(trx: Executor, own: CaseVault): Promise<string> {
  const one = await trx.selectFrom('case_key').select('case_id').limit(1).executeTakeFirst()
  if (one) await own.keyOf(trx, one.case_id)
  await trx.insertInto('server_meta').values({ key: MASTER_KEY_CHECK, value: own.keyCheck }).execute()
  return own.keyCheck
}

/** @returns how many cases */
async function wrapAnew(trx: Executor, own: CaseVault, next: CaseVault): Promise<number> {
  const cases = await trx.selectFrom('case_key').select('case_id').execute()
  for (const { case_id } of cases) {
    const key = await own.keyOf(trx, case_id)
    await trx.updateTable('case_key').set({ wrapped: next.wrap(key.bytes, case_id) }).where('case_id', '=', case_id).execute()
    const record = await trx.selectFrom('case_record').select('body').where('case_id', '=', case_id).executeTakeFirst()
    if (!record) continue
    const { caseNumber } = JSON.parse(key.openText(record.body)) as { caseNumber: string }
    await trx.updateTable('case_record').set({ number_tag: next.numberTag(caseNumber) }).where('case_id', '=', case_id).execute()
  }
  return cases.length
}
