// The imaging room by its pixels: click to the first slice of a series, slices per second while scrolling, window presets by key.
import type { Page } from '@playwright/test'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { openCase, openProduct, waitForPicture } from '../support/benchBrowser.ts'
import { frameRate, installProbe } from '../support/benchPixels.ts'
import { type PreparedStore, prepareStore } from '../support/benchStore.ts'

export const names = ['firstPixels', 'scroll', 'scrollCold', 'windowLevel']

const OPENINGS = 5
const SCROLLS = 5
const STEPS = 100
const WINDOWS = 40
const GOAL_FIRST_MS = 1000
const GOAL_SHARE = 0.8
const GOAL_WINDOW_MS = 34

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore()
  const product = await openProduct(prepared.directory)
  const { page } = product
  try {
    await openCase(page, 'QUIROGA', 'imaging')
    await waitForPicture(page)
    const opened: number[] = []
    const fetched: number[] = []
    const cold: number[] = []
    const warm: number[] = []
    const rates: number[] = []
    for (let run = 0; run < Math.max(OPENINGS, SCROLLS); run++) {
      // The page is loaded anew, so that no slice is decoded yet; it returns to the place it remembers.
      await page.waitForTimeout(600)
      await page.reload()
      await waitForPicture(page)
      await installProbe(page)
      fetched.push(await fetchSlice(page, prepared, run))
      opened.push(await clickToPixels(page))
      cold.push(await scroll(page))
      warm.push(await scroll(page))
      rates.push(await frameRate(page))
    }
    const windows = await changeWindows(page)
    const rate = median(rates)
    const first = median(opened)
    const p95 = quantile95(windows)
    return [
      { name: 'firstPixels', value: round(first), unit: 'ms', spread: round(spread(opened)), against: 'fetching the bytes of one slice in the same page', ratio: round(first / median(fetched)), goal: `≤ ${GOAL_FIRST_MS} ms`, ok: first <= GOAL_FIRST_MS },
      scrollResult('scroll', warm, rate),
      scrollResult('scrollCold', cold, rate),
      { name: 'windowLevel', value: round(median(windows)), unit: 'ms', spread: round(spread(windows)), against: 'one animation frame', ratio: round(median(windows) / (1000 / rate)), goal: `95 of 100 within ${GOAL_WINDOW_MS} ms`, ok: p95 <= GOAL_WINDOW_MS },
    ]
  } finally {
    await product.close()
    prepared.remove()
  }
}

function scrollResult(name: string, measured: readonly number[], rate: number): BenchResult {
  const value = median(measured)
  const share = value / rate
  return { name, value: round(value), unit: 'slices/s', spread: round(spread(measured)), against: 'animation frames of the same page', ratio: Number(share.toFixed(2)), goal: `ratio ≥ ${GOAL_SHARE}`, ok: share >= GOAL_SHARE }
}

/** Slices of the hilar mass, in May and October by turns. */
function fetchSlice(page: Page, { demo: { lungTruth } }: PreparedStore, run: number): Promise<number> {
  const at = lungTruth.lesions[0]?.timepoints[run % 2]
  const series = lungTruth.series.find(({ SeriesInstanceUID }) => SeriesInstanceUID === at?.SeriesInstanceUID)
  if (!at || !series) throw new Error('the demo has no lesion')
  const address = `/studies/${series.StudyInstanceUID}/series/${at.SeriesInstanceUID}/instances/${at.SOPInstanceUID}/frames/1`
  return page.evaluate(async (url) => {
    const began = performance.now()
    const answer = await fetch(url)
    const bytes = (await answer.arrayBuffer()).byteLength
    if (!answer.ok || bytes < 100_000) throw new Error('the slice was not given out')
    return performance.now() - began
  }, address)
}

/** Clicks a chest CT that is not on the stage. */
function clickToPixels(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const canvas = () => document.querySelector<HTMLCanvasElement>('[data-viewer="imaging"] canvas')
    const line = [...document.querySelectorAll<HTMLElement>('.i-line')].find((one) => !one.hasAttribute('aria-current') && one.textContent?.includes('CT ·'))
    const before = window.benchProbe.look(canvas())
    const began = performance.now()
    line?.click()
    const { ms } = await window.benchProbe.until(began, () => {
      const now = window.benchProbe.look(canvas())
      return now !== null && now !== before
    })
    return ms
  })
}

/** One key press per animation frame from the first slice; only pictures that changed count. */
function scroll(page: Page): Promise<number> {
  return page.evaluate(async (steps) => {
    const viewer = document.querySelector<HTMLElement>('[data-viewer="imaging"]')
    const canvas = viewer?.querySelector('canvas') ?? null
    const press = (key: string) => viewer?.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }))
    viewer?.focus()
    press('Home')
    await window.benchProbe.until(performance.now(), () => viewer?.dataset.shown === '0')
    let shown = window.benchProbe.look(canvas)
    let changed = 0
    const began = await window.benchProbe.frame()
    let now = began
    for (let step = 0; step < steps; step++) {
      press('ArrowDown')
      now = await window.benchProbe.frame()
      const next = window.benchProbe.look(canvas)
      if (next !== null && next !== shown) changed++
      shown = next
    }
    return changed / ((now - began) / 1000)
  }, STEPS)
}

/** Key to changed bytes, milliseconds each; begins with the lung window, as the series is opened with the soft tissue one. */
function changeWindows(page: Page): Promise<number[]> {
  return page.evaluate(async (count) => {
    const viewer = document.querySelector<HTMLElement>('[data-viewer="imaging"]')
    const canvas = viewer?.querySelector('canvas') ?? null
    viewer?.focus()
    const measured: number[] = []
    for (let n = 1; n <= count; n++) {
      await window.benchProbe.frame()
      const before = window.benchProbe.look(canvas)
      const key = String((n % 3) + 1)
      const began = performance.now()
      viewer?.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Digit${key}`, bubbles: true, cancelable: true }))
      const { ms } = await window.benchProbe.until(began, () => {
        const now = window.benchProbe.look(canvas)
        return now !== null && now !== before
      })
      measured.push(ms)
    }
    return measured
  }, WINDOWS)
}

function quantile95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}

const round = (value: number) => Number(value.toFixed(1))
