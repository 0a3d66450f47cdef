// The colour of each author's marks: one's own in the colour of measurements, everybody else's in the tone they have all over the case.
import { useCallback } from 'react'
import { useCase, useProfile } from '../../data/queries.ts'

const TONES = 7

/** @returns CSS colour of a person's marks; null for one's own */
export function useAuthorTones(caseId: string): (author: string) => string | null {
  const me = useProfile().data?.me?.id
  const team = useCase(caseId).data?.reviewCase.team
  return useCallback(
    (author) => {
      if (author === me || me === undefined) return null
      const place = team?.findIndex(({ user }) => user.id === author) ?? -1
      return `var(--disc-${((place < 0 ? TONES - 1 : place) % TONES) + 1})`
    },
    [me, team],
  )
}
