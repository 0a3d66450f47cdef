// Rows of co-signatures and withdrawals on the server.
import { CoSignature } from '#shared/domain/signedAct.ts'
import type { CaseKey } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'

/** In the order the server took them. */
export async function coSignaturesOf(executor: Executor, key: CaseKey, reportId: string): Promise<CoSignature[]> {
  const rows = await executor.selectFrom('signed_act').select('body').where('report_id', '=', reportId).where('kind', '=', 'coSignature').orderBy('at').orderBy('id').execute()
  return rows.map(({ body }) => CoSignature.parse(JSON.parse(key.openText(body))))
}
