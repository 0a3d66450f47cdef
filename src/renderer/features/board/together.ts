// Going together outside the desk: the page, slice or part of the report where a colleague of the board is, for anybody of the board, until one's own hand takes over.
// Told through the presence of the board's document of the case on the table; ids only, never a word, and nothing of rooms with a boundary of their own.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { create } from 'zustand'
import { roomName } from '#shared/casedoc/layout.ts'
import type { User } from '#shared/domain/people.ts'
import { type CasePlace, casePlace, type Place, type StagePlace, usePlace } from '../../app/place.ts'
import { useHeldRoom } from '../../data/rooms.ts'
import { isMovingTab, type Moved } from './movingAlong.ts'
import { useMovingAlong } from './useMovingAlong.ts'

/** Rooms of a case that can be shown to a colleague of the same team; psychology and words that are looked for stay with their reader. */
const SHARED_TABS: readonly CasePlace['tab'][] = ['documents', 'imaging', 'response', 'report']

interface Together {
  /** A board is joined on this workstation: its desk was opened since the start. */
  readonly meetingId: string | null
  /** Whose place is followed; null = nobody's. */
  readonly followedId: string | null
}

export const useTogether = create<Together>(() => ({ meetingId: null, followedId: null }))

type Told = Pick<CasePlace, 'tab' | 'open' | 'target' | 'section' | 'stage'>

/** @returns null for a place that is nobody else's business, or of another case */
export function toldOf(place: Place, caseId: string): Told | null {
  if (place.view !== 'case' || place.caseId !== caseId || !SHARED_TABS.includes(place.tab)) return null
  const { tab, open, target, section, stage } = place
  return { tab, open, target: target && { anchor: target.anchor, annotationId: target.annotationId }, section, ...(stage ? { stage } : {}) }
}

interface Said {
  readonly name: string
  readonly told: Told | null
}

export interface Following {
  /** Name of who is followed now; null = nobody. */
  readonly followed: string | null
  /** They are somewhere that can be shown. */
  readonly isThere: boolean
  /** What moves on their screen; null while nothing of it is told. */
  readonly moved: Moved | null
  release(): void
}

export function useFollowedPlace(caseId: string | null, me: User): Following {
  const room = useHeldRoom(caseId === null ? null : roomName({ kind: 'board', caseId }))
  const awareness = room?.provider.awareness ?? null
  const place = usePlace((s) => s.place)
  const { followedId, meetingId } = useTogether()
  const told = useMemo(() => (caseId === null ? null : toldOf(place, caseId)), [place, caseId])
  useEffect(() => {
    awareness?.setLocalState({ ...awareness.getLocalState(), place: told })
  }, [awareness, told])

  const [said, setSaid] = useState<Said | null>(null)
  useEffect(() => {
    if (!awareness || followedId === null) return setSaid(null)
    const read = () => {
      const states = [...awareness.getStates()].filter(([client, state]) => client !== awareness.clientID && (state['user'] as { id?: unknown } | undefined)?.id === followedId)
      const name = (states[0]?.[1]['user'] as { name?: unknown } | undefined)?.name
      setSaid(states.length === 0 ? null : { name: String(name ?? ''), told: (states.find(([, state]) => state['place'])?.[1]['place'] as Told | undefined) ?? null })
    }
    read()
    awareness.on('change', read)
    return () => awareness.off('change', read)
  }, [awareness, followedId])

  const { moved, isWith } = useMovingAlong({ awareness, meId: me.id, tab: told && isMovingTab(told.tab) ? told.tab : null, followedId: followedId === me.id ? null : followedId })

  const applied = useRef('')
  const wanted = said ? JSON.stringify(said.told) : ''
  useEffect(() => {
    if (caseId === null || wanted === '' || wanted === applied.current) return
    const before = (applied.current ? JSON.parse(applied.current) : null) as Told | null
    applied.current = wanted
    const to = JSON.parse(wanted) as Told | null
    if (to) {
      // This screen is there already, and closer than a place that is told at rest.
      if (isWith.current && isSameRoom(before, to)) return
      usePlace.getState().go(casePlace(caseId, to.tab, to), isLaidOutAnew(before, usePlace.getState().place, to) ? 'anew' : 'move')
    } else if (meetingId !== null && usePlace.getState().place.view === 'case') usePlace.getState().go({ view: 'board', meetingId, full: false })
  }, [caseId, wanted, meetingId, isWith])
  useEffect(() => {
    if (followedId === null) applied.current = ''
  }, [followedId])

  const release = useCallback(() => useTogether.setState({ followedId: null }), [])
  useReleaseByHand(followedId !== null && place.view === 'case', release)
  return { followed: said && followedId !== me.id ? said.name : null, isThere: said?.told != null, moved, release }
}

/** Nothing was opened, chosen or laid out anew: only the place in what is open has changed. */
function isSameRoom(before: Told | null, to: Told): boolean {
  return before !== null && before.tab === to.tab && before.open === to.open && before.target?.annotationId === to.target?.annotationId && layoutOf(before.stage) === layoutOf(to.stage)
}

/** What a stage that stands cannot be brought to by hand: its viewers and what each holds, linked or not, its three planes. One viewer takes any stack. */
function layoutOf(stage: StagePlace | null | undefined): string {
  if (!stage) return ''
  const { rows, columns, stacks, planes, linked = false, planesLook } = stage
  return JSON.stringify([rows, columns, rows * columns > 1 ? stacks : null, linked, planes ? (planesLook ?? true) : null])
}

/**
 * Whether the imaging room that stands on this screen is laid out otherwise than the colleague's.
 * @param before what was followed last; null = following begins: what stands here counts
 */
export function isLaidOutAnew(before: Told | null, here: Place, to: Told): boolean {
  if (to.tab !== 'imaging' || !to.stage || here.view !== 'case' || here.tab !== 'imaging') return false
  return layoutOf(before?.tab === 'imaging' ? before.stage : here.stage) !== layoutOf(to.stage)
}

const HANDS = ['pointerdown', 'wheel', 'keydown'] as const
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta'])

/** One's own hand in a room of the case takes over at once. */
function useReleaseByHand(isFollowing: boolean, release: () => void): void {
  useEffect(() => {
    if (!isFollowing) return
    const own = (event: Event) => {
      if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return
      release()
    }
    for (const name of HANDS) window.addEventListener(name, own, { capture: true, passive: true })
    return () => {
      for (const name of HANDS) window.removeEventListener(name, own, { capture: true })
    }
  }, [isFollowing, release])
}
