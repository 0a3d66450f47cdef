// What a page that shows a viewer answers to: each viewer has its own hands, the watch over its canvases and the clock are one for all.
import type { Page } from '@playwright/test'

export interface ViewerPeer {
  /** Begins to show the series as slices. */
  show(): void
  /** Begins to show it in three planes. */
  planes(): void
  /** One slice further, back from the ends. */
  step(): void
  /** Another window. @param turn changes with every call */
  window(turn: number): void
  /** The canvases that show slices or planes now. */
  canvases(): HTMLCanvasElement[]
  /** Whether all slices are in, where the viewer tells it; else only the stillness of the pictures counts. */
  isWhole?(): boolean
}

interface CanvasWatch {
  /** Milliseconds from the act to the first picture that is not plain and was not there before. */
  first(act: () => void): Promise<number>
  /** Milliseconds from the act to the last change, when `views` pictures stand still; nothing when they never come. */
  whole(act: () => void, views: number): Promise<number | null>
  /** Milliseconds from each act to changed bytes. */
  each(act: (turn: number) => void, count: number): Promise<number[]>
}

declare global {
  interface Window {
    viewerPeer: ViewerPeer
    canvasWatch: CanvasWatch
  }
}

/** Once per page load. Reads a square out of the middle of each canvas per animation frame; costs every viewer the same. */
export function installWatch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const side = 192
    const limitMs = 20_000
    const stillMs = 800
    const copy = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

    /** A number for what is on it; null while it is one colour. */
    function look(canvas: HTMLCanvasElement): number | null {
      if (canvas.width < 32 || canvas.height < 32) return null
      copy.clearRect(0, 0, side, side)
      copy.drawImage(canvas, (canvas.width - side) >> 1, (canvas.height - side) >> 1, side, side, 0, 0, side, side)
      const words = new Uint32Array(copy.getImageData(0, 0, side, side).data.buffer)
      let hash = 7
      let plain = true
      for (const word of words) {
        if (word !== words[0]) plain = false
        hash = (Math.imul(hash, 31) + word) | 0
      }
      return plain ? null : hash
    }
    const pictures = () => window.viewerPeer.canvases().map(look).filter((hash) => hash !== null)

    async function first(act: () => void): Promise<number> {
      const before = new Set(pictures())
      const began = performance.now()
      act()
      for (;;) {
        await frame()
        if (pictures().some((hash) => !before.has(hash))) return performance.now() - began
        if (performance.now() - began > limitMs) throw new Error('nothing came on the screen')
      }
    }

    async function whole(act: () => void, views: number): Promise<number | null> {
      const began = performance.now()
      act()
      let shown = ''
      let changed = began
      for (;;) {
        await frame()
        const now = pictures()
        const next = now.join()
        if (next !== shown) {
          changed = performance.now()
          shown = next
        }
        const { isWhole } = window.viewerPeer
        if (now.length >= views && (!isWhole || isWhole()) && performance.now() - changed > stillMs) return changed - began
        if (performance.now() - began > limitMs) return null
      }
    }

    async function each(act: (turn: number) => void, count: number): Promise<number[]> {
      const measured: number[] = []
      for (let turn = 0; turn < count; turn++) {
        await frame()
        const before = pictures().join()
        const began = performance.now()
        act(turn)
        while (pictures().join() === before) {
          await frame()
          if (performance.now() - began > limitMs) throw new Error('the picture did not change')
        }
        measured.push(performance.now() - began)
      }
      return measured
    }

    window.canvasWatch = { first, whole, each }
  })
}
