// Measuring, following and judging lesions (walk-through E1.5 to E1.12): every tool by hand, two dates, limits and rules, new lesion, outside value, axe, kill -9.
import { expect, type Page, test } from '@playwright/test'
import { violations } from '../support/journeyAxe.ts'
import { CINE_NAME, CT_NAME, FOLLOW_UP_NAME, PATIENT, PET_NAME, writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import type { JourneyWords } from '../support/journeyWords.ts'
import { openKeepingArchive, type OtherAnswer } from '../support/dicomWebServer.ts'
import { openSignedUp } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { DocumentsPage } from '../support/pages/documentsPage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { ReportPage } from '../support/pages/reportPage.ts'
import { ResponsePage } from '../support/pages/responsePage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

test('a lesion measured on two dates becomes a response a clinic can stand behind', async ({ browser }) => {
  test.setTimeout(510_000)
  const bundle = await writeJourneyBundle({ language: 'en', followUp: true, pet: true })
  const workstation = await openSignedUp(browser, 'en')
  const { words } = workstation
  const archive = await openKeepingArchive((_uid, nth) => archiveAnswers(nth))
  try {
    const list = new WorklistPage(workstation.page, words)
    await list.open('folder', bundle.folder)
    await list.waitForResult()
    await list.openImportedCase()
    await test.step('every tool is drawn by hand, moved by key and taken back', () => everyTool(workstation.page, words))
    await test.step('an image without a spacing gets one from a known length', () => calibrate(workstation.page, words))
    await test.step('a line on a plane is measured in the patient', () => onPlanes(workstation.page, words))
    await test.step('measure and follow on two dates', () => followOnTwoDates(workstation.page, words))
    await test.step('E1.5 the short axis of a node counts, and 9 mm is of normal size', () => normalNode(workstation.page, words))
    await test.step('limits are refused with their reason', () => limits(workstation.page, words))
    await test.step('a rule of ours is named and can be changed', () => ruleOfOurs(workstation.page, words))
    await test.step('uptake on PET at two dates becomes a trend with its table', () => uptake(workstation.page, words))
    await test.step('a new lesion: equivocal is nothing, unequivocal is progression', () => newLesion(workstation.page, words))
    await test.step('E1.9 ours against the value of their letter, with the chip into it', () => outside(workstation.page, words))
    await test.step('E1.11 the reading stands in the report, its values lead to their frames', () => intoReport(workstation.page, words))
    const views = await test.step('E1.10 four key images with their views', () => keyImages(workstation.page, words))
    const slanting = await test.step('two axes on a slanting plane', () => slantingMark(workstation.page, words))
    await test.step('a key image proves a sentence: its chip shows the slice, opens the view and takes the next one', () => citeKeyImage(workstation.page, words, views))
    await test.step('own marks go to the image archive: stopped, refused by silence, confirmed', () => sendToArchive(workstation.page, words, archive))
    await test.step('no machine-found barrier, dark and light', () => barriers(workstation.page, words))
    await expect(workstation.page.getByText(words.like('shell.savedAt'))).toBeVisible()
    await workstation.page.waitForTimeout(1_000)
    await workstation.killAndReopen()
    await expect(new CasePage(workstation.page, words).banner()).toContainText(PATIENT.shown)
    const again = new ResponsePage(workstation.page, words)
    await expect(again.cell('T1', 1)).toBeVisible()
    await expect(again.summary()).toContainText(words.t('response.words.PD'))
    await test.step('E1.10 the views are there again', () => sameViews(workstation.page, words, views))
    await test.step('the mark on the slanting plane is on it again', () => slantingAgain(workstation.page, words, slanting))
    await test.step('the objects are those the archive has confirmed', () => confirmedAgain(workstation.page, words, archive))
    await new CasePage(workstation.page, words).go('response')
    // The last step before the crash was the outside value: it can still be taken back.
    const outsideColumn = workstation.page.getByRole('columnheader', { name: words.t('response.outside') })
    await expect(outsideColumn).toBeVisible()
    await workstation.page.getByRole('button', { name: words.t('response.undo') }).click()
    await expect(outsideColumn).toHaveCount(0)
  } finally {
    await workstation.discard()
    await archive.close()
    bundle.discard()
  }
})

/** Stands in the pathology letter of the bundle. */
const STATED = 'Biopsia guiada por TC, tres cilindros. Tumor de 24 mm en la pieza mayor.'
const STATED_MM = 24

/** Fractions of the viewer; what each tool must say is in the units it may use. */
const TOOLS = [
  ['a', [[0.3, 0.3], [0.4, 0.3]], /90\.0°/],
  ['Shift+A', [[0.5, 0.3], [0.62, 0.3]], /0\.0°/],
  ['e', [[0.3, 0.5], [0.4, 0.62]], /mm² [\d.−]+ ± [\d.]+ HU/],
  ['Shift+E', [[0.5, 0.5], [0.6, 0.62]], /mm² [\d.−]+ ± [\d.]+ HU/],
  ['q', [[0.72, 0.7], [0.8, 0.7], [0.8, 0.8], [0.72, 0.8]], /mm²/],
  ['j', [[0.3, 0.8], [0.38, 0.85]], /M6/],
  ['t', [[0.55, 0.88], [0.55, 0.88]], /M7/],
] as const

async function everyTool(page: Page, words: JourneyWords): Promise<void> {
  const imaging = new ImagingPage(page)
  await new CasePage(page, words).go('imaging')
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  for (const [keys, points, says] of TOOLS) expect(await imaging.draw(keys, points), keys).toMatch(says)
  await takePicture(page, 'response-tools')
  expect.soft(await violations(page), 'tools').toEqual([])
  // The ellipse again on the next slice, 5 mm on: 522.5 mm² twice is 5.2 cm³.
  await imaging.marks().nth(2).getByRole('button').first().click()
  await page.getByRole('button', { name: words.t('imaging.volume.continue') }).press('Enter')
  await expect(imaging.marks()).toHaveCount(TOOLS.length + 1)
  // The keyboard stays on the button for the slice after it.
  await expect(page.getByRole('button', { name: words.t('imaging.volume.continue') })).toBeFocused()
  await expect(page.getByText(words.like('imaging.volume.of'))).toContainText(/5\.2\d\scm³/)
  await takePicture(page, 'response-volume')
  // The first end of the angle, moved by keys: another angle, and back by undo.
  await imaging.marks().first().getByRole('button').first().click()
  await imaging.viewer().getByRole('button', { name: words.like('imaging.endOf') }).first().focus()
  for (let n = 0; n < 3; n++) await page.keyboard.press('Shift+ArrowUp')
  await expect(imaging.marks().first()).not.toContainText('90.0°')
  // Its label, moved by a key and by hand, says the same elsewhere; each is a step to take back.
  const label = imaging.viewer().getByRole('button', { name: words.t('imaging.labelOf', { name: 'M1' }) })
  const place = async () => (await label.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const before = await place()
  await label.press('Shift+ArrowDown')
  await expect.poll(async () => Math.round((await place()).y - before.y)).toBe(10)
  await page.mouse.move(before.x + before.width / 2, before.y + 20)
  await page.mouse.down()
  await page.mouse.move(before.x + before.width / 2 + 60, before.y + 50, { steps: 3 })
  await page.mouse.up()
  await expect.poll(async () => [Math.round((await place()).x - before.x), Math.round((await place()).y - before.y)]).toEqual([60, 40])
  for (let n = 0; n < TOOLS.length + 6; n++) await imaging.press('Control+z')
  await expect(imaging.marks()).toHaveCount(0)
}

async function calibrate(page: Page, words: JourneyWords): Promise<void> {
  const imaging = new ImagingPage(page)
  await imaging.openSeries(new RegExp(CINE_NAME, 'u'))
  expect(await imaging.measure('length', [0.3, 0.5], [0.6, 0.5])).toMatch(/px/)
  await page.getByRole('button', { name: words.t('imaging.calibration.begin') }).click()
  await page.getByLabel(words.t('imaging.calibration.mm')).fill('25')
  await page.getByLabel(words.t('imaging.calibration.reason')).fill('catheter of known length')
  await page.getByRole('button', { name: words.t('imaging.calibration.keep') }).click()
  await expect(imaging.marks().last()).toContainText(/25\.0\smm/)
  await expect(imaging.marks().last()).toContainText(words.t('imaging.source.userCalibration'))
  await takePicture(page, 'response-calibration')
  for (let n = 0; n < 2; n++) await imaging.press('Control+z')
  await expect(imaging.marks()).toHaveCount(0)
}

async function onPlanes(page: Page, words: JourneyWords): Promise<void> {
  const imaging = new ImagingPage(page)
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  await imaging.press('m')
  const coronal = page.locator('[data-plane]').nth(1)
  await coronal.focus()
  await page.keyboard.press('d')
  const box = await coronal.boundingBox()
  if (!box) throw new Error('no plane')
  await page.mouse.move(box.x + box.width * 0.35, box.y + box.height * 0.5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 4 })
  await page.mouse.up()
  await expect(imaging.marks()).toHaveCount(1)
  await expect(imaging.marks()).toContainText(words.t('imaging.panel.onPlane'))
  await expect(imaging.marks()).toContainText(words.t('imaging.source.patientCoordinates'))
  await expect(coronal.locator('[data-measurement="M1"]')).toBeVisible()
  // A region on the same plane: what it says of the values inside, moved by its end, gone to from the list on the plane it was drawn on.
  await coronal.focus()
  await page.keyboard.press('e')
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.55)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.7, { steps: 4 })
  await page.mouse.up()
  const region = coronal.locator('[data-measurement="M2"]')
  await expect(region).toContainText(/mm²/u)
  await expect(region).toContainText(/±.*HU/u)
  const before = await region.textContent()
  const end = region.getByRole('button').last()
  await end.focus()
  await end.press('Shift+ArrowRight')
  await expect(region).not.toHaveText(before ?? '')
  await page.keyboard.press('PageDown')
  await expect(region).toHaveCount(0)
  await page.getByRole('button', { name: words.t('imaging.panel.show', { name: 'M2' }) }).click()
  await expect(region).toBeVisible()
  await takePicture(page, 'response-planes')
  // Away from the planes one key is enough: they open where the region lies and the next cut has its outline. Hidden, it is counted on its plane.
  await coronal.focus()
  await page.keyboard.press('m')
  await imaging.waitForPicture()
  await imaging.press('Shift+N')
  await expect(imaging.marks()).toHaveCount(3)
  await expect(coronal.locator('[data-measurement="M2"]')).toHaveCount(1)
  await page.getByRole('button', { name: words.t('imaging.panel.hideMark', { name: 'M2' }) }).click()
  await expect(coronal).toContainText(words.t('imaging.hiddenMarks', { count: 1 }))
  await expect(page.getByText(`3 · ${words.t('imaging.hiddenMarks', { count: 1 })}`)).toBeVisible()
  await coronal.focus()
  // Hidden, the next cut, the region, its move and the line.
  for (let n = 0; n < 5; n++) await page.keyboard.press('Control+z')
  await expect(imaging.marks()).toHaveCount(0)
  await page.keyboard.press('m')
  await imaging.waitForPicture()
}

