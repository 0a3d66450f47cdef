// Why an office did something, in its own words: sealed beside the audit, bound to its link by digest, so that the chain stays free of text and still shows an altered reason.
import { createHash } from 'node:crypto'
import type { AuditEntry } from '#shared/contract/service/audit.contract.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'

/** Its key lies among those of the cases, and is renewed with them; no case has this id. */
const OFFICE_KEY = '00000000-0000-0000-0000-000000000000'
/** Field of the link. */
export const REASON_DIGEST = 'reasonSha256'

/** Of the sealed text: a digest of a short reason could be guessed. */
const digestOf = (sealed: string) => createHash('sha256').update(sealed, 'utf8').digest('hex')

export async function sealReason(trx: Executor, vault: CaseVault, reason: string): Promise<{ sealed: string; digest: string }> {
  const sealed = (await vault.keyOf(trx, OFFICE_KEY)).sealText(reason)
  return { sealed, digest: digestOf(sealed) }
}

/** The entries with the reasons that were given; null for one that was altered or taken out, which the check of the chain tells. */
export async function withReasons(executor: Executor, vault: CaseVault, entries: readonly Omit<AuditEntry, 'reason'>[]): Promise<AuditEntry[]> {
  const kept = await sealedReasons(executor, entries)
  const key = kept.size > 0 ? await vault.keyOf(executor, OFFICE_KEY) : null
  return entries.map((entry) => {
    const sealed = kept.get(entry.seq)
    return { ...entry, reason: key && sealed !== undefined && digestOf(sealed) === entry.fields[REASON_DIGEST] ? key.openText(sealed) : null }
  })
}

/** @returns number of the first link whose reason is not what was written, null when all are */
export async function firstAlteredReason(executor: Executor, links: readonly { readonly seq: number; readonly fields: string }[]): Promise<number | null> {
  const read = links.filter(({ fields }) => fields.includes(REASON_DIGEST)).map(({ seq, fields }) => ({ seq: Number(seq), fields: JSON.parse(fields) as AuditEntry['fields'] }))
  const kept = await sealedReasons(executor, read)
  return read.find(({ seq, fields }) => digestOf(kept.get(seq) ?? '') !== fields[REASON_DIGEST])?.seq ?? null
}

async function sealedReasons(executor: Executor, links: readonly Pick<AuditEntry, 'seq' | 'fields'>[]): Promise<Map<number, string>> {
  const asked = links.filter(({ fields }) => REASON_DIGEST in fields).map(({ seq }) => seq)
  if (asked.length === 0) return new Map()
  const rows = await executor.selectFrom('office_reason').selectAll().where('seq', 'in', asked).execute()
  return new Map(rows.map(({ seq, sealed }) => [Number(seq), sealed]))
}
