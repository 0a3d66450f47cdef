// The imaging room as a person uses it: keys, mouse, names on the screen. No selector of it appears in a journey.
import { expect, type Locator, type Page } from '@playwright/test'

export type Fraction = readonly [x: number, y: number]

export class ImagingPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** @param n viewer from the left, first is 0 */
  viewer(n = 0): Locator {
    return this.page.locator('[role="application"][data-viewer="imaging"]').nth(n)
  }

  /** Waits until a picture stands in the viewer: its slice is shown and its canvas is not one colour. */
  async waitForPicture(n = 0): Promise<void> {
    await expect(this.viewer(n)).not.toHaveAttribute('data-shown', '', { timeout: 30_000 })
    await expect.poll(() => this.distinctGreys(n), { timeout: 30_000 }).toBeGreaterThan(4)
  }

  /** Slice on the canvas, first is 1. */
  async shownSlice(n = 0): Promise<number> {
    return Number(await this.viewer(n).getAttribute('data-shown')) + 1
  }

  async press(keys: string, n = 0): Promise<void> {
    await this.viewer(n).focus()
    await this.page.keyboard.press(keys)
  }

  async openSeries(name: RegExp | string): Promise<void> {
    await this.page.locator('nav').getByRole('button', { name }).first().click()
    await this.waitForPicture()
  }

  /** Drags on the picture; points as fractions of the viewer. */
  async drag([fromX, fromY]: Fraction, [toX, toY]: Fraction, n = 0): Promise<void> {
    const box = await this.viewer(n).boundingBox()
    if (!box) throw new Error('the viewer is not on the screen')
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
    await this.page.mouse.move(...at(fromX, fromY))
    await this.page.mouse.down()
    await this.page.mouse.move(...at((fromX + toX) / 2, (fromY + toY) / 2), { steps: 3 })
    await this.page.mouse.move(...at(toX, toY), { steps: 3 })
    await this.page.mouse.up()
  }

  /** Draws with D or B and returns the words of the new line in the list. */
  async measure(tool: 'length' | 'bidirectional', from: Fraction, to: Fraction): Promise<string> {
    const before = await this.marks().count()
    await this.press(tool === 'length' ? 'd' : 'b')
    await this.drag(from, to)
    await expect(this.marks()).toHaveCount(before + 1)
    return (await this.marks().last().innerText()).replace(/\s+/g, ' ')
  }

  /** Draws along these points with the tool of a key; returns the words of the new line in the list. */
  async draw(keys: string, points: readonly Fraction[]): Promise<string> {
    const before = await this.marks().count()
    await this.press(keys)
    const box = await this.viewer().boundingBox()
    if (!box) throw new Error('the viewer is not on the screen')
    for (const [n, [x, y]] of points.entries()) {
      await this.page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 3 })
      if (n === 0) await this.page.mouse.down()
    }
    await this.page.mouse.up()
    await expect(this.marks()).toHaveCount(before + 1)
    return (await this.marks().last().innerText()).replace(/\s+/g, ' ')
  }

  marks(): Locator {
    return this.page.locator('aside li').filter({ has: this.page.locator('button[aria-label]') })
  }

  async makeProof(): Promise<void> {
    await this.press('Enter')
  }

  /** Number of grey values in a band through the middle of the canvas: pixels, not events. */
  async distinctGreys(n = 0): Promise<number> {
    return this.viewer(n)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const band = canvas.getContext('2d')?.getImageData(0, Math.floor(canvas.height / 2), canvas.width, 4).data ?? []
        const seen = new Set<number>()
        for (let i = 0; i < band.length; i += 4) seen.add(band[i] as number)
        return seen.size
      })
  }

  /** A number that changes when the picture changes. */
  async pictureHash(n = 0): Promise<number> {
    return this.viewer(n)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
        let hash = 0
        for (let i = 0; i < pixels.length; i += 4) hash = (hash * 31 + (pixels[i] as number)) | 0
        return hash
      })
  }
}