/** Two axes on a plane that keeps to no axis of the patient; in words as the list and the picture say it. */
async function slantingMark(page: Page, words: JourneyWords): Promise<string> {
  const imaging = new ImagingPage(page)
  await imaging.press('m')
  const plane = page.locator('[data-plane]')
  await expect(page.locator('.i-planes')).toHaveAttribute('data-complete', 'true')
  await plane.nth(1).focus()
  for (const keys of ['Shift+ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(keys)
  await plane.first().focus()
  await page.keyboard.press('Shift+B')
  await expect(plane.first()).toContainText(words.t('planes.oblique'))
  await expect(imaging.marks().last()).toContainText(words.t('imaging.panel.onPlane'))
  const says = await imaging.marks().last().innerText()
  await page.keyboard.press('m')
  await imaging.waitForPicture()
  return says
}

/** Gone to from the list after a crash: the same words, on the plane it was drawn on, whole. */
async function slantingAgain(page: Page, words: JourneyWords, says: string): Promise<void> {
  const imaging = new ImagingPage(page)
  const line = imaging.marks().filter({ hasText: words.t('imaging.panel.onPlane') })
  await line.getByRole('button').first().click()
  const [name = ''] = /M\d+/u.exec(says) ?? []
  await expect(page.locator(`[data-plane] [data-measurement="${name}"]`)).toHaveCount(1)
  await expect(page.locator('[data-plane]').first()).toContainText(words.t('planes.oblique'))
  expect((await line.innerText()).split('\n').slice(0, 2)).toEqual(says.split('\n').slice(0, 2))
  await takePicture(page, 'response-plane-after-crash')
  await page.locator('[data-plane]').first().focus()
  await page.keyboard.press('m')
  await imaging.waitForPicture()
}

async function followOnTwoDates(page: Page, words: JourneyWords): Promise<void> {
  const imaging = new ImagingPage(page)
  await new CasePage(page, words).go('imaging')
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  await imaging.measure('bidirectional', [0.25, 0.4], [0.42, 0.4])
  await page.getByRole('button', { name: words.t('response.imaging.followNew') }).click()
  await page.getByRole('button', { name: words.t('response.follow') }).click()
  await expect(imaging.marks().first()).toContainText('T1')
  await imaging.openSeries(new RegExp(FOLLOW_UP_NAME, 'u'))
  await imaging.measure('bidirectional', [0.28, 0.4], [0.42, 0.4])
  await page.getByRole('button', { name: words.t('response.imaging.accept', { name: 'T1' }) }).click()
  await takePicture(page, 'response-imaging')

  const response = new ResponsePage(page, words)
  await new CasePage(page, words).go('response')
  const [before, after] = [await numberIn(response.cell('T1', 0)), await numberIn(response.cell('T1', 1))]
  expect(after).toBeLessThan(before)
  // 0.14 of 0.17 of the picture: -17.6 %, stable.
  await expect(response.summary()).toContainText(words.t('response.words.SD'))
  expect(((after - before) / before) * 100).toBeCloseTo(-17.6, 0)
  for (const part of ['sum', 'vsBaseline', 'vsNadir']) await expect(page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: words.t(`response.${part}`) }) }).last()).toContainText(part === 'sum' ? '37.9' : '17.6')
  await takePicture(page, 'response-table')
  for (const chart of ['spider', 'waterfall'] as const) {
    await page.getByText(words.t(`response.chart.${chart}`), { exact: true }).click()
    await expect(page.getByRole('img', { name: words.t(`response.chart.${chart}`) })).toBeVisible()
    await takePicture(page, `response-${chart}`)
  }
}

