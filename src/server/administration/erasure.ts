// Erasure by crypto-shredding: the case's key is destroyed, so that what append-only logs, copies of files and the disk still hold of it is noise.
// A backup made before holds the key too: it has to end with its own retention (docs/operations.md).
import { createHash } from 'node:crypto'
import { retentionYearsOf, yearsAfter } from '#shared/domain/retention.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import type { ServerAudit } from '../audit/serverAudit.ts'
import type { BlobFiles } from '../blobs/blobFiles.ts'
import type { Announcer } from '../collab/announcements.ts'
import type { Caller } from '../access/caller.ts'
import type { CaseVault } from '../storage/caseVault.ts'
import { lockCase } from '../storage/database.ts'
import type { ServerDatabase } from '../storage/executor.ts'
import { policyInForce } from './rules.ts'

export type ErasureAnswer = { kind: 'erased'; at: string; proof: string } | { kind: 'kept'; until: string | null; held: boolean } | { kind: 'unknown' }

interface Ports {
  readonly db: ServerDatabase
  readonly clock: Clock
  readonly vault: CaseVault
  readonly audit: ServerAudit
  readonly files: BlobFiles
  readonly announce: Announcer
}

export function createErasure({ db, clock, vault, audit, files, announce }: Ports) {
  /**
   * Refused while a legal hold or the retention of a case that has not been kept long enough stands.
   * @returns proof: SHA-256 over the wrapped key that was destroyed and the instant; the audit's tombstone carries the same value
   */
  async function erase({ caseId, reason }: { caseId: string; reason: string }, caller: Caller): Promise<ErasureAnswer> {
    const answer = await db.transaction().execute(async (trx): Promise<ErasureAnswer & { files?: string[] }> => {
      await lockCase(trx, caseId)
      const record = await trx.selectFrom('case_record').select(['closed', 'held', 'updated_at', 'region']).where('case_id', '=', caseId).executeTakeFirst()
      const wrapped = await trx.selectFrom('case_key').select('wrapped').where('case_id', '=', caseId).executeTakeFirst()
      if (!record || !wrapped) return { kind: 'unknown' }
      const { policy } = await policyInForce(trx)
      const until = record.updated_at === null || !record.closed ? null : yearsAfter(record.updated_at, retentionYearsOf(policy, record.region))
      if (record.held || until === null || until > isoInstant(clock.now())) return { kind: 'kept', until, held: record.held }
      const at = isoInstant(clock.now())
      const proof = createHash('sha256').update(wrapped.wrapped).update(at).digest('hex')
      const own = await trx.selectFrom('case_blob').select('file_id').where('case_id', '=', caseId).execute()
      // Devices that hold the case are told: absence alone never means removal.
      const members = await trx.selectFrom('case_member').select('user_id').where('case_id', '=', caseId).execute()
      for (const { user_id } of members) {
        await trx.insertInto('case_left').values({ case_id: caseId, user_id, at }).onConflict((c) => c.columns(['case_id', 'user_id']).doUpdateSet({ at })).execute()
      }
      await trx.deleteFrom('case_key').where('case_id', '=', caseId).execute()
      for (const table of ['case_record', 'case_member', 'case_material', 'report', 'sign_off', 'signed_act', 'break_glass', 'case_blob', 'case_seen', 'doc_head'] as const) {
        await trx.deleteFrom(table).where('case_id', '=', caseId).execute()
      }
      await trx.deleteFrom('doc_snapshot').where('room', 'like', `case/${caseId}/%`).execute()
      await trx.insertInto('erased_case').values({ case_id: caseId, at, actor: caller.user.id, proof }).execute()
      await audit.append(trx, 'case.erased', caller, { caseId, fields: { proof }, reason })
      await announce.forgotten(trx, caseId)
      return { kind: 'erased', at, proof, files: own.map(({ file_id }) => file_id) }
    })
    if (answer.kind !== 'erased') return answer
    vault.forget(caseId)
    // The key is gone: what an object store that does not answer keeps of a file is noise.
    for (const fileId of answer.files ?? []) await files.remove(fileId).catch(() => undefined)
    return { kind: 'erased', at: answer.at, proof: answer.proof }
  }

  return { erase }
}
