// A file that is still on its way from the server is asked for again until it is here. Knows the content channel only.
import { useEffect, useState } from 'react'

/** How often a missing file is asked for. */
const ASK_AGAIN_MS = 3_000

/** Whether the file is on this device by now; asks for one byte. */
export async function hasArrived(address: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(address, { headers: { Range: 'bytes=0-0' }, signal, credentials: 'same-origin', redirect: 'error' })
    await response.body?.cancel()
    return response.ok || response.status === 416
  } catch {
    // Not here yet, or the service is away: both are asked again.
    return false
  }
}

/**
 * @param isMissing what the viewer found when it last tried
 * @returns a number that grows when a missing file has arrived: a reason to open it again
 */
export function useArrival(address: string, isMissing: boolean): number {
  const [arrivals, setArrivals] = useState(0)
  useEffect(() => {
    if (!isMissing) return
    const stop = new AbortController()
    const timer = window.setInterval(() => {
      void hasArrived(address, stop.signal).then((arrived) => arrived && !stop.signal.aborted && setArrivals((n) => n + 1))
    }, ASK_AGAIN_MS)
    return () => {
      stop.abort()
      window.clearInterval(timer)
    }
  }, [address, isMissing])
  return arrivals
}
