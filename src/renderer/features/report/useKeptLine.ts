// The line one reads stays where it is when the column changes its width: a proof opened beside must not carry its sentence away.
import { useEffect } from 'react'

const LINES = '[data-proof], [data-field], p, li, h2, h3'

/** @param box the scrolling element as it is now; null while it is not on the screen */
export function useKeptLine(box: HTMLElement | null): void {
  useEffect(() => {
    if (!box) return
    let line: Element | null = null
    let top = 0
    let width = box.clientWidth
    const topOf = (element: Element) => element.getBoundingClientRect().top - box.getBoundingClientRect().top
    const keep = (element: Element | null) => {
      if (!element) return
      line = element
      top = topOf(element)
    }
    const isInView = (element: Element) => element.isConnected && topOf(element) >= 0 && topOf(element) < box.clientHeight
    const touched = ({ target }: Event) => keep(target instanceof Element ? target.closest(LINES) : null)
    const scrolled = () => keep(line && isInView(line) ? line : ([...box.querySelectorAll(LINES)].find(isInView) ?? null))
    const watch = new ResizeObserver(() => {
      if (box.clientWidth === width) return
      width = box.clientWidth
      if (line?.isConnected) box.scrollTop += topOf(line) - top
    })
    watch.observe(box)
    const stop = new AbortController()
    for (const name of ['pointerdown', 'focusin', 'keydown']) box.addEventListener(name, touched, { signal: stop.signal, passive: true })
    box.addEventListener('scroll', scrolled, { signal: stop.signal, passive: true })
    return () => {
      watch.disconnect()
      stop.abort()
    }
  }, [box])
}