/** E1.5: the short axis of a node is the value that counts; 9 mm is a node of normal size. */
async function normalNode(page: Page, words: JourneyWords): Promise<void> {
  const [open, imaging, response] = [new CasePage(page, words), new ImagingPage(page), new ResponsePage(page, words)]
  await open.go('imaging')
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  // 46.0 mm were 0.17 of the viewer.
  await imaging.measure('bidirectional', [0.6, 0.5], [0.6 + (18 / 46) * 0.17, 0.5])
  await page.getByRole('button', { name: words.t('response.imaging.followNew') }).click()
  await response.choose(words.t('response.role'), words.t('response.roles.nonTarget'))
  await response.choose(words.t('response.organ'), words.t('response.organs.lymphNode'))
  await page.getByRole('button', { name: words.t('response.follow') }).click()
  const line = imaging.marks().filter({ hasText: 'NT1' })
  await expect(line).toContainText(words.t('response.imaging.nodeShort', { mm: '9.0' }))
  await expect(line).toContainText(words.t('response.imaging.nodeNormal'))
  await takePicture(page, 'response-node')
  for (let n = 0; n < 2; n++) await imaging.press('Control+z')
  await expect(line).toHaveCount(0)
  await open.go('response')
  await page.getByRole('button', { name: words.t('response.undo') }).click()
  await expect(page.getByRole('rowheader').filter({ hasText: /^NT1/u })).toHaveCount(0)
}

