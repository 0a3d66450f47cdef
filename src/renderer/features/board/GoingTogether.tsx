// Says whom this workstation follows through the rooms of the case on the table. Shows nothing while nobody is followed.
import './together.css'
import { useEffect, useRef } from 'react'
import type { User } from '#shared/domain/people.ts'
import { useT } from '../../i18n/useT.ts'
import { LookIcon } from '../../ui/icons.ts'
import { type Moved, screenPlaceOf } from './movingAlong.ts'
import { useFollowedPlace, useTogether } from './together.ts'
import { useShown } from './useBoard.ts'

export function GoingTogether({ me }: { me: User }) {
  const meetingId = useTogether((s) => s.meetingId)
  return meetingId === null ? null : <Following me={me} />
}

function Following({ me }: { me: User }) {
  const t = useT()
  const caseId = useShown(true).data?.shown?.caseId ?? null
  const { followed, isThere, moved, release } = useFollowedPlace(caseId, me)
  if (followed === null) return null
  return (
    <>
    {/* Every movement starts the time again. */}
    {moved?.pointer && <TheirPointer key={JSON.stringify(moved.pointer)} moved={moved} name={followed} />}
    <div className="b-together" role="status">
      <LookIcon size={16} aria-hidden />
      <span>{t(isThere ? 'board.together.follows' : 'board.together.atDesk', { name: followed })}</span>
      <button type="button" onClick={release}>
        {t('board.together.release')}
      </button>
    </div>
    </>
  )
}

const POINTER_MS = 2_500

/** Stands where their hand points, in the picture or on the page, wherever that is on this screen; goes when the hand rests. */
function TheirPointer({ moved, name }: { moved: Moved; name: string }) {
  const box = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const begun = performance.now()
    let request = 0
    const step = () => {
      const at = performance.now() - begun < POINTER_MS ? screenPlaceOf(moved) : null
      if (box.current) {
        box.current.hidden = at === null
        if (at) box.current.style.transform = `translate(${at[0]}px, ${at[1]}px)`
      }
      if (performance.now() - begun < POINTER_MS) request = requestAnimationFrame(step)
    }
    step()
    return () => cancelAnimationFrame(request)
  }, [moved])
  return (
    <span ref={box} className="b-their-pointer" hidden>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 2 L20 12 L12 13.5 L8.5 21 Z" />
      </svg>
      <span>{name}</span>
    </span>
  )
}
