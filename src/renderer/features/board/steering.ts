// Who shows what to the room, through the presence of the case's board document: stage, image view, pointer, freeze, blank. Nothing of it is stored.
// Whoever presents writes; the newest of the presenter's windows counts. Everybody else reads, until they look at something themselves.
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import { useHeldRoom, useRoomAccess } from '../../data/rooms.ts'
import { type Change, type Elsewhere, elsewhereOf, firstNumberOf, type Led, ledOf, numberOf, type Said, START, type Steering } from './led.ts'
import { EVERY_MS } from './paced.ts'
import type { SharedView } from './sharedView.ts'
import type { Step } from './stage.ts'

export interface Peer {
  readonly id: string
  readonly name: string
  /** Where they look themselves; null = what the presenter shows. */
  readonly at: Elsewhere['at']
}

export interface Desk {
  /** What the presenter shows. */
  readonly led: Steering
  /** What this window shows: the same, or what its person looks at themselves. */
  readonly at: Step & { view: SharedView | null }
  readonly leads: boolean
  /** This very window said last what is shown: its own hand is ahead of its words. */
  readonly isOwnWord: boolean
  /** This window looks elsewhere. */
  readonly isAway: boolean
  /** People who have this case on their screens now. */
  readonly peers: readonly Peer[]
  /** Whose screen is followed instead of the presenter's; null = the presenter's. */
  readonly followed: Peer | null
  /** The room's screen of whoever presents, frozen: no hand on it moves anything; keys go on with what is led. */
  readonly isHeld: boolean
  /** Presenter: shows it to the room. Others: look there themselves. */
  go(to: Partial<Step & { view: SharedView | null }>): void
  steer(change: Change): void
  /** @param personId null = the presenter */
  follow(personId: string | null): void
}

interface Seen extends Led {
  readonly peers: readonly Peer[]
}
const NOTHING_SEEN: Seen = { led: START, isOwnWord: false, newest: 0, peers: [] }

interface Presence {
  getLocalState(): Record<string, unknown> | null
  setLocalState(state: Record<string, unknown> | null): void
}

/** A whole state each time: after a window has left, a single field would go nowhere. What others of this window say stays. */
function say(awareness: Presence, board: object): void {
  awareness.setLocalState({ ...awareness.getLocalState(), board })
}

interface Person {
  id?: unknown
  name?: unknown
}

/** @param before the same person in another window */
function peerOf(id: string, name: unknown, said: unknown, before: Peer | undefined): Peer {
  return { id, name: String(name ?? ''), at: elsewhereOf(said) ?? before?.at ?? null }
}

/** The same people at the same places stay the same value, so that nothing that names them is drawn anew. */
function asBefore(before: readonly Peer[], now: readonly Peer[]): readonly Peer[] {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now
}

/** What was led before, of which case: whoever takes over, or goes from the desk to the room's screen, goes on from there. */
export interface LedBefore {
  current: { of: unknown; led: Steering }
}
export const ledNothing = (): LedBefore => ({ current: { of: null, led: START } })

/**
 * @param isRoom this window is what the room sees: frozen, it stays where it was although its person goes on at the desk
 * @param before the same for every screen of one meeting in this window
 */
