// Who talks under the marks of a case: what was said, this person, and the team that can be named.
import { useMemo } from 'react'
import { useDiscussion } from '../../data/discussion.ts'
import { useCase, useProfile } from '../../data/queries.ts'
import type { Talk } from './HighlightDrawer.tsx'

export function useTalk(caseId: string): Talk {
  const discussion = useDiscussion(caseId)
  const profile = useProfile().data?.me
  const members = useCase(caseId).data?.reviewCase.team
  const team = useMemo(() => (members ?? []).map(({ user: { id, name } }) => ({ id, name })), [members])
  return { discussion, me: profile ? { id: profile.id, name: profile.name } : null, team }
}
