// The tool in hand: takes what is selected at once, else waits for the page. Escape puts it away.
import { useEffect, useRef, useState } from 'react'
import { gestureOf, isSameLook, type MarkLook, takesWords } from './marking.ts'
import type { MarkedPlace } from './highlights.ts'

/** @param topOfPage where Enter puts a note or a stamp for people who point at nothing; null when the document has no such place */
export function useMarkTool(read: () => MarkedPlace[], topOfPage: () => MarkedPlace | null, onMark: (place: MarkedPlace, look: MarkLook) => void) {
  const [look, setLook] = useState<MarkLook | null>(null)
  const gesture = gestureOf(look)
  const latest = useRef({ topOfPage, onMark })
  useEffect(() => {
    latest.current = { topOfPage, onMark }
  })
  useEffect(() => {
    if (!look) return
    const put = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setLook(null)
      const onPage = event.target instanceof Element && event.target.closest('[role=document]')
      const top = event.key === 'Enter' && onPage && gestureOf(look) === 'point' ? latest.current.topOfPage() : null
      if (!top) return
      event.preventDefault()
      latest.current.onMark(top, look)
      setLook(null)
    }
    window.addEventListener('keydown', put)
    return () => window.removeEventListener('keydown', put)
  }, [look])

  function mark(place: MarkedPlace, with_: MarkLook) {
    onMark(place, with_)
    document.getSelection()?.empty()
  }
  return {
    look,
    gesture,
    /** Choosing a tool marks the selection; without one the tool stays in hand, and chosen again it is put away. */
    choose(next: MarkLook) {
      const passages = takesWords(next) ? read() : []
      if (passages.length > 0) for (const passage of passages) mark(passage, next)
      else setLook(isSameLook(look, next) ? null : next)
    },
    /** Words were selected while a tool is in hand. @param onlyWords a text without pages: notes and stamps go to words as well */
    takeWords(passages: readonly MarkedPlace[], onlyWords = false) {
      if (look && (gesture === 'words' || onlyWords)) for (const passage of passages) mark(passage, look)
    },
    takeDrawn(place: MarkedPlace) {
      if (!look) return
      mark(place, look)
      // A pen and a frame are used again and again; a note and a stamp are put down once.
      if (gesture === 'point') setLook(null)
    },
  }
}