export function useSteering(caseId: string | null, presenterId: string, me: { id: string; name: string }, before: LedBefore, isRoom = false): Desk {
  const room = useHeldRoom(caseId === null ? null : roomName({ kind: 'board', caseId }))
  const awareness = room?.provider.awareness ?? null
  // Only then has this window heard what others say; before, it says nothing about what is led.
  const isHearing = useRoomAccess(room)?.synced === true
  const leads = presenterId === me.id
  const [away, setAway] = useState<(Step & { view: SharedView | null }) | null>(null)
  const seen = useRef<Seen>(NOTHING_SEEN)

  const read = useCallback(() => {
    if (!awareness) return NOTHING_SEEN
    // Another case begins anew; another presenter does not.
    if (before.current.of !== awareness) before.current = { of: awareness, led: START }
    const said: Said[] = []
    const peers = new Map<string, Peer>()
    for (const [client, state] of awareness.getStates()) {
      const own = client === awareness.clientID
      const user = state['user'] as Person | undefined
      const id = own ? me.id : user?.id
      if (typeof id !== 'string' || state['board'] === undefined) continue
      peers.set(id, own ? { id, name: me.name, at: null } : peerOf(id, user?.name, state['board'], peers.get(id)))
      said.push({ personId: id, own, words: state['board'] })
    }
    const now = ledOf(before.current.led, presenterId, said)
    before.current = { of: awareness, led: now.led }
    return { ...now, peers: asBefore(seen.current.peers, [...peers.values()]) }
  }, [awareness, before, me.id, me.name, presenterId])

  const subscribe = useCallback(
    (tell: () => void) => {
      if (!awareness) {
        seen.current = NOTHING_SEEN
        return () => undefined
      }
      const changed = () => {
        seen.current = read()
        tell()
      }
      changed()
      awareness.on('change', changed)
      return () => awareness.off('change', changed)
    },
    [awareness, read],
  )
  const { led: heard, isOwnWord, peers } = useSyncExternalStore(subscribe, () => seen.current)

  const telling = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const waiting = useRef<Change | null>(null)
  const lastSent = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const openedAt = useRef(0)
  // Being here is said once; a window that closes takes it back. What was meant for one case is never said about the next.
  useEffect(() => {
    if (!awareness) return
    openedAt.current = Date.now()
    say(awareness, { here: true, at: null })
    return () => {
      clearTimeout(telling.current)
      telling.current = undefined
      clearTimeout(timer.current)
      waiting.current = null
      const { board: _board, ...rest } = awareness.getLocalState() ?? {}
      awareness.setLocalState(Object.keys(rest).length > 0 ? rest : null)
    }
  }, [awareness])

  /** A key that was quicker than the line of the case that has just come onto the table: seen here at once, said when the line is there. */
  const [early, setEarly] = useState<{ caseId: string | null; change: Change } | null>(null)
  const ahead = early?.caseId === caseId ? early.change : null
  const latestAhead = useRef(ahead)
  latestAhead.current = ahead
  const led = useMemo(() => (ahead ? { ...heard, ...ahead } : heard), [heard, ahead])
  const steer = useCallback(
    (change: Change) => {
      if (!leads) return
      if (!awareness || !isHearing) return setEarly((was) => ({ caseId, change: { ...(was?.caseId === caseId ? was.change : null), ...change } }))
      waiting.current = { ...waiting.current, ...change }
      const send = () => {
        const { led: now, newest } = read()
        say(awareness, { ...now, ...waiting.current, n: numberOf(newest, Date.now()) })
        waiting.current = null
        lastSent.current = performance.now()
      }
      clearTimeout(timer.current)
      const moving = Object.keys(change).every((key) => key === 'view' || key === 'pointer')
      const wait = moving ? EVERY_MS - (performance.now() - lastSent.current) : 0
      if (wait <= 0) send()
      else timer.current = setTimeout(send, wait)
    },
    [awareness, caseId, isHearing, leads, read],
  )
  // Whoever takes over, or opens another window, says at once where things stand: those who join later hear it.
  useEffect(() => {
    if (!leads || !awareness || !isHearing) return
    const { led: now, newest } = read()
    const change = latestAhead.current
    say(awareness, change ? { ...now, ...change, n: numberOf(newest, Date.now()) } : { ...now, n: firstNumberOf(now.n, newest, openedAt.current) })
    setEarly(null)
  }, [leads, awareness, isHearing, read])

  const [followedId, setFollowed] = useState<string | null>(null)
  const isHeld = isRoom && leads && led.frozen !== null
  const followed = leads ? null : (peers.find(({ id }) => id === followedId && id !== presenterId && id !== me.id) ?? null)
  const shown = followed?.at ?? (led.frozen && (isRoom || !leads) ? led.frozen : led)
  const here = away ?? shown
  const at = useMemo(() => ({ stage: here.stage, item: here.item, view: here.view }), [here.stage, here.item, here.view])
  const go = useCallback(
    (to: Partial<Step & { view: SharedView | null }>) => {
      if (isHeld) return
      if (leads) steer(to)
      else setAway({ ...at, ...to })
    },
    [isHeld, leads, steer, at],
  )
  const follow = useCallback((personId: string | null) => {
    setAway(null)
    setFollowed(personId)
  }, [])
  // Who looks elsewhere can be followed there; still hands say nothing.
  const elsewhere = useRef(away)
  const told = useRef(away)
  elsewhere.current = away
  useEffect(() => {
    if (!awareness || leads || away === told.current) return
    telling.current ??= setTimeout(() => {
      telling.current = undefined
      told.current = elsewhere.current
      say(awareness, { here: true, at: elsewhere.current })
    }, EVERY_MS)
  }, [awareness, leads, away])
  useEffect(() => {
    if (leads || caseId === null) setAway(null)
  }, [leads, caseId])
  return { led, at, leads, isHeld, isOwnWord, isAway: away !== null, peers, followed, go, steer, follow }
}
