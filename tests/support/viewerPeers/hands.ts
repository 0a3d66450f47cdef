// How each viewer is told: ours and OHIF by what a person presses, the bare ones by their own calls (pages/).
import type { Page } from '@playwright/test'

/** Puts our hands into a page whose imaging room is open: another chest CT than the one on the stage. */
export function installOurs(page: Page, description: string): Promise<void> {
  return page.evaluate((words) => {
    const viewer = () => document.querySelector<HTMLElement>('[data-viewer="imaging"]')
    const press = (key: string) => {
      viewer()?.focus()
      viewer()?.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }))
    }
    const click = () => [...document.querySelectorAll<HTMLElement>('.i-line')].find((line) => !line.hasAttribute('aria-current') && line.textContent?.includes(words))?.click()
    let forward = true
    let last = ''
    window.viewerPeer = {
      show: click,
      planes() {
        click()
        const wait = () => {
          if (document.querySelector('[data-plane]')) return
          press('m')
          requestAnimationFrame(wait)
        }
        requestAnimationFrame(() => requestAnimationFrame(wait))
      },
      step() {
        const shown = viewer()?.dataset.shown ?? ''
        if (shown === last) forward = !forward
        last = shown
        press(forward ? 'ArrowDown' : 'ArrowUp')
      },
      window: (turn) => press(String(((turn + 1) % 3) + 1)),
      canvases: () => [...document.querySelectorAll<HTMLCanvasElement>('[data-viewer="imaging"] canvas, [data-plane] canvas')],
    }
  }, description)
}
