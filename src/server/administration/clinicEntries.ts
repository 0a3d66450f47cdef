// The clinic's shared words and phrases: taken from one device, handed to the others. The last word on an entry counts.
import { sql } from 'kysely'
import { ClinicEntry } from '#shared/domain/phrase.ts'
import type { Caller } from '../access/caller.ts'
import type { ServerDatabase } from '../storage/executor.ts'

/** A change that was numbered earlier may be stored a moment later: so many before the last one seen are told again. */
const OVERLAP = 50

export async function exchangeEntries(db: ServerDatabase, { since, entries }: { since: number; entries: readonly ClinicEntry[] }, caller: Caller): Promise<{ upTo: number; entries: ClinicEntry[] }> {
  return db.transaction().execute(async (trx) => {
    for (const entry of entries) {
      const row = { body: JSON.stringify(entry), by_user: caller.user.id }
      await trx.insertInto('clinic_entry').values({ id: entry.id, ...row }).onConflict((c) => c.column('id').doUpdateSet({ ...row, seq: sql<number>`nextval('clinic_entry_seq')` })).execute()
    }
    const rows = await trx.selectFrom('clinic_entry').select(['body', 'seq']).where('seq', '>', Math.max(0, since - OVERLAP)).orderBy('seq').execute()
    return { upTo: Math.max(since, ...rows.map(({ seq }) => Number(seq))), entries: rows.map(({ body }) => ClinicEntry.parse(JSON.parse(body))) }
  })
}
