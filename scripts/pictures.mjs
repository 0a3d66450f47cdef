// `npm run pictures [-- NAME...]`: walks the built product on a store made from the demo and writes docs/pictures/*.png, 1600 x 1000, as a person sees it.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { mkdirSync, statSync, writeFileSync } = await import('node:fs')
const { join } = await import('node:path')
const { beginBoard, enterDesk, makeReady, markKeyImages } = await import('../tests/support/benchBoard.ts')
const { followLesions } = await import('../tests/support/benchLesions.ts')
const { prepareStore } = await import('../tests/support/benchStore.ts')
const { openBenchWorkstation, temporaryStore } = await import('../tests/support/benchWorkstation.ts')
const { goTo, openCase, openProduct, openTab, waitForPicture } = await import('../tests/support/benchBrowser.ts')
const { toSmallPng } = await import('../tests/support/benchPng.ts')
const { demoStructures } = await import('../tests/support/structureFiles.ts')
const { ROOT } = await import('./run.mjs')

const FOLDER = join(ROOT, 'docs', 'pictures')
/** The demo's own present: dates on the screen stay the same whenever the pictures are taken. */
const NOW = Date.parse('2026-11-22T09:30:00Z')
const MOST_BYTES = 300 * 1000
/** As the clock of the board's screen shows. */
const MINUTES_ON_TABLE = 4
const LUNG = 'QUIROGA LASTRA'
const PARKINSON = 'SOLANO BRIHUEGA'

/** Store and screens live in one fixed moment; the page's clock is fixed too, timers run. */
const started = performance.now()
const prepared = await prepareStore({ all: true, now: () => NOW + (performance.now() - started) })
await withStation(() => NOW, (station) => followLesions(station, prepared.caseId, () => NOW))
const product = await openProduct(prepared.directory, { timezoneId: 'Europe/Madrid' })
const { page } = product
await page.clock.setFixedTime(NOW)
await page.reload()
await page.locator('.top').waitFor()

const caseRow = (text) => page.locator('.case-row').filter({ hasText: text })