async function limits(page: Page, words: JourneyWords): Promise<void> {
  const response = new ResponsePage(page, words)
  await response.addLesion('target', 'lung')
  await response.addLesion('target', 'lung')
  await response.expectRefused('tooManyTargetsInOrgan')
  await response.addLesion('target', 'liver')
  await response.addLesion('target', 'liver')
  await response.addLesion('target', 'bone')
  await response.addLesion('target', 'kidney')
  await response.expectRefused('tooManyTargets')
  for (let n = 0; n < 4; n++) await page.getByRole('button', { name: words.t('response.undo') }).click()
  await expect(page.getByRole('rowheader').filter({ hasText: /^T[2-5]/u })).toHaveCount(0)
}

async function ruleOfOurs(page: Page, words: JourneyWords): Promise<void> {
  const response = new ResponsePage(page, words)
  for (let n = 0; n < 2; n++) await response.addLesion('target', 'lymphNode')
  await response.addLesion('target', 'lymphNode')
  await response.expectRefused('tooManyTargetsInOrgan')
  const rule = page.getByRole('switch', { name: words.t('response.settings.nodesAreOneOrgan') })
  await expect(rule).toBeChecked()
  await rule.click()
  await expect(rule).not.toBeChecked()
  for (let n = 0; n < 3; n++) await page.getByRole('button', { name: words.t('response.undo') }).click()
  await expect(rule).toBeChecked()
  await expect(page.getByRole('rowheader').filter({ hasText: /^T[2-5]/u })).toHaveCount(0)
}

