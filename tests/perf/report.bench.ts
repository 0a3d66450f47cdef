// The report as its author feels it: a proof chip to its slice and to its page, and a key to the painted letter.
import type { Page } from '@playwright/test'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { openCase, openProduct } from '../support/benchBrowser.ts'
import { installProbe } from '../support/benchPixels.ts'
import { prepareStore } from '../support/benchStore.ts'

export const names = ['openProof', 'openProofPage', 'typing']

const OPENINGS = 7
const LETTERS = 120
const BETWEEN_MS = 35
const GOAL_PROOF_MS = 1000
const GOAL_TYPING_MS = 50

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore()
  const product = await openProduct(prepared.directory)
  const { page, browser } = product
  try {
    await openCase(page, 'QUIROGA', 'report')
    await installProbe(page)
    const slices = await openings(page, 'mm')
    const pages = await openings(page, ', p. ')
    await page.locator('#report-section-stage .prose').first().click()
    await page.keyboard.press('Control+End')
    const typed = await type(page)
    const blank = await browser.newPage()
    await blank.setContent('<div contenteditable style="font: 17px serif; width: 700px">text</div>')
    await blank.locator('div').click()
    const plain = await type(blank)
    const p95 = quantile95(typed)
    return [
      proofResult('openProof', slices),
      proofResult('openProofPage', pages),
      { name: 'typing', value: round(p95), unit: 'ms (95 of 100)', spread: round(spread(typed)), against: 'an empty editable page in the same browser', ratio: round(p95 / quantile95(plain)), goal: `≤ ${GOAL_TYPING_MS} ms`, ok: p95 <= GOAL_TYPING_MS },
    ]
  } finally {
    await product.close()
    prepared.remove()
  }
}

function proofResult(name: string, measured: readonly number[]): BenchResult {
  const value = median(measured)
  return { name, value: Math.round(value), unit: 'ms', spread: Math.round(spread(measured)), against: null, ratio: null, goal: `≤ ${GOAL_PROOF_MS} ms`, ok: value <= GOAL_PROOF_MS }
}

/** Click on a chip to its evidence on the screen: for a slice the measured one with its mark, for a page its drawn bytes with the marked passage. */
async function openings(page: Page, words: string): Promise<number[]> {
  const measured: number[] = []
  for (let run = 0; run < OPENINGS; run++) {
    await page.locator('#report-section-stage').scrollIntoViewIfNeeded()
    await page.locator('#report-section-stage .proof-chip').filter({ hasText: words }).first().waitFor()
    const ms = await page.evaluate(async (text) => {
      const chip = [...document.querySelectorAll<HTMLElement>('#report-section-stage .proof-chip')].find((one) => one.textContent?.includes(text))
      if (!chip) throw new Error('there is no such proof in the section')
      const began = performance.now()
      chip.click()
      const opened = await window.benchProbe.until(began, () => {
        const drawn = window.benchProbe.look(document.querySelector<HTMLCanvasElement>('.beside canvas'))
        const marked = document.querySelector('.beside .d-overlay line, .beside .d-overlay path, .beside [class*="mark-box"]')
        return drawn !== null && marked !== null
      })
      return opened.ms
    }, words)
    measured.push(ms)
    await page.locator('.beside button').nth(1).click()
    await page.locator('.beside').waitFor({ state: 'detached' })
  }
  return measured
}

/** Key event to the frame after the one that shows the letter, milliseconds each. */
async function type(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const measured: number[] = []
    let pressed: number | null = null
    addEventListener('keydown', (event) => {
      pressed = event.timeStamp
    }, true)
    // Not the input event: an editor may take the key itself. What counts is that the text on the page changed.
    new MutationObserver(() => {
      if (pressed === null) return
      const began = pressed
      pressed = null
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => measured.push(performance.now() - began)
        port2.postMessage(null)
      })
    }).observe(document.activeElement ?? document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { benchTyped: measured })
  })
  for (let n = 0; n < LETTERS; n++) {
    await page.keyboard.press(n % 6 === 5 ? 'Space' : 'abcdefghij'.charAt(n % 10))
    await page.waitForTimeout(BETWEEN_MS)
  }
  const measured = await page.evaluate(() => (window as unknown as { benchTyped: number[] }).benchTyped)
  if (measured.length < LETTERS * 0.9) throw new Error('letters were lost while typing')
  return measured
}

function quantile95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}

const round = (value: number) => Number(value.toFixed(1))
