// Going to a place of the report: a section, a coded value, a claim. Far sections are opened first; the place in view is remembered.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SigningObstacle } from '#shared/domain/report.ts'
import { usePlace } from '../../app/place.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { sectionId } from './ReportSection.tsx'

export interface Jumps {
  /** Section that must be open now, wherever it is. */
  wanted: string | null
  /** Section at the top of the window. */
  inView: string | null
  toSection(key: string): void
  toObstacle(obstacle: SigningObstacle): void
  /** Opens the section and acts on the text under the place, once it is there. */
  withText(section: string, place: string, act: (handle: EditorHandle) => void): Promise<void>
  offerText(place: string, handle: EditorHandle | null): void
  textOf(place: string): EditorHandle | null
  /** Every open text, in reading order. */
  texts(): readonly EditorHandle[]
  /** Told when a text was opened or closed. @returns how to stop */
  watchTexts(listener: () => void): () => void
}

const topGapPx = 140
/** A head may stand a little above the edge when its section was scrolled to. */
const aboveEdgePx = 24
const restMs = 500
const givingUpMs = 4000
const openingMs = 1500

/**
 * @param box the scrolling element as it is now; it may be replaced while the report stays open
 * @param first section to begin at; another one later is gone to: somebody is followed, or a place is come back to
 */
export function useJumps(box: HTMLElement | null, first: string | null): Jumps {
  const texts = useRef(new Map<string, EditorHandle>())
  const watchers = useRef(new Set<() => void>())
  const [wanted, setWanted] = useState<string | null>(first)
  const [inView, setInView] = useState<string | null>(first)
  const start = useRef(first)
  /** Where somebody went last: it is what they look at as long as its head is on the screen, however short it is. */
  const aimed = useRef(first)

  /** The place as this report has told it, or was told it. */
  const known = useRef(first)

  const scrollTo = useCallback((key: string) => document.getElementById(sectionId(key))?.scrollIntoView({ block: 'start' }), [])
  const bring = useCallback(
    (key: string) => {
      setWanted(key)
      scrollTo(key)
      setInView(key)
      aimed.current = key
      if (box) holdWhileOpening(box, () => scrollTo(key))
    },
    [scrollTo, box],
  )
  const toSection = useCallback(
    (key: string) => {
      bring(key)
      // Once the section is open its head is where it belongs; keyboard and readers follow.
      requestAnimationFrame(() => {
        scrollTo(key)
        document.getElementById(`${sectionId(key)}-title`)?.focus({ preventScroll: true })
      })
    },
    [bring, scrollTo],
  )
  useEffect(() => {
    if (first === null || first === known.current) return
    known.current = first
    bring(first)
  }, [first, bring])
  const toObstacle = useCallback(
    ({ code, sectionKey, fieldKey, detail }: SigningObstacle) => {
      if (!sectionKey) return
      setWanted(sectionKey)
      scrollTo(sectionKey)
      void whenThere(() => {
        const isAboutWords = code === 'claimWithoutProof' || code === 'blamingWords' || code === 'threadOpen'
        // An answer is a line and a text under one place: words are looked for in its text first.
        if (fieldKey && isAboutWords && texts.current.get(`${sectionKey}.${fieldKey}`)?.goToClaim(detail)) return true
        if (fieldKey) {
          const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(`${sectionKey}.${fieldKey}`)}"]`)
          field?.scrollIntoView({ block: 'center' })
          field?.focus({ preventScroll: true })
          return field !== null
        }
        const text = texts.current.get(sectionKey)
        if (text && (!isAboutWords || !text.goToClaim(detail))) text.focus()
        return text !== undefined
      })
    },
    [scrollTo],
  )
  const withText = useCallback(
    (section: string, place: string, act: (handle: EditorHandle) => void) => {
      setWanted(section)
      if (!texts.current.has(place)) scrollTo(section)
      return whenThere(() => {
        const text = texts.current.get(place)
        if (text) act(text)
        return text !== undefined
      })
    },
    [scrollTo],
  )
  const offerText = useCallback((place: string, handle: EditorHandle | null) => {
    if (handle) texts.current.set(place, handle)
    else texts.current.delete(place)
    for (const watcher of watchers.current) watcher()
  }, [])
  const textOf = useCallback((place: string) => texts.current.get(place) ?? null, [])

  const watchTexts = useCallback((listener: () => void) => {
    watchers.current.add(listener)
    return () => void watchers.current.delete(listener)
  }, [])
  const inOrder = useCallback(() => [...texts.current.values()].sort((a, b) => (a.editor.view.dom.compareDocumentPosition(b.editor.view.dom) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)), [])

  useEffect(() => {
    if (start.current) scrollTo(start.current)
    // Asked for elsewhere, as in the list of the sign-off: the room opens at its field.
    const { place, adjust } = usePlace.getState()
    if (place.view !== 'case' || !place.obstacle) return
    adjust({ obstacle: null })
    toObstacle(place.obstacle)
  }, [scrollTo, toObstacle])
  useEffect(() => {
    if (!box) return
    let timer = 0
    const look = () => {
      const top = box.getBoundingClientRect().top + topGapPx
      const sections = [...box.querySelectorAll<HTMLElement>('[data-section]')]
      const gone = sections.find(({ dataset }) => dataset.section === aimed.current)?.getBoundingClientRect().top ?? Number.NEGATIVE_INFINITY
      if (gone < top - topGapPx - aboveEdgePx || gone > top) aimed.current = null
      const at = sections.find(({ dataset }) => dataset.section === aimed.current) ?? sections.findLast((section) => section.getBoundingClientRect().top <= top) ?? sections[0]
      const key = at?.dataset.section ?? null
      setInView(key)
      window.clearTimeout(timer)
      timer = window.setTimeout(() => {
        known.current = key
        usePlace.getState().adjust({ section: key })
      }, restMs)
    }
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      box.removeEventListener('scroll', look)
      window.clearTimeout(timer)
    }
  }, [box])
  return { wanted, inView, toSection, toObstacle, withText, offerText, textOf, texts: inOrder, watchTexts }
}

const HANDS = ['wheel', 'pointerdown', 'keydown'] as const

/** Sections that open above the one that was gone to move it: it is brought back until they rest, or a hand goes elsewhere. */
function holdWhileOpening(box: HTMLElement, bring: () => void): void {
  const stop = new AbortController()
  const watcher = new ResizeObserver(bring)
  for (const part of box.querySelectorAll('[data-section]')) watcher.observe(part)
  stop.signal.addEventListener('abort', () => watcher.disconnect())
  for (const hand of HANDS) window.addEventListener(hand, () => stop.abort(), { once: true, capture: true, signal: stop.signal })
  window.setTimeout(() => stop.abort(), openingMs)
}

/** Tries once a frame until it works or a far section could not be opened in time. */
async function whenThere(attempt: () => boolean): Promise<void> {
  const end = performance.now() + givingUpMs
  while (!attempt() && performance.now() < end) await new Promise((resolve) => requestAnimationFrame(resolve))
}
