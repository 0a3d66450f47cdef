// OHIF as shipped, with local files: given by the file field, opened from its list, told by wheel, keys and layout menu.
import type { Page } from '@playwright/test'

/** @returns with the study chosen in its list, its viewer not yet opened */
export async function installOhif(page: Page, origin: string, files: readonly string[]): Promise<void> {
  await page.goto(`${origin}/local`)
  await page.locator('input[type="file"]').first().setInputFiles([...files])
  await page.getByText('Confirm and hide').click()
  await page.getByText('Quiroga').first().click()
  await page.getByRole('button', { name: 'Basic Viewer' }).waitFor()
  await page.evaluate(() => {
    const canvases = () => [...document.querySelectorAll<HTMLCanvasElement>('canvas.cornerstone-canvas')]
    const named = (words: string) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === words)
    const press = (key: string, keyCode: number) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, keyCode, which: keyCode, bubbles: true }))
    const byName = (name: string) => document.querySelector<HTMLElement>(`[data-cy="${name}"]`)
    /** Its menus open at the pointer's coming down, its buttons at the click. */
    function tap(element: HTMLElement | null) {
      for (const type of ['pointerdown', 'pointerup']) element?.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerType: 'mouse' }))
      element?.click()
    }
    let taken = 0
    let forward = true

    /** Its layout menu, as soon as it is there and a slice is on the screen. */
    function openPlanes() {
      if (canvases().length >= 3) return
      const choice = byName('MPR')
      if (choice) tap(choice)
      else if (canvases().length > 0) tap(byName('Layout')?.querySelector('button') ?? byName('Layout'))
      window.setTimeout(openPlanes, choice ? 300 : 30)
    }

    window.viewerPeer = {
      show: () => named('Basic Viewer')?.click(),
      planes() {
        named('Basic Viewer')?.click()
        openPlanes()
      },
      step() {
        taken++
        if (taken % 100 === 0) forward = !forward
        press(forward ? 'ArrowDown' : 'ArrowUp', forward ? 40 : 38)
      },
      // It has no key for a window.
      window: () => undefined,
      canvases,
    }
  })
}
