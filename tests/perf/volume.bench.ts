// Three planes and fusion by their pixels: key to the first three pictures, to the whole volume, and fused pictures per second while scrolling.
import type { Page } from '@playwright/test'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { openCase, openProduct, waitForPicture } from '../support/benchBrowser.ts'
import { frameRate, installProbe } from '../support/benchPixels.ts'
import { prepareStore } from '../support/benchStore.ts'

export const names = ['mpr', 'mprFirst', 'fusion']

const OPENINGS = 3
const STEPS = 60
const GOAL_MPR_MS = 2000
const GOAL_FIRST_MS = 500
const GOAL_FUSION = 10

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore()
  const product = await openProduct(prepared.directory)
  const { page } = product
  try {
    await openCase(page, 'QUIROGA', 'imaging')
    await waitForPicture(page)
    const first: number[] = []
    const whole: number[] = []
    const fused: number[] = []
    const rates: number[] = []
    for (let run = 0; run < OPENINGS; run++) {
      await page.waitForTimeout(600)
      await page.reload()
      await waitForPicture(page)
      await installProbe(page)
      const opened = await openPlanes(page)
      first.push(opened.first)
      whole.push(opened.whole)
      rates.push(await frameRate(page))
      await page.keyboard.press('m')
      await page.locator('[data-plane]').first().waitFor({ state: 'detached' })
    }
    const pet = page.locator('.i-rail li', { hasText: 'PT ·' })
    if ((await pet.count()) > 0) {
      const ct = page.locator('.i-rail section', { has: pet }).locator('.i-line', { hasText: 'CT ·' }).first()
      await ct.click()
      await waitForPicture(page)
      await openPlanes(page)
      await page.waitForFunction(() => document.querySelector('.i-planes')?.getAttribute('data-fused') === 'true')
      for (let run = 0; run < OPENINGS; run++) fused.push(await scrollFused(page))
    }
    const rate = median(rates)
    const results: BenchResult[] = [
      { name: 'mprFirst', value: round(median(first)), unit: 'ms', spread: round(spread(first)), against: 'one animation frame', ratio: round(median(first) / (1000 / rate)), goal: `≤ ${GOAL_FIRST_MS} ms, coarse`, ok: median(first) <= GOAL_FIRST_MS },
      { name: 'mpr', value: round(median(whole)), unit: 'ms', spread: round(spread(whole)), against: 'one animation frame', ratio: round(median(whole) / (1000 / rate)), goal: `≤ ${GOAL_MPR_MS} ms, all slices`, ok: median(whole) <= GOAL_MPR_MS },
    ]
    if (fused.length > 0) {
      results.push({ name: 'fusion', value: round(median(fused)), unit: 'pictures/s', spread: round(spread(fused)), against: 'animation frames of the same page', ratio: Number((median(fused) / rate).toFixed(2)), goal: `≥ ${GOAL_FUSION}`, ok: median(fused) >= GOAL_FUSION })
    }
    return results
  } finally {
    await product.close()
    prepared.remove()
  }
}

/** M to three canvases that are not one grey, and to the last slice of the volume. */
function openPlanes(page: Page): Promise<{ first: number; whole: number }> {
  return page.evaluate(async () => {
    const viewer = document.querySelector<HTMLElement>('[data-viewer="imaging"]')
    viewer?.focus()
    const began = performance.now()
    viewer?.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', code: 'KeyM', bubbles: true, cancelable: true }))
    const seen = () => {
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-plane] canvas')].slice(0, 3)
      return canvases.length === 3 && canvases.every((canvas) => window.benchProbe.look(canvas) !== null)
    }
    const { ms: first } = await window.benchProbe.until(began, seen)
    const { ms: whole } = await window.benchProbe.until(began, () => document.querySelector('.i-planes')?.getAttribute('data-complete') === 'true' && seen())
    return { first, whole }
  })
}

/** One step per animation frame through the axial plane: changed fused pictures per second. */
function scrollFused(page: Page): Promise<number> {
  return page.evaluate(async (steps) => {
    const viewer = document.querySelector<HTMLElement>('[data-plane="axial"]')
    const canvas = viewer?.querySelector('canvas') ?? null
    viewer?.focus()
    let shown = window.benchProbe.look(canvas)
    let changed = 0
    const began = await window.benchProbe.frame()
    let now = began
    for (let step = 0; step < steps; step++) {
      const key = step < steps / 2 ? 'ArrowDown' : 'ArrowUp'
      viewer?.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }))
      now = await window.benchProbe.frame()
      const next = window.benchProbe.look(canvas)
      if (next !== null && next !== shown) changed++
      shown = next
    }
    return changed / ((now - began) / 1000)
  }, STEPS)
}

const round = (value: number) => Number(value.toFixed(1))