/** In the order of one walk: each begins where the one before ended. */
const walk = {
  async worklist() {
    await goTo(page, 'worklist')
    await caseRow(LUNG).click()
    await page.locator('.preview').waitFor()
  },
  async quarantine() {
    await goTo(page, 'worklist')
    await caseRow(PARKINSON).click()
    await page.locator('.preview-link').first().click()
    await page.locator('.identity-table').waitFor()
  },
  async completeness() {
    await openCase(page, PARKINSON, 'overview')
    await page.locator('#case-room-intake').click()
    await page.locator('.intake-item').first().waitFor()
  },
  async import() {
    await page.locator('.intake-delivery').first().click()
    await page.getByRole('option').filter({ hasText: /PA000001/ }).first().click()
  },
  async quality() {
    await openCase(page, LUNG, 'overview')
    await page.locator('#case-room-intake').click()
    await page.locator('.intake-delivery').first().click()
    await page.locator('.import-quality').scrollIntoViewIfNeeded()
  },
  async 'document-desk'() {
    await openCase(page, LUNG, 'overview')
    await page.locator('#case-room-intake').click()
    await page.getByRole('button', { name: 'Put pages together' }).click()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.locator('.page-picture img').first().waitFor()
    await page.locator('.intake-arrange').scrollIntoViewIfNeeded()
  },
  async overview() {
    await openCase(page, LUNG, 'overview')
    await page.locator('.timeline-head').waitFor()
  },
  async documents() {
    await openTab(page, 'documents')
    await page.locator('.d-row').filter({ hasText: 'PETTC' }).click()
    await page.locator('.pdfViewer canvas').first().waitFor()
    await page.locator('.mark-flag').first().click()
  },
  async imaging() {
    await openTab(page, 'imaging')
    await waitForPicture(page)
    await page.locator('.i-line').filter({ hasText: 'TC tórax 2.5' }).click()
    await page.locator('.i-mark-line').filter({ hasText: 'T1 hilio derecho, octubre' }).last().click()
    await waitForPicture(page)
  },
  async comparison() {
    const viewer = page.locator('[data-viewer="imaging"]')
    await viewer.first().press('v')
    await page.waitForFunction(() => document.querySelectorAll('[data-viewer="imaging"]:not([data-shown=""])').length === 2)
    await viewer.first().press('l')
    for (let n = 0; n < 4; n++) await viewer.first().press('ArrowDown')
  },
  async fusion() {
    await page.locator('[data-viewer="imaging"]').first().press('v')
    await page.locator('.i-rail section', { has: page.locator('li', { hasText: 'PT ·' }) }).locator('.i-line', { hasText: 'CT ·' }).first().click()
    await waitForPicture(page)
    await page.locator('[data-viewer="imaging"]').first().press('m')
    await page.waitForFunction(() => document.querySelector('.i-planes')?.getAttribute('data-fused') === 'true' && !document.querySelector('[data-plane][data-coarse="true"]'))
  },
  async oblique() {
    for (let n = 0; n < 6; n++) await page.locator('[data-plane]').first().press('Shift+ArrowRight')
    await page.waitForFunction(() => !document.querySelector('[data-plane][data-coarse="true"]'))
  },
  async response() {
    await openTab(page, 'imaging')
    await page.locator('#case-room-response').click()
    await page.getByRole('button', { name: /^T1, 29 Oct 2026/ }).click()
    await page.locator('.rs-cellpanel').scrollIntoViewIfNeeded()
  },
  async 'response-spider'() {
    await chart('Each lesion')
  },
  async 'response-waterfall'() {
    await chart('Change per lesion')
  },
  async 'report-options'() {
    await openTab(page, 'report')
    await goToSection(13)
  },
  async 'report-comparison'() {
    await goToSection(12)
    await page.getByRole('button', { name: 'What patient and treating doctor read' }).click()
    await page.locator('.r-reading').getByText('Both opinions', { exact: true }).click()
    await page.locator('.r-reading article table').first().waitFor()
  },
  async 'report-patient'() {
    await page.locator('.r-reading').getByText('Patient', { exact: true }).click()
    await page.locator('.r-reading').getByText('English', { exact: true }).click()
    await page.locator('.r-reading article[lang="en"]').waitFor()
  },
  async report() {
    await page.locator('.r-reading-tools button').last().click()
    await goToSection(8)
  },
  async proof() {
    await page.locator('.proof-chip').filter({ hasText: 'octubre, 38' }).first().click()
    await waitForPicture(page)
  },
  async 'sign-off'() {
    await openTab(page, 'signOff')
    await page.locator('.pdfViewer canvas').first().waitFor({ timeout: 60_000 })
  },
  async light() {
    await goTo(page, 'settings')
    await page.getByText('Light', { exact: true }).click()
    await openCase(page, LUNG, 'report')
    await goToSection(8)
  },
  async 'light-worklist'() {
    await goTo(page, 'worklist')
    await caseRow(LUNG).click()
  },
  async spanish() {
    await goTo(page, 'settings')
    await page.getByText('Dark', { exact: true }).click()
    await page.getByText('Español', { exact: true }).click()
    await openCase(page, LUNG, 'overview')
    await page.locator('.timeline-head').waitFor()
  },
}

async function chart(name) {
  await page.locator('.rs-charts').getByText(name, { exact: true }).click()
  await page.locator('.rs-charts').scrollIntoViewIfNeeded()
}

async function goToSection(number) {
  await page.locator('.r-outline-entry').filter({ has: page.getByText(String(number), { exact: true }) }).first().click()
  await page.locator('.proof-chip').first().waitFor()
}

const wanted = process.argv.slice(2)
mkdirSync(FOLDER, { recursive: true })
let failed = 0
async function take(screen, name, go) {
  try {
    await go()
    // Pictures of screens at rest: fonts in, carets out, toasts gone.
    await screen.evaluate(() => document.fonts.ready)
    await screen.mouse.move(800, 994)
    await screen.waitForTimeout(900)
    if (wanted.length > 0 && !wanted.includes(name)) return
    const path = join(FOLDER, `${name}.png`)
    toSmallPng(await screen.screenshot({ animations: 'disabled', caret: 'hide' }), path, MOST_BYTES)
    process.stderr.write(`${name}.png ${Math.round(statSync(path).size / 1000)} kB\n`)
  } catch (error) {
    failed++
    process.stderr.write(`${name}: ${String(error).split('\n')[0]}\n`)
  }
}

