// A thin CT of 1,000 slices (524 MB of pixels) and one of 1,500: first picture, planes, memory of the page, no blank frame, the last slice.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchResult } from '../support/bench.ts'
import { descendants, openCase, openProduct, peakMb, waitForPicture } from '../support/benchBrowser.ts'
import { installProbe } from '../support/benchPixels.ts'
import { openPlanes, type Walk, walk } from '../support/benchPlanes.ts'
import { openBenchWorkstation, temporaryStore } from '../support/benchWorkstation.ts'
import { recordDemoIntake } from '../../src/main/core/demo/recordDemoIntake.ts'
import { slice } from '../support/dicomFile.ts'

export const names = ['first1000', 'mprFirst1000', 'mpr1000', 'blank1000', 'rss1000', 'end1500']

const SIDE = 512
const WALKED = 400
/** `rss` is 1.3 GB in MiB. */
const GOAL = { first: 500, mprFirst: 2_000, rss: 1_240 }

/** A body with ribs and noise that is never the same in two slices. */
function pixelsOf(n: number, noise: Uint8Array): Uint8Array {
  const values = new Uint16Array(SIDE * SIDE)
  for (let i = 0; i < values.length; i++) {
    const [x, y] = [(i % SIDE) - 256, (i >> 9) - 256]
    const r = Math.hypot(x / 1.3, y)
    const grain = noise[(i * 7 + n * 8191) % noise.length] as number
    values[i] = r < 180 ? (r > 165 && (n + (y >> 3)) % 20 < 8 ? 1500 : 1030) + (grain >> 2) : 24
  }
  return new Uint8Array(values.buffer)
}

function writeSeries(folder: string, series: string, date: string, count: number): void {
  const noise = Uint8Array.from({ length: 65_521 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 16) & 255)
  mkdirSync(folder, { recursive: true })
  for (let n = 0; n < count; n++) {
    const file = slice({
      study: `${series}.1`, series, instance: `${series}.${n + 10}`, number: n + 1, z: n * 0.6,
      extra: [
        [0x00080020, 'DA', date], [0x00280010, 'US', SIDE], [0x00280011, 'US', SIDE], [0x00280030, 'DS', '0.7\\0.7'], [0x00281050, 'DS', '40'], [0x00281051, 'DS', '400'], [0x00281052, 'DS', '-1024'], [0x00281053, 'DS', '1'],
        [0x7fe00010, 'OW', pixelsOf(n, noise)],
      ],
    })
    writeFileSync(join(folder, `I${n}`), file)
  }
}

/** A case with a short series, which opens by itself, and a long one. */
async function storeWith(count: number): Promise<{ directory: string; remove(): void }> {
  const [store, source] = [temporaryStore(), temporaryStore()]
  try {
    const folder = join(source.directory, `case-${count}`)
    writeSeries(join(folder, 'short'), '2.25.81', '20261029', 4)
    writeSeries(join(folder, 'long'), '2.25.82', '20260524', count)
    const station = await openBenchWorkstation({ directory: store.directory, quickPassphrase: true })
    try {
      await station.signUp()
      const { caseId } = await station.takeIn(folder)
      recordDemoIntake(station.core.work(), caseId)
    } finally {
      await station.stop()
    }
    return store
  } finally {
    rmSync(source.directory, { recursive: true, force: true })
  }
}

interface Seen {
  first: number
  mprFirst: number
  mpr: number
  walked: Walk
  rssMb: number | null
}

/** @param toEnd only the way to the last slice */
async function look(directory: string, count: number, toEnd: boolean): Promise<Seen & { last: string | null }> {
  const product = await openProduct(directory, {}, [], true)
  const { page } = product
  try {
    await openCase(page, 'RUIZ', 'imaging')
    await waitForPicture(page)
    await installProbe(page)
    const first = await page.evaluate(async (images) => {
      const canvas = () => document.querySelector<HTMLCanvasElement>('[data-viewer="imaging"] canvas')
      const before = window.benchProbe.look(canvas())
      const line = [...document.querySelectorAll<HTMLElement>('.i-line')].find((one) => one.textContent?.replace(/\D/gu, '').endsWith(String(images)))
      const began = performance.now()
      line?.click()
      const { ms } = await window.benchProbe.until(began, () => {
        const now = window.benchProbe.look(canvas())
        return now !== null && now !== before
      })
      return ms
    }, count)
    const viewer = page.locator('[data-viewer="imaging"]')
    const planes = toEnd ? { first: 0, whole: 0 } : await openPlanes(page, count / 8)
    if (!toEnd) {
      await page.keyboard.press('m')
      await viewer.waitFor()
      await waitForPicture(page)
    }
    const walked = await walk(page, '[data-viewer="imaging"]', toEnd ? 20 : WALKED)
    await viewer.press('End')
    await page.waitForFunction((last) => document.querySelector<HTMLElement>('[data-viewer="imaging"]')?.dataset.shown === last, String(count - 1))
    const peaks = descendants(process.pid, '--type=renderer').map(peakMb)
    return { first, mprFirst: planes.first, mpr: planes.whole, walked, rssMb: peaks.includes(null) ? null : Math.max(...peaks.map(Number)), last: await viewer.getAttribute('data-shown') }
  } finally {
    await product.close()
  }
}

export async function bench(): Promise<BenchResult[]> {
  const thousand = await seenIn(1_000, false)
  const more = await seenIn(1_500, true)
  const result = (name: string, value: number, unit: string, goal: string, ok: boolean): BenchResult => ({ name, value: Math.round(value), unit, spread: 0, against: null, ratio: null, goal, ok })
  return [
    result('first1000', thousand.first, 'ms, click to first picture of 1,000 slices', `< ${GOAL.first} ms`, thousand.first < GOAL.first),
    result('mprFirst1000', thousand.mprFirst, 'ms, key to three pictures of every eighth slice', `< ${GOAL.mprFirst} ms, coarse`, thousand.mprFirst < GOAL.mprFirst),
    result('mpr1000', thousand.mpr, 'ms, key to all 1,000 slices in three planes', 'told only', true),
    result('blank1000', thousand.walked.blank, `blank frames in ${WALKED} steps, ${Math.round(thousand.walked.rate)} slices/s`, '0', thousand.walked.blank === 0),
    ...(thousand.rssMb === null ? [] : [result('rss1000', thousand.rssMb, 'MiB, most of the page process', `< ${GOAL.rss} MiB`, thousand.rssMb < GOAL.rss)]),
    result('end1500', more.first, `ms to the first of 1,500 slices; slice ${Number(more.last) + 1} reached${more.rssMb === null ? '' : `, ${Math.round(more.rssMb)} MiB`}`, 'the last slice is shown', more.last === '1499'),
  ]
}

async function seenIn(count: number, toEnd: boolean) {
  const store = await storeWith(count)
  try {
    return await look(store.directory, count, toEnd)
  } finally {
    store.remove()
  }
}
