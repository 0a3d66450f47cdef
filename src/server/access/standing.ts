// How a caller stands to a case, read from the tables each time: nothing of rights is kept in memory.
import type { CaseSituation } from '#shared/domain/caseStanding.ts'
import { User } from '#shared/domain/people.ts'
import type { TeamMember } from '#shared/domain/reviewCase.ts'
import type { Executor } from '../storage/executor.ts'

/** @param at ISO instant against which broken glass has an end. A case that is not there looks like one of others. */
export async function situationOf(executor: Executor, caseId: string, userId: string, at: string): Promise<CaseSituation> {
  const record = await executor.selectFrom('case_record').select('closed').where('case_id', '=', caseId).executeTakeFirst()
  if (!record) return { standing: 'other', closed: false }
  const { closed } = record
  const member = await executor.selectFrom('case_member').select('is_owner').where('case_id', '=', caseId).where('user_id', '=', userId).executeTakeFirst()
  if (member) return { standing: member.is_owner ? 'own' : 'assigned', closed }
  const glass = await executor
    .selectFrom('break_glass')
    .select('id')
    .where('case_id', '=', caseId)
    .where('user_id', '=', userId)
    .where('until', '>', at)
    .executeTakeFirst()
  return { standing: glass ? 'breakGlass' : 'other', closed }
}

export async function teamOf(executor: Executor, caseId: string): Promise<TeamMember[]> {
  const rows = await executor
    .selectFrom('case_member')
    .innerJoin('app_user', 'app_user.id', 'case_member.user_id')
    .select(['app_user.id', 'app_user.name', 'app_user.role', 'app_user.licence'])
    .where('case_member.case_id', '=', caseId)
    .orderBy('case_member.is_owner', 'desc')
    .orderBy('app_user.name')
    .execute()
  return rows.map((row) => {
    const user = User.parse(row)
    return { user, role: user.role }
  })
}
