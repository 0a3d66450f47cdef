// From starting the process to a work list that can be used, without the seconds a person needs to type; and the memory a quiet case costs.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from '@playwright/test'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { BENCH_WINDOW, descendants, openBrowser, openCase, openProduct, residentMb, waitForPicture } from '../support/benchBrowser.ts'
import { prepareStore } from '../support/benchStore.ts'
import { BENCH_PASSPHRASE } from '../support/benchWorkstation.ts'
import { startHost } from '../support/startHost.ts'

export const names = ['start', 'memoryIdle']

const STARTS = 5
const IDLE_MS = 5000
const SAMPLES = 5
const GOAL_START_S = 3
const GOAL_IDLE_MB = 700

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore({ quickPassphrase: false })
  const browser = await openBrowser()
  try {
    const started: number[] = []
    const empty: number[] = []
    for (let run = 0; run < STARTS; run++) {
      empty.push(await openEmptyPage(browser))
      started.push(await startOnce(browser, prepared.directory))
    }
    await browser.close()
    const value = median(started)
    const memory = await measureIdle(prepared.directory)
    return [
      { name: 'start', value: Number(value.toFixed(2)), unit: 's', spread: Number(spread(started).toFixed(2)), against: 'loading an empty page in the same browser', ratio: Math.round(value / median(empty)), goal: `≤ ${GOAL_START_S} s, passphrase work included`, ok: value <= GOAL_START_S },
      ...memory,
    ]
  } finally {
    await browser.close()
    prepared.remove()
  }
}

/** Process start to the passphrase field, and passphrase sent to the first case on the screen. Seconds. */
async function startOnce(browser: Browser, directory: string): Promise<number> {
  const began = performance.now()
  const host = await startHost({ directory })
  const context = await browser.newContext({ viewport: BENCH_WINDOW, locale: 'en' })
  try {
    const page = await context.newPage()
    await page.goto(host.url)
    const field = page.locator('input[type="password"]')
    await field.waitFor()
    const asked = performance.now()
    await field.fill(BENCH_PASSPHRASE)
    const sent = performance.now()
    await page.locator('button[type="submit"]').click()
    await page.locator('.case-row').first().waitFor()
    return (asked - began + performance.now() - sent) / 1000
  } finally {
    await context.close()
    await host.stop()
  }
}

async function openEmptyPage(browser: Browser): Promise<number> {
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Empty</title><p>Empty'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const context = await browser.newContext({ viewport: BENCH_WINDOW })
  try {
    const page = await context.newPage()
    const began = performance.now()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.locator('p').waitFor()
    return (performance.now() - began) / 1000
  } finally {
    await context.close()
    server.closeAllConnections()
    server.close()
  }
}

/** Host process and page process together with a chest CT open; nothing where the system does not tell (not Linux). */
async function measureIdle(directory: string): Promise<BenchResult[]> {
  const product = await openProduct(directory, {}, [], true)
  try {
    await openCase(product.page, 'QUIROGA', 'imaging')
    await waitForPicture(product.page)
    await product.page.waitForTimeout(IDLE_MS)
    if (residentMb(process.pid) === null) return []
    const samples: number[] = []
    for (let n = 0; n < SAMPLES; n++) {
      const host = descendants(process.pid, 'browser.js').map((pid) => residentMb(pid) ?? 0)
      const pages = descendants(process.pid, '--type=renderer').map((pid) => residentMb(pid) ?? 0)
      samples.push(Math.max(0, ...host) + Math.max(0, ...pages))
      await product.page.waitForTimeout(300)
    }
    const value = median(samples)
    return [{ name: 'memoryIdle', value: Math.round(value), unit: 'MiB, host and page with a chest CT open', spread: Math.round(spread(samples)), against: null, ratio: null, goal: `≤ ${GOAL_IDLE_MB} MiB`, ok: value <= GOAL_IDLE_MB }]
  } finally {
    await product.close()
  }
}
