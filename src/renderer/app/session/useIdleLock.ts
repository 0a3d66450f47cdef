// Locks an unattended workstation: 15 minutes without a key or pointer, warned 60 s ahead (look note §10).
import { useEffect, useState } from 'react'

const IDLE_MS = 15 * 60_000
const WARN_MS = 60_000
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** @returns seconds until the lock while it is announced, else null; any sign of life withdraws it */
export function useIdleLock(lock: () => void): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  useEffect(() => {
    let last = Date.now()
    const alive = () => {
      last = Date.now()
    }
    for (const sign of SIGNS) window.addEventListener(sign, alive, { passive: true, capture: true })
    const timer = setInterval(() => {
      const left = IDLE_MS - (Date.now() - last)
      if (left <= 0) lock()
      setSecondsLeft(left > 0 && left <= WARN_MS ? Math.ceil(left / 1000) : null)
    }, 1000)
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, alive, { capture: true })
    }
  }, [lock])
  return secondsLeft
}
