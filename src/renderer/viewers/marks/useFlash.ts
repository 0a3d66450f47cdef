// Brings a place into view and says for a moment that it has just been reached.
import { useEffect, useState } from 'react'
import type { PageRect } from '#shared/domain/annotation.ts'
import type { Reveal } from './mark.ts'

const flashMs = 2000

/**
 * @param show how the viewer scrolls to a place; null while it cannot yet
 * @returns true while the place should draw attention
 */
export function useFlash(show: ((page: number, rects: readonly PageRect[]) => Promise<void>) | null, reveal: Reveal | null): boolean {
  const [flashing, setFlashing] = useState<Reveal | null>(null)
  useEffect(() => {
    if (!show || !reveal) return
    let timer = 0
    let gone = false
    void show(reveal.page, reveal.rects).then(() => {
      if (gone) return
      setFlashing(reveal)
      timer = window.setTimeout(() => setFlashing(null), flashMs)
    })
    return () => {
      gone = true
      window.clearTimeout(timer)
    }
  }, [show, reveal])
  return flashing !== null && flashing === reveal
}
