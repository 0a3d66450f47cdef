// The window that the room sees, when it is a window of its own: no frame, no menu, no message; only the board's shared screen of this profile.
import { useEffect } from 'react'
import { BOARD_WINDOW_NAME } from '#shared/contract/hostBridge.ts'
import type { User } from '#shared/domain/people.ts'
import { SharedBoard } from '../features/board/index.ts'
import { followLive } from '../data/live.ts'
import { queryClient } from '../data/queries.ts'
import { useKeyboard } from './keyboard/useKeyboard.ts'
import { useAppliedPreferences } from './session/useAppliedPreferences.ts'

const SIGN_EVERY_MS = 20_000

export function BoardWindow({ me }: { me: User }) {
  useEffect(() => {
    const stop = new AbortController()
    void followLive(queryClient, stop.signal)
    return () => stop.abort()
  }, [])
  useEffect(tellOpener, [])
  useAppliedPreferences()
  useKeyboard()
  return <SharedBoard me={me} onEnd={() => window.close()} />
}

/** Whoever works here is at the workstation: its own window must not lock meanwhile. */
function tellOpener() {
  let last = 0
  const sign = () => {
    if (performance.now() - last < SIGN_EVERY_MS) return
    last = performance.now()
    const opener: unknown = window.opener
    if (opener instanceof Object && 'dispatchEvent' in opener) (opener as Window).dispatchEvent(new Event('pointermove'))
  }
  for (const event of ['keydown', 'pointermove', 'wheel']) window.addEventListener(event, sign, { passive: true })
  return () => {
    for (const event of ['keydown', 'pointermove', 'wheel']) window.removeEventListener(event, sign)
  }
}

/** This page was opened as the shared screen. */
export const isBoardWindow = (): boolean => window.name === BOARD_WINDOW_NAME
