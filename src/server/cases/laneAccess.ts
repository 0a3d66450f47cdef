// Who may hold the psychological lane of a case: asked before its document is served and before its name is told.
import { Role, User } from '#shared/domain/people.ts'
import { mayReadLane } from '#shared/domain/psychology.ts'
import type { Executor } from '../storage/database.ts'

/** For members only: the caller has checked that. */
export async function mayHoldLane(executor: Executor, caseId: string, userId: string): Promise<boolean> {
  const members = await executor
    .selectFrom('case_member')
    .innerJoin('app_user', 'app_user.id', 'case_member.user_id')
    .select(['app_user.id', 'app_user.name', 'app_user.role', 'app_user.licence'])
    .where('case_member.case_id', '=', caseId)
    .execute()
  const team = members.map((member) => ({ user: User.parse(member), role: Role.parse(member.role) }))
  const me = team.find(({ user }) => user.id === userId)
  return me !== undefined && mayReadLane(me.role, team)
}
