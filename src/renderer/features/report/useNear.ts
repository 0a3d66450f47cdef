// Whether a part of the report is near the window: its text and its shared document are opened only then, and stay open.
import { type RefObject, useEffect, useState } from 'react'

/** @param wanted true opens it at once, wherever it is */
export function useNear(box: RefObject<HTMLElement | null>, wanted: boolean): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (near || !box.current) return
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true)
      },
      { rootMargin: '500px 0px' },
    )
    watcher.observe(box.current)
    return () => watcher.disconnect()
  }, [near, box])
  return near || wanted
}