async function withStation(now, work) {
  const station = await openBenchWorkstation({ directory: prepared.directory, now })
  try {
    await station.unlock()
    await work(station)
  } finally {
    await station.stop()
  }
}

/** A board changes the case it is about: its pictures are taken when all others are. */
async function takeBoard() {
  await withStation(() => NOW - MINUTES_ON_TABLE * 60_000, async (station) => {
    await makeReady(station, prepared.caseId)
    await markKeyImages(station, prepared.caseId)
    await beginBoard(station, prepared.caseId, new Date(NOW).toISOString())
  })
  const board = await openProduct(prepared.directory, { timezoneId: 'Europe/Madrid' })
  const screen = board.page
  await screen.clock.setFixedTime(NOW)
  await take(screen, 'board-desk', async () => {
    await enterDesk(screen)
    await screen.keyboard.press('2')
    await screen.waitForFunction(() => document.querySelector('.b-image [role="application"]')?.dataset.shown)
  })
  await take(screen, 'board-room', async () => {
    await screen.keyboard.press('Shift+F9')
    await screen.waitForFunction(() => document.querySelector('.b-screen .b-image [role="application"]')?.dataset.shown)
  })
  // As a wall of 4K shows it.
  await screen.setViewportSize({ width: 3840, height: 2160 })
  await take(screen, 'board-room-4k', async () => {
    await screen.keyboard.press('1')
    await screen.locator('.b-screen h1').waitFor()
  })
  await board.close()
}

/** Structures come as a later delivery: their pictures are taken when all others are. */
async function takeStructures() {
  const delivery = temporaryStore()
  for (const [name, bytes] of Object.entries(demoStructures(prepared.demo.lungTruth))) writeFileSync(join(delivery.directory, name), bytes)
  const station = await openBenchWorkstation({ directory: prepared.directory, now: () => NOW })
  await station.unlock()
  await station.takeIn(delivery.directory, prepared.caseId)
  await station.stop()
  delivery.remove()
  const reading = await openProduct(prepared.directory, { timezoneId: 'Europe/Madrid' })
  const screen = reading.page
  await screen.clock.setFixedTime(NOW)
  /** Only this set over the picture; the menu is closed again. */
  const lay = async (name) => {
    // In whichever language the walk has left the screen.
    await screen.getByRole('button', { name: /Structures|Estructuras/ }).click()
    for (const box of await screen.locator('.i-structures section > .mantine-Checkbox-root input').all()) if (await box.isChecked()) await box.uncheck()
    await screen.locator('.i-structures').getByLabel(name).check()
    await screen.locator('.i-structures ul li').first().waitFor()
    await screen.keyboard.press('Escape')
  }
  const settled = () => screen.waitForFunction(() => document.querySelector('.i-planes')?.getAttribute('data-complete') === 'true' && !document.querySelector('[data-plane][data-coarse="true"]'))
  await take(screen, 'structure-set', async () => {
    await openCase(screen, LUNG, 'imaging')
    await screen.locator('[data-viewer]').first().waitFor()
    // The planes of the walk are remembered.
    if ((await screen.locator('[data-plane]').count()) > 0) await screen.locator('[data-plane]').first().press('m')
    await waitForPicture(screen)
    await screen.locator('.i-mark-line').filter({ hasText: 'T1 hilio derecho, octubre' }).last().click()
    await waitForPicture(screen)
    await lay(/Volumes drawn for planning/)
    await screen.locator('[data-viewer="imaging"]').first().press('m')
    await settled()
  })
  await take(screen, 'segmentation', async () => {
    await lay(/Lesions, segmented/)
    await settled()
  })
  await reading.close()
}

// The board's pictures need nothing of the walk.
const isLater = (name) => name.startsWith('board') || name === 'structure-set' || name === 'segmentation'
if (wanted.length === 0 || !wanted.every(isLater)) for (const [name, go] of Object.entries(walk)) await take(page, name, go)
await product.close()
if (wanted.length === 0 || wanted.some((name) => name.startsWith('board'))) await takeBoard()
if (wanted.length === 0 || wanted.includes('structure-set') || wanted.includes('segmentation')) await takeStructures()
prepared.remove()
process.exit(failed > 0 ? 1 : 0)