interface View {
  slice: number
  window: string
}

async function viewNow(imaging: ImagingPage): Promise<View> {
  const text = (await imaging.viewer().locator('svg').first().textContent()) ?? ''
  return { slice: await imaging.shownSlice(), window: /W\s[\d,.]+\s+L\s[−\d,.]+/u.exec(text)?.[0] ?? 'none' }
}

async function keyImages(page: Page, words: JourneyWords): Promise<View[]> {
  await new CasePage(page, words).go('imaging')
  const imaging = new ImagingPage(page)
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  const views: View[] = []
  for (const [n, preset] of ['1', '2', '3', '4'].entries()) {
    await imaging.press('ArrowDown')
    await imaging.press(preset)
    await imaging.press('k')
    await expect(imaging.marks().filter({ hasText: words.t('imaging.keyImageLabel', { n: n + 1 }) })).toHaveCount(1)
    views.push(await viewNow(imaging))
  }
  expect(new Set(views.map(({ window }) => window)).size).toBe(4)
  return views
}

async function sameViews(page: Page, words: JourneyWords, views: readonly View[]): Promise<void> {
  await new CasePage(page, words).go('imaging')
  const imaging = new ImagingPage(page)
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  for (const [n, view] of views.entries()) {
    await imaging.marks().filter({ hasText: words.t('imaging.keyImageLabel', { n: n + 1 }) }).getByRole('button').first().click()
    await expect.poll(() => viewNow(imaging)).toEqual(view)
  }
  await takePicture(page, 'response-key-images')
}

async function citeKeyImage(page: Page, words: JourneyWords, views: readonly View[]): Promise<void> {
  const [open, imaging, report] = [new CasePage(page, words), new ImagingPage(page), new ReportPage(page, words)]
  const line = imaging.marks().filter({ hasText: words.t('imaging.keyImageLabel', { n: 2 }) })
  await line.getByRole('button').first().click()
  await line.getByRole('button', { name: words.like('imaging.panel.use') }).click()
  await open.go('report')
  await report.write('imaging', 'No further mass is seen here')
  await report.insertProof(new RegExp(words.t('imaging.keyImageLabel', { n: 2 }), 'u'))
  const chips = report.text('imaging').locator('[data-proof]')
  await expect(chips).toHaveCount(1)
  await chips.hover()
  const picture = page.getByRole('tooltip').getByRole('img')
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(420)
  await takePicture(page, 'response-key-image-chip')
  await page.keyboard.press('Escape')
  await chips.click()
  await imaging.waitForPicture()
  await expect.poll(() => viewNow(imaging)).toEqual(views[1])
  // From the slice beside straight behind the caret: a key image of what is shown, by one key.
  await report.text('imaging').click()
  await page.keyboard.press('Control+End')
  await imaging.press('ArrowDown')
  await imaging.press('ArrowDown')
  await imaging.press('ArrowDown')
  await imaging.press('Enter')
  await expect(chips).toHaveCount(2)
  await takePicture(page, 'response-cited')
  await open.go('imaging')
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  await line.getByRole('button').first().click()
  await expect(line.getByText(words.t('documents.uses.title'))).toBeVisible()
  await expect(line.getByText('No further mass is seen here')).toBeVisible()
  await takePicture(page, 'response-mark-uses')
}

