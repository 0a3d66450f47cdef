// Movement told while somebody follows, and only then; and the room on this screen brought along with the colleague who is followed.
// Through the presence of the board's document of the case; never stored.
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { OpenRoom } from '../../data/rooms.ts'
import type { Point } from '../../viewers/dicom/camera.ts'
import { watchViewports } from '../../viewers/dicom/shownViewports.ts'
import { askForAbsent, bringTo, Moved, type MovingTab, readMoved, scrollerOf } from './movingAlong.ts'
import { paced } from './paced.ts'
import { ON_ITS_WAY_MS } from './useBoard.ts'

type Presence = NonNullable<OpenRoom['provider']['awareness']>

interface Along {
  awareness: Presence | null
  meId: string
  /** Room that is shown and may be told; null = none. */
  tab: MovingTab | null
  followedId: string | null
}

/** What a colleague's window says beside its place. */
interface Words {
  user?: { id?: unknown }
  follows?: unknown
  moved?: unknown
}

const put = (awareness: Presence, change: Words) => awareness.setLocalState({ ...awareness.getLocalState(), ...change })

/** A room that opens is asked again this often, in ms, until it is there. */
const AGAIN_MS = 250
const AGAIN_MOST = 24

/** @returns what the colleague shows who is followed; `isWith` while this screen goes along with them */
export function useMovingAlong({ awareness, meId, tab, followedId }: Along): { moved: Moved | null; isWith: RefObject<boolean> } {
  useTelling({ awareness, meId, tab: followedId === null ? tab : null })
  const [moved, setMoved] = useState<Moved | null>(null)
  const isWith = useRef(false)
  useEffect(() => {
    isWith.current = false
    if (!awareness) return
    put(awareness, { follows: followedId })
    if (followedId === null) return setMoved(null)
    let before = ''
    let again: ReturnType<typeof setTimeout> | undefined
    const follow = (to: Moved, left: number) => {
      clearTimeout(again)
      isWith.current = to.tab === tab && bringTo(to)
      if (!isWith.current && left > 0) again = setTimeout(() => follow(to, left - 1), AGAIN_MS)
    }
    const heard = () => {
      const said = [...awareness.getStates()].find(([client, state]) => client !== awareness.clientID && (state as Words).user?.id === followedId && (state as Words).moved)
      const to = Moved.safeParse(said && (said[1] as Words).moved).data ?? null
      const words = JSON.stringify(to)
      if (words === before) return
      before = words
      setMoved(to)
      clearTimeout(again)
      if (to) follow(to, AGAIN_MOST)
      else isWith.current = false
    }
    heard()
    awareness.on('change', heard)
    const absent = setInterval(askForAbsent, ON_ITS_WAY_MS)
    return () => {
      clearTimeout(again)
      clearInterval(absent)
      awareness.off('change', heard)
    }
  }, [awareness, followedId, tab])
  return { moved, isWith }
}

function useTelling({ awareness, meId, tab }: Omit<Along, 'followedId'>): void {
  useEffect(() => {
    if (!awareness || tab === null) return
    let hand: Point | null = null
    let before = ''
    const isFollowed = () => [...awareness.getStates()].some(([client, state]) => client !== awareness.clientID && (state as Words).follows === meId)
    const pace = paced(() => {
      const moved = readMoved(tab, hand)
      const words = JSON.stringify(moved)
      if (words === before) return
      before = words
      put(awareness, { moved })
    })
    let wanted = isFollowed()
    const changed = () => {
      if (wanted) pace.ask()
    }
    const onPresence = () => {
      const now = isFollowed()
      if (now && !wanted) {
        before = ''
        pace.ask()
      }
      wanted = now
    }
    const onScroll = ({ target }: Event) => {
      if (target === scrollerOf(tab)) changed()
    }
    const onPointer = ({ clientX, clientY, type }: PointerEvent) => {
      hand = type === 'pointermove' ? [clientX, clientY] : null
      changed()
    }
    const stopWatching = watchViewports(changed)
    window.addEventListener('scroll', onScroll, { capture: true, passive: true })
    window.addEventListener('pointermove', onPointer, { passive: true })
    document.documentElement.addEventListener('pointerleave', onPointer)
    awareness.on('change', onPresence)
    changed()
    return () => {
      pace.stop()
      stopWatching()
      window.removeEventListener('scroll', onScroll, { capture: true })
      window.removeEventListener('pointermove', onPointer)
      document.documentElement.removeEventListener('pointerleave', onPointer)
      awareness.off('change', onPresence)
      put(awareness, { moved: null })
    }
  }, [awareness, meId, tab])
}
