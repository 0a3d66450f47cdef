// Three planes of a chest CT and its PET fused over them, by their pixels: first pictures, the whole volume, fused pictures per second.
import { type BenchResult, median, spread } from '../support/bench.ts'
import { openCase, openProduct, waitForPicture } from '../support/benchBrowser.ts'
import { frameRate, installProbe } from '../support/benchPixels.ts'
import { openPlanes, walk } from '../support/benchPlanes.ts'
import { prepareStore } from '../support/benchStore.ts'

export const names = ['mprFirst', 'mpr', 'fusion']

const OPENINGS = 3
const STEPS = 60
const GOAL_MPR_MS = 2000
const GOAL_FIRST_MS = 500
const GOAL_FUSION = 10

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore()
  const first: number[] = []
  const whole: number[] = []
  const fused: number[] = []
  const rates: number[] = []
  try {
    for (let run = 0; run < OPENINGS; run++) {
      // Nothing is decoded yet in a browser of its own. CPU only: no graphics hardware is asked.
      const product = await openProduct(prepared.directory, {}, ['--disable-gpu'])
      const { page } = product
      try {
        await openCase(page, 'QUIROGA', 'imaging')
        await waitForPicture(page)
        await page.locator('.i-rail section', { has: page.locator('li', { hasText: 'PT ·' }) }).locator('.i-line', { hasText: 'CT ·' }).first().click()
        await waitForPicture(page)
        await installProbe(page)
        const opened = await openPlanes(page)
        first.push(opened.first)
        whole.push(opened.whole)
        await page.waitForFunction(() => document.querySelector('.i-planes')?.getAttribute('data-fused') === 'true')
        await page.waitForFunction(() => document.querySelector('[data-plane][data-coarse="true"]') === null)
        rates.push(await frameRate(page))
        fused.push((await walk(page, '[data-plane="axial"]', STEPS)).rate)
        // The next run begins with slices again.
        await page.keyboard.press('m')
        await page.waitForTimeout(1_000)
      } finally {
        await product.close()
      }
    }
  } finally {
    prepared.remove()
  }
  const frame = 1000 / median(rates)
  const times = (name: string, values: readonly number[], goal: number, words: string): BenchResult => ({ name, value: round(median(values)), unit: 'ms', spread: round(spread(values)), against: 'one animation frame', ratio: round(median(values) / frame), goal: `≤ ${goal} ms, ${words}`, ok: median(values) <= goal })
  return [
    times('mprFirst', first, GOAL_FIRST_MS, 'key to three pictures, PET fused over them'),
    times('mpr', whole, GOAL_MPR_MS, 'all slices'),
    { name: 'fusion', value: round(median(fused)), unit: 'fused pictures/s, no graphics hardware', spread: round(spread(fused)), against: 'animation frames of the same page', ratio: Number((median(fused) / median(rates)).toFixed(2)), goal: `≥ ${GOAL_FUSION}`, ok: median(fused) >= GOAL_FUSION },
  ]
}

const round = (value: number) => Number(value.toFixed(1))