/** Six requests: the first object is kept, the second waits until it is stopped, then three breaks; what comes after is kept. */
function archiveAnswers(nth: number): OtherAnswer | Promise<OtherAnswer> {
  if (nth === 2) return new Promise(() => {})
  return nth >= 3 && nth <= 5 ? 'cutOff' : null
}

async function sendToArchive(page: Page, words: JourneyWords, archive: Awaited<ReturnType<typeof openKeepingArchive>>): Promise<void> {
  const name = 'Hospital'
  await page.getByRole('button', { name: words.t('imaging.archive.open') }).click()
  const setUp = page.getByRole('region', { name: words.t('imaging.archive.title') })
  await setUp.getByLabel(words.t('imaging.archive.name'), { exact: true }).fill(name)
  await setUp.getByLabel(words.t('imaging.archive.address')).fill(archive.url)
  await setUp.getByRole('button', { name: words.t('common.save'), exact: true }).click()
  await setUp.getByRole('button', { name: words.t('common.close'), exact: true }).click()
  const box = page.getByRole('region', { name: words.t('imaging.export.title') })
  await box.getByRole('button', { name: words.t('imaging.export.make') }).click()
  const objects = box.getByRole('listitem')
  await expect(objects.first()).toBeVisible()
  const total = await objects.count()
  await box.getByRole('button', { name: words.t('imaging.send.count', { count: total, name }) }).click()
  await expect(box.getByText(words.t('imaging.send.running', { done: 1, total, name }))).toBeVisible()
  await takePicture(page, 'response-send-running')
  await box.getByRole('button', { name: words.t('imaging.archive.stop') }).click()
  await expect(box.getByText(words.t('imaging.send.stopped', { done: 1, total, name }))).toBeVisible()
  await expect(box.getByText(words.like('imaging.export.kept'))).toHaveCount(1)
  // What it has confirmed is not sent again.
  const rest = total - 1
  const again = box.getByRole('button', { name: words.t('imaging.send.count', { count: rest, name }) })
  await again.click()
  await expect(box.getByText(words.t('imaging.send.unreachable', { done: 0, total: rest, name }))).toContainText('ARCHIVE_UNREACHABLE', { timeout: 15_000 })
  await takePicture(page, 'response-send-away')
  await again.click()
  await expect(box.getByText(words.t('imaging.send.done', { count: rest, name }))).toBeVisible()
  await expect(box.getByText(words.like('imaging.export.kept'))).toHaveCount(total)
  expect(archive.kept.size).toBe(total)
  await takePicture(page, 'response-send-done')
  expect.soft(await violations(page), 'sent').toEqual([])
}

async function confirmedAgain(page: Page, words: JourneyWords, archive: Awaited<ReturnType<typeof openKeepingArchive>>): Promise<void> {
  const box = page.getByRole('region', { name: words.t('imaging.export.title') })
  await box.getByRole('button', { name: words.t('imaging.export.make') }).click()
  await expect(box.getByText(words.like('imaging.export.kept'))).toHaveCount(archive.kept.size)
  await expect(box.getByText(words.t('imaging.send.holdsAll', { name: 'Hospital' }))).toBeVisible()
}

async function intoReport(page: Page, words: JourneyWords): Promise<void> {
  await page.getByRole('button', { name: words.t('response.intoReport.put') }).click()
  await expect(page.getByText(words.t('response.intoReport.added'))).toBeVisible()
  const open = new CasePage(page, words)
  await open.go('report')
  const section = await new ReportPage(page, words).goTo('imaging')
  const table = section.getByRole('figure')
  await expect(table).toContainText('PD')
  await expect(table).toContainText(words.t('report.lesions.current'))
  for (const kind of ['sum', 'waterfall'] as const) {
    await table.getByRole('checkbox', { name: words.t(`response.chart.${kind}`) }).click()
    await expect(table.getByRole('checkbox', { name: words.t(`response.chart.${kind}`) })).toBeChecked()
  }
  await expect(table.getByRole('img')).toHaveCount(2)
  await expect(table.getByRole('img').first()).toHaveAccessibleName(/46\.0.*37\.9/u)
  await table.getByRole('img').last().scrollIntoViewIfNeeded()
  await takePicture(page, 'response-report-charts')
  await table.scrollIntoViewIfNeeded()
  await takePicture(page, 'response-report')
  expect.soft(await violations(page), 'report').toEqual([])
  await table.getByRole('button', { name: /46/u }).click()
  const beside = new ImagingPage(page)
  await beside.waitForPicture()
  await expect(beside.viewer().locator('[data-measurement="T1"]')).toBeVisible()
  await takePicture(page, 'response-report-frame')
  await open.go('response')
}

