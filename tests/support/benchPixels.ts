// Watches a canvas inside the page by its bytes: an event or a promise that says "drawn" is no proof (imaging note §2). Installed once per page load.
import type { Page } from '@playwright/test'

export interface PixelProbe {
  /** A number that changes when the middle of the canvas changes; null while it is one grey or not there. */
  look(canvas: HTMLCanvasElement | null): number | null
  /** Resolves in the first animation frame in which `holds` gives something; its value and the milliseconds since `began`. */
  until<T>(began: number, holds: () => T | null | undefined | false): Promise<{ ms: number; value: T }>
  frame(): Promise<number>
}

declare global {
  interface Window {
    benchProbe: PixelProbe
  }
}

export async function installProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const side = 256
    const copy = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
    const limitMs = 30_000
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    window.benchProbe = {
      look(canvas) {
        if (!canvas || !copy || canvas.width < 16) return null
        copy.drawImage(canvas, (canvas.width - side) >> 1, (canvas.height - side) >> 1, side, side, 0, 0, side, side)
        const words = new Uint32Array(copy.getImageData(0, 0, side, side).data.buffer)
        const first = words[0]
        let hash = 7
        let plain = true
        for (const word of words) {
          if (word !== first) plain = false
          hash = (Math.imul(hash, 31) + word) | 0
        }
        return plain ? null : hash
      },
      async until(began, holds) {
        for (;;) {
          const value = holds()
          const ms = performance.now() - began
          if (value) return { ms, value }
          if (ms > limitMs) throw new Error('it never came on the screen')
          await frame()
        }
      },
      frame,
    }
  })
}

/** What the browser gives at most: animation frames per second of this page while only the probe looks. */
export function frameRate(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frames = 60
    const began = await window.benchProbe.frame()
    let last = began
    for (let n = 0; n < frames; n++) {
      last = await window.benchProbe.frame()
      window.benchProbe.look(document.querySelector('canvas'))
    }
    return frames / ((last - began) / 1000)
  })
}
