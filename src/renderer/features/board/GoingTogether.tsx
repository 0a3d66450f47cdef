// Says whom this workstation follows through the rooms of the case on the table. Shows nothing while nobody is followed.
import './together.css'
import type { User } from '#shared/domain/people.ts'
import { useT } from '../../i18n/useT.ts'
import { LookIcon } from '../../ui/icons.ts'
import { useFollowedPlace, useTogether } from './together.ts'
import { useShown } from './useBoard.ts'

export function GoingTogether({ me }: { me: User }) {
  const meetingId = useTogether((s) => s.meetingId)
  return meetingId === null ? null : <Following me={me} />
}

function Following({ me }: { me: User }) {
  const t = useT()
  const caseId = useShown(true).data?.shown?.caseId ?? null
  const { followed, isThere, release } = useFollowedPlace(caseId, me)
  if (followed === null) return null
  return (
    <div className="b-together" role="status">
      <LookIcon size={16} aria-hidden />
      <span>{t(isThere ? 'board.together.follows' : 'board.together.atDesk', { name: followed })}</span>
      <button type="button" onClick={release}>
        {t('board.together.release')}
      </button>
    </div>
  )
}
