// Long documents and many marks: frames while a thousand pages are scrolled through, what stays in memory, and a key to the mark on a page that has two thousand.
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Page } from '@playwright/test'
import PDFDocument from 'pdfkit'
import { saveAnnotation } from '../../src/shared/casedoc/edit.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { Highlight } from '../../src/shared/domain/annotation.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { goTo, openProduct, openTab } from '../support/benchBrowser.ts'
import { frameRate, installProbe } from '../support/benchPixels.ts'
import { openBenchWorkstation, temporaryStore } from '../support/benchWorkstation.ts'

export const names = ['pages1000', 'pages1000Memory', 'annotate']

const PAGES = 1000
const MARKS = 2000
const RUNS = 5
const GOAL_SHARE = 0.8
/** Pages whose picture is kept: the engine's own bound is ten, and those in view. */
const MOST_CANVASES = 24
const GOAL_MARK_MS = 100

export async function bench(): Promise<BenchResult[]> {
  const store = temporaryStore()
  const folder = join(store.directory, 'in')
  try {
    await writeLong(folder)
    await prepare(store.directory, folder)
    const product = await openProduct(store.directory)
    const { page } = product
    try {
      await goTo(page, 'worklist')
      await page.locator('.case-row').first().dblclick()
      await openTab(page, 'documents')
      await page.locator('.d-row').first().click()
      await page.locator('.textLayer span').first().waitFor()
      await installProbe(page)
      const marked = await annotate(page)
      return [...(await scrollThrough(page)), marked]
    } finally {
      await product.close()
    }
  } finally {
    store.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeLong(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const doc = new PDFDocument({ size: 'A4', margin: 56, autoFirstPage: false })
  const file = doc.pipe(createWriteStream(join(folder, 'historia_completa.pdf')))
  for (let n = 1; n <= PAGES; n++) {
    doc.addPage().fontSize(11).text(`Historia clinica, hoja ${n}. Paciente: Ana Ruiz Mora.`)
    for (let line = 0; line < 34; line++) doc.text(`Linea ${line + 1} de la hoja ${n}: evolucion sin cambios, tension 120/80, diuresis conservada.`)
  }
  doc.end()
  await finished(file)
}

/** The file in a case of its own, two thousand marks on its first page. */
async function prepare(directory: string, folder: string): Promise<void> {
  const station = await openBenchWorkstation({ directory, quickPassphrase: true })
  try {
    await station.signUp()
    const { caseId } = await station.takeIn(folder)
    const [document] = await station.client.cases.documents({ caseId })
    if (!document) throw new Error('the long file is not in the case')
    const { rooms, session } = station.core.work()
    const room = roomName({ kind: 'documentAnnotations', caseId })
    const origin = { actorId: session.user.id, room, tool: 'bench' }
    const at = '2026-11-22T10:00:00Z'
    await rooms.edit(room, origin, (doc) => {
      for (let n = 0; n < MARKS; n++) {
        const [x, y] = [60 + ((n * 37) % 440), 120 + ((n * 53) % 560)]
        saveAnnotation(doc, origin, Highlight.parse({
          id: newUuid(Date.now() + n), author: session.user.id, authorName: session.user.name, createdAt: at, changedAt: at, type: 'highlight', category: 'claim', note: '',
          anchor: { kind: 'passage', documentId: document.id, sha256: document.sha256, page: 1, rects: [[x, y, x + 30, y + 8]], quote: `M${n}` },
        }))
      }
    })
  } finally {
    await station.stop()
  }
}

/** Every page passes the window; frames are counted on the way. */
async function scrollThrough(page: Page): Promise<BenchResult[]> {
  const heap = () => page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1024 / 1024)
  const before = await heap()
  const rates: number[] = []
  const scrolled: number[] = []
  let canvases = 0
  for (let run = 0; run < RUNS; run++) {
    rates.push(await frameRate(page))
    const one = await page.evaluate(
      async ({ run, runs }) => {
        const pages = document.querySelector<HTMLElement>('.pdf-container')
        if (!pages) throw new Error('no pages')
        const [from, to] = [(pages.scrollHeight * run) / runs, (pages.scrollHeight * (run + 1)) / runs]
        const began = performance.now()
        let frames = 0
        let most = 0
        while (performance.now() - began < 4000) {
          pages.scrollTop = from + ((to - from) * (performance.now() - began)) / 4000
          await window.benchProbe.frame()
          frames++
          if (frames % 10 === 0) most = Math.max(most, document.querySelectorAll('.pdfViewer canvas').length)
        }
        return { rate: frames / ((performance.now() - began) / 1000), most }
      },
      { run, runs: RUNS },
    )
    scrolled.push(one.rate)
    canvases = Math.max(canvases, one.most)
  }
  const value = median(scrolled)
  const share = value / median(rates)
  const grown = Math.max(0, (await heap()) - before)
  return [
    { name: 'pages1000', value: Number(value.toFixed(1)), unit: `frames/s while ${PAGES} pages pass in ${RUNS * 4} s`, spread: Number(spread(scrolled).toFixed(1)), against: 'animation frames of the same page at rest', ratio: Number(share.toFixed(2)), goal: `ratio ≥ ${GOAL_SHARE}`, ok: share >= GOAL_SHARE },
    { name: 'pages1000Memory', value: canvases, unit: `page pictures kept at most, of ${PAGES} pages; the page's heap grew by ${Math.round(grown)} MiB`, spread: 0, against: null, ratio: null, goal: `≤ ${MOST_CANVASES}`, ok: canvases <= MOST_CANVASES },
  ]
}

/** Words are chosen, the key is pressed: until the mark stands on the page. */
async function annotate(page: Page): Promise<BenchResult> {
  await page.waitForFunction((count) => document.querySelectorAll('.mark-box').length >= count / 2, MARKS)
  const taken: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const line = page.locator('.textLayer span').filter({ hasText: `Linea ${run + 10} de la hoja 1:` }).first()
    await line.click({ clickCount: 3 })
    const known = await page.locator('.mark-box').count()
    await page.evaluate(() => {
      window.addEventListener('keydown', () => performance.mark('mark-key'), { once: true, capture: true })
    })
    const shown = page.evaluate(async (before) => (await window.benchProbe.until(0, () => document.querySelectorAll('.mark-box').length > before && performance.now() - (performance.getEntriesByName('mark-key').at(-1)?.startTime ?? 0))).value, known)
    await page.keyboard.press('h')
    taken.push(await shown)
  }
  const value = median(taken)
  return { name: 'annotate', value: Math.round(value), unit: `ms from the key to the mark, on a page with ${MARKS} marks`, spread: Math.round(spread(taken)), against: null, ratio: null, goal: `≤ ${GOAL_MARK_MS} ms`, ok: value <= GOAL_MARK_MS }
}
