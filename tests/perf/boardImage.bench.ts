// The next key image on the room's screen: from the key to changed pixels, walking all key images of a case over its series and back.
import { type BenchResult, median, quantile95, spread } from '../support/bench.ts'
import { beginBoard, enterDesk, makeReady, markKeyImages } from '../support/benchBoard.ts'
import { openProduct } from '../support/benchBrowser.ts'
import { installProbe } from '../support/benchPixels.ts'
import { prepareStore } from '../support/benchStore.ts'
import { openBenchWorkstation } from '../support/benchWorkstation.ts'

export const names = ['boardImage']

const GOAL_MS = 100
/** There and back this often: the first way is the first time for each picture. */
const ROUNDS = 3
/** A patient's story is longer on the screen than this; the images are read meanwhile. */
const STORY_MS = 5_000

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore()
  const station = await openBenchWorkstation({ directory: prepared.directory })
  await station.unlock()
  await makeReady(station, prepared.caseId)
  const images = await markKeyImages(station, prepared.caseId)
  await beginBoard(station, prepared.caseId)
  await station.stop()
  const product = await openProduct(prepared.directory)
  const { page } = product
  try {
    await enterDesk(page)
    await page.keyboard.press('Shift+F9')
    await page.locator('.b-screen h1').waitFor()
    await installProbe(page)
    await page.waitForTimeout(STORY_MS)
    await page.keyboard.press('2')
    await page.waitForFunction(() => window.benchProbe.look(document.querySelector('.b-image canvas')) !== null)
    const taken = await page.evaluate(async ({ count, rounds }) => {
      const measured: number[] = []
      const way = [...Array<string>(count).fill('ArrowRight'), ...Array<string>(count).fill('ArrowLeft')]
      for (const key of Array.from({ length: rounds }, () => way).flat()) {
        await new Promise((resolve) => setTimeout(resolve, 300))
        const before = window.benchProbe.look(document.querySelector('.b-image canvas'))
        const began = performance.now()
        window.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }))
        const { ms } = await window.benchProbe.until(began, () => {
          const now = window.benchProbe.look(document.querySelector('.b-image canvas'))
          return now !== null && now !== before
        })
        measured.push(ms)
      }
      return measured
    }, { count: images - 1, rounds: ROUNDS })
    const p95 = quantile95(taken)
    return [{ name: 'boardImage', value: Math.round(p95), unit: `ms (95 of 100) to the next of ${images} key images over their series; first times among them; the slowest ${Math.round(Math.max(...taken))} ms`, spread: Math.round(spread(taken)), against: `median of the same run, ${Math.round(median(taken))} ms`, ratio: null, goal: `≤ ${GOAL_MS} ms`, ok: p95 <= GOAL_MS }]
  } finally {
    await product.close()
    prepared.remove()
  }
}