async function barriers(page: Page, words: JourneyWords): Promise<void> {
  await new CasePage(page, words).go('response')
  for (const scheme of ['first', 'other']) {
    expect.soft(await violations(page), scheme).toEqual([])
    await page.getByRole('button', { name: words.like('shell.user.menu') }).click()
    await page.getByRole('menuitem', { name: words.t('shell.user.theme') }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
    await takePicture(page, `response-scheme-${scheme}`)
  }
}

async function uptake(page: Page, words: JourneyWords): Promise<void> {
  const imaging = new ImagingPage(page)
  for (const name of PET_NAME) {
    await new CasePage(page, words).go('imaging')
    await imaging.openSeries(new RegExp(name, 'u'))
    expect(await imaging.draw('e', [[0.47, 0.47], [0.53, 0.53]])).toMatch(/SUVbw/u)
    await page.getByRole('combobox', { name: words.t('response.imaging.lesion'), exact: true }).click()
    await page.getByRole('option', { name: /^T1/u }).click()
  }
  await new CasePage(page, words).go('response')
  await page.getByText(words.t('response.chart.suv'), { exact: true }).click()
  await expect(page.getByRole('img', { name: words.t('response.chart.suv') })).toBeVisible()
  // 8000 and 4000 Bq/ml of 70 MBq in 70 kg; the sum of diameters does not change.
  await expect(page.getByRole('row', { name: /T1.*8\.00.*4\.00/u })).toBeVisible()
  await expect(new ResponsePage(page, words).summary()).toContainText(words.t('response.words.SD'))
  await takePicture(page, 'response-suv')
}

async function newLesion(page: Page, words: JourneyWords): Promise<void> {
  const response = new ResponsePage(page, words)
  await response.addLesion('new', 'bone')
  await expect(response.cell('N1', 0)).toContainText(words.t('response.notYet'))
  await response.cell('N1', 1).click()
  await response.choose(words.t('response.state'), words.t('response.states.equivocal'))
  await expect(response.summary()).toContainText(words.t('response.words.SD'))
  await response.choose(words.t('response.state'), words.t('response.states.unequivocal'))
  await expect(response.summary()).toContainText(words.t('response.words.PD'))
}

async function outside(page: Page, words: JourneyWords): Promise<void> {
  const response = new ResponsePage(page, words)
  const open = new CasePage(page, words)
  const documents = new DocumentsPage(page, words)
  await open.go('documents')
  await documents.open('anatomia patologica')
  await documents.highlight(STATED, 'their size of T1')
  await open.go('response')
  await response.cell('T1', 1).click()
  const ours = await numberIn(response.cell('T1', 1))
  await page.getByLabel(words.t('response.outsideMm'), { exact: true }).fill(String(STATED_MM))
  await page.getByLabel(words.t('response.outsideProof'), { exact: true }).first().click()
  await page.getByRole('option', { name: /Biopsia guiada/u }).click()
  await page.getByRole('button', { name: words.t('response.outsideKeep') }).click()
  await expect(page.getByText(words.t('response.grade.major'))).toBeVisible()
  // 37.9 against the 24 of their letter: said in millimetres, too.
  await expect(response.summary()).toContainText(`+${(ours - STATED_MM).toFixed(1)}`)
  await takePicture(page, 'response-outside')
  // The chip leads to the words of the letter, and back.
  await response.summary().getByRole('button', { name: /Biopsia guiada/u }).click()
  await expect(documents.reader()).toBeVisible()
  await expect(page.locator('.d-highlight')).toHaveCount(1)
  await takePicture(page, 'response-outside-letter')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(response.cell('T1', 1)).toBeVisible()
}

async function numberIn(cell: ReturnType<ResponsePage['cell']>): Promise<number> {
  await expect(cell).toContainText(/\d/u)
  return Number((await cell.innerText()).replace(/[^\d.]/gu, ''))
}
