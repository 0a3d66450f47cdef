// Locks an unattended workstation: the server's number of minutes without a key or pointer, 15 without a server; warned 60 s ahead (look note §10).
import { useEffect, useState } from 'react'

const WARN_MS = 60_000
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** @returns seconds until the lock while it is announced, else null; any sign of life withdraws it */
export function useIdleLock(lock: () => void, minutes: number): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  useEffect(() => {
    let last = Date.now()
    const alive = () => {
      last = Date.now()
    }
    for (const sign of SIGNS) window.addEventListener(sign, alive, { passive: true, capture: true })
    const timer = setInterval(() => {
      const left = minutes * 60_000 - (Date.now() - last)
      if (left <= 0) lock()
      setSecondsLeft(left > 0 && left <= WARN_MS ? Math.ceil(left / 1000) : null)
    }, 1000)
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, alive, { capture: true })
    }
  }, [lock, minutes])
  return secondsLeft
}
