// How long the window stands still while a bundle is taken in by the built product in a real browser: gaps between animation frames, from the choice of the folder to its result.
// Once with the demo's lung folder (a CD's worth of images and documents), once with archives of every family of the hostile corpus.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { openProduct } from '../support/benchBrowser.ts'
import { demoOnDisk } from '../support/benchDemo.ts'
import { openBenchWorkstation, temporaryStore } from '../support/benchWorkstation.ts'
import { hostileCorpus } from '../support/hostile/corpus.ts'
import { journeyWords } from '../support/journeyWords.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

export const names = ['importFrameGap', 'importFrameGapMax', 'hostileFrameGap', 'hostileFrameGapMax']

const RUNS = 3
const GOAL_MS = 50
const REST_MS = 2_000
/** Archives of one family: enough to meet every kind of refusal. */
const OF_FAMILY = 2

interface Frames {
  p99: number
  longest: number
}

export async function bench(): Promise<BenchResult[]> {
  const { lungFolder } = await demoOnDisk()
  const made = temporaryStore()
  const hostile = join(made.directory, 'hostile')
  writeHostile(hostile)
  const rest: Frames[] = []
  const taken: Record<'import' | 'hostile', Frames[]> = { import: [], hostile: [] }
  try {
    for (let run = 0; run < RUNS; run++) {
      const { directory, remove } = temporaryStore()
      const station = await openBenchWorkstation({ directory, quickPassphrase: true })
      await station.signUp()
      await station.core.stop()
      const product = await openProduct(directory)
      try {
        const { page } = product
        const words = await journeyWords('en')
        const list = new WorklistPage(page, words)
        // Nobody knows the passwords of the encrypted ones: the rest goes on without them.
        await page.addLocatorHandler(page.getByRole('button', { name: words.t('import.password.skip') }).first(), (skip) => skip.click())
        rest.push(await framesDuring(page, () => page.waitForTimeout(REST_MS)))
        for (const [name, folder] of [['import', lungFolder], ['hostile', hostile]] as const) {
          await list.go()
          taken[name].push(
            await framesDuring(page, async () => {
              await list.open('folder', folder)
              await list.waitForResult()
            }),
          )
        }
      } finally {
        await product.close()
        remove()
      }
    }
  } finally {
    made.remove()
  }
  const against = `the same page at rest, longest ${median(rest.map(({ longest }) => longest)).toFixed(1)} ms`
  const resultsOf = (name: 'import' | 'hostile'): BenchResult[] =>
    (['p99', 'longest'] as const).map((what) => {
      const values = taken[name].map((frames) => frames[what])
      const value = median(values)
      return { name: `${name}FrameGap${what === 'longest' ? 'Max' : ''}`, value: Number(value.toFixed(1)), unit: what === 'longest' ? 'ms, longest' : 'ms (99 of 100)', spread: Number(spread(values).toFixed(1)), against, ratio: Number((value / median(rest.map((frames) => frames[what]))).toFixed(1)), goal: `≤ ${GOAL_MS} ms`, ok: value <= GOAL_MS }
    })
  return [...resultsOf('import'), ...resultsOf('hostile')]
}

function writeHostile(folder: string): void {
  mkdirSync(folder)
  const seen = new Map<string, number>()
  for (const { family, archive } of hostileCorpus()) {
    const n = (seen.get(family) ?? 0) + 1
    seen.set(family, n)
    if (n <= OF_FAMILY) writeFileSync(join(folder, `${family.replaceAll(/\W+/g, '-')}-${n}.zip`), archive)
  }
}

async function framesDuring(page: Page, work: () => Promise<unknown>): Promise<Frames> {
  await page.evaluate(() => {
    const probe = { gaps: [] as number[], last: performance.now(), running: true }
    Object.assign(window, { frameGaps: probe })
    const frame = (at: number) => {
      probe.gaps.push(at - probe.last)
      probe.last = at
      if (probe.running) requestAnimationFrame(frame)
    }
    requestAnimationFrame((at) => {
      probe.last = at
      requestAnimationFrame(frame)
    })
  })
  await work()
  const gaps = await page.evaluate(() => {
    const { frameGaps } = window as unknown as { frameGaps: { gaps: number[]; running: boolean } }
    frameGaps.running = false
    return frameGaps.gaps
  })
  const sorted = gaps.toSorted((a, b) => a - b)
  if (sorted.length < 30) throw new Error(`only ${sorted.length} frames were seen`)
  return { p99: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN, longest: sorted.at(-1) ?? Number.NaN }
}
