// The three planes by their pixels, inside an opened page: from the key to the first pictures and to all slices, and steps through them.
import type { Page } from '@playwright/test'

/**
 * M to three canvases that are not one grey, and to the last slice of the volume, ms.
 * @param fewest slices that must be there for the first pictures to count
 */
export function openPlanes(page: Page, fewest = 1): Promise<{ first: number; whole: number }> {
  return page.evaluate(async (least) => {
    const viewer = document.querySelector<HTMLElement>('[data-viewer="imaging"]')
    viewer?.focus()
    const began = performance.now()
    viewer?.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', code: 'KeyM', bubbles: true, cancelable: true }))
    const seen = () => {
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-plane] canvas')].slice(0, 3)
      const loaded = Number(document.querySelector<HTMLElement>('.i-planes')?.dataset.loaded ?? 0)
      return loaded >= least && canvases.length === 3 && canvases.every((canvas) => window.benchProbe.look(canvas) !== null)
    }
    const isWhole = () => document.querySelector('.i-planes')?.getAttribute('data-complete') === 'true' && document.querySelector('[data-plane][data-coarse="true"]') === null
    const { ms: first } = await window.benchProbe.until(began, seen)
    const { ms: whole } = await window.benchProbe.until(began, () => isWhole() && seen())
    return { first, whole }
  }, fewest)
}

export interface Walk {
  /** Pictures that changed, per second. */
  rate: number
  /** Frames in which nothing stood where a picture was. */
  blank: number
}

/** One key press per animation frame down and up again; only pictures that changed count. @param selector of the viewer with the canvas */
export function walk(page: Page, selector: string, steps: number): Promise<Walk> {
  return page.evaluate(
    async ({ selector: which, steps: count }) => {
      const viewer = document.querySelector<HTMLElement>(which)
      const canvas = viewer?.querySelector('canvas') ?? null
      viewer?.focus()
      let shown = window.benchProbe.look(canvas)
      let changed = 0
      let blank = 0
      const began = await window.benchProbe.frame()
      let now = began
      for (let step = 0; step < count; step++) {
        const key = step < count / 2 ? 'ArrowDown' : 'ArrowUp'
        viewer?.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }))
        now = await window.benchProbe.frame()
        const next = window.benchProbe.look(canvas)
        if (next === null) blank++
        else if (next !== shown) changed++
        shown = next
      }
      return { rate: changed / ((now - began) / 1000), blank }
    },
    { selector, steps },
  )
}
