// The team's acts on files that may be another patient's, on the server: only of files the case has, decided once, kept for ever.
import { foldQuarantine, isDecidedBefore, type QuarantineAct, QuarantineEvent } from '#shared/domain/quarantineActs.ts'
import type { User } from '#shared/domain/people.ts'
import type { CaseKey } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'

/** Runs inside the command's transaction, under the case's lock. @returns why the act is refused; null when it was taken */
export async function appendQuarantineAct(trx: Executor, key: CaseKey, event: { id: string; caseId: string; actor: User; at: string; act: QuarantineAct }): Promise<'unknownFile' | 'decidedBefore' | null> {
  const { sha256 } = event.act
  const isOfCase = await trx.selectFrom('case_blob').select('sha256').where('case_id', '=', event.caseId).where('sha256', '=', sha256).executeTakeFirst()
  if (!isOfCase) return 'unknownFile'
  const standing = foldQuarantine(await readQuarantine(trx, key, event.caseId))
  if (isDecidedBefore(standing.get(sha256), event.act)) return 'decidedBefore'
  await trx
    .insertInto('quarantine_event')
    .values({ id: event.id, case_id: event.caseId, actor: key.sealText(JSON.stringify(event.actor)), at: event.at, act: key.sealText(JSON.stringify(event.act)) })
    .execute()
  return null
}

export async function readQuarantine(executor: Executor, key: CaseKey, caseId: string): Promise<QuarantineEvent[]> {
  const rows = await executor.selectFrom('quarantine_event').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()
  return rows.map((row) => QuarantineEvent.parse({ id: row.id, caseId: row.case_id, actor: JSON.parse(key.openText(row.actor)), at: row.at, act: JSON.parse(key.openText(row.act)) }))
}
