// Who is on a case and which files belong to it: the rows behind the commands. Checks nothing; the caller has.
import type { CaseMaterial } from '#shared/bundle/material.ts'
import { Role } from '#shared/domain/people.ts'
import type { CaseKey } from '../storage/caseVault.ts'
import type { Executor } from '../storage/executor.ts'

export async function addMember(trx: Executor, caseId: string, userId: string, isOwner: boolean): Promise<void> {
  await trx
    .insertInto('case_member')
    .values({ case_id: caseId, user_id: userId, is_owner: isOwner })
    .onConflict((c) => c.columns(['case_id', 'user_id']).doNothing())
    .execute()
  await trx.deleteFrom('case_left').where('case_id', '=', caseId).where('user_id', '=', userId).execute()
}

/** @returns false when the person is not on the case, or is the one who opened it */
export async function removeMember(trx: Executor, caseId: string, userId: string, at: string): Promise<boolean> {
  const gone = await trx.deleteFrom('case_member').where('case_id', '=', caseId).where('user_id', '=', userId).where('is_owner', '=', false).executeTakeFirst()
  if (gone.numDeletedRows === 0n) return false
  await trx
    .insertInto('case_left')
    .values({ case_id: caseId, user_id: userId, at })
    .onConflict((c) => c.columns(['case_id', 'user_id']).doUpdateSet({ at }))
    .execute()
  return true
}

/** @returns null for somebody the server does not know or has disabled */
export async function memberRole(trx: Executor, userId: string): Promise<Role | null> {
  const row = await trx.selectFrom('app_user').select('role').where('id', '=', userId).where('disabled_at', 'is', null).executeTakeFirst()
  return row ? Role.parse(row.role) : null
}

export async function addMaterial(trx: Executor, key: CaseKey, caseId: string, material: CaseMaterial, newFileId: () => string): Promise<void> {
  await trx
    .insertInto('case_material')
    .values({ case_id: caseId, import_id: material.importId, body: key.sealText(JSON.stringify(material)) })
    .onConflict((c) => c.columns(['case_id', 'import_id']).doNothing())
    .execute()
  const files: string[] = [...material.documents, ...material.instances].map((item) => item.sha256)
  await expectFiles(trx, caseId, [...files, ...material.instances.flatMap(framesHash)], newFileId)
}

/** From now on a member may upload these files of the case, and read them when they are there. */
export async function expectFiles(trx: Executor, caseId: string, hashes: readonly string[], newFileId: () => string): Promise<void> {
  const distinct = [...new Set(hashes)]
  for (let i = 0; i < distinct.length; i += 1000) {
    await trx
      .insertInto('case_blob')
      .values(distinct.slice(i, i + 1000).map((sha256) => ({ case_id: caseId, sha256, file_id: newFileId(), bytes: null, stored_at: null })))
      .onConflict((c) => c.columns(['case_id', 'sha256']).doNothing())
      .execute()
  }
}

/** A deflated image travels with its inflated bytes. */
function framesHash({ header }: CaseMaterial['instances'][number]): string[] {
  const { framesSha256 } = header
  return typeof framesSha256 === 'string' && /^[0-9a-f]{64}$/.test(framesSha256) ? [framesSha256] : []
}
