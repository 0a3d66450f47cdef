// Documents: found across the case and marked there, texts readable, proofs opened and come back from.
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { PASSAGE, writeJourneyBundle } from '../support/journeyBundle.ts'
import { carryingLetter, correctedLetter, scannedSheet } from '../support/journeyPaper.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp, PASSPHRASE } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

/** The same sheet of two months: each value is a point of the line. */
const HL7_APRIL = [
  'MSH|^~\\&|LAB|Hospital Valdeluna|||20260410083000||ORU^R01|2|P|2.5',
  'PID|1||882211||RUIZ MORA^ANA||19630408|F',
  'OBR|1|||^Bioquímica|||20260410080000',
  'OBX|1|NM|14682-9^Creatinina^LN||70,7|umol/L|45 - 84|N|||F|||20260410080000',
  'OBX|2|NM|2039-6^CEA^LN||1.234|ng/mL|< 5,0|N|||F|||20260410080000',
]

const HL7 = [
  'MSH|^~\\&|LAB|Hospital Valdeluna|||20260612083000||ORU^R01|1|P|2.5',
  'PID|1||882211||RUIZ MORA^ANA||19630408|F',
  'OBR|1|||^Bioquímica|||20260612080000',
  'OBX|1|NM|2160-0^Creatinina^LN||0,90|mg/dL|0,51 - 0,95|N|||F|||20260612080000',
  'OBX|2|NM|2039-6^CEA^LN||4,2|ng/mL|< 5,0|N|||F|||20260612080000',
]

/** A case of the demo's kind with results, a web page, a corrected letter and a scan that is another patient's. */
async function inTheCase(browser: Browser, work: (page: Page, open: CasePage) => Promise<void>): Promise<void> {
  const bundle = await writeJourneyBundle({ language: 'en' })
  mkdirSync(join(bundle.folder, 'lab'))
  writeFileSync(join(bundle.folder, 'lab/analitica_junio.hl7'), HL7.join('\r'))
  writeFileSync(join(bundle.folder, 'lab/analitica_abril.hl7'), HL7_APRIL.join('\r'))
  writeFileSync(join(bundle.folder, 'letters/anatomia_patologica_corregida.pdf'), await correctedLetter())
  writeFileSync(join(bundle.folder, 'lab/escaneado.pdf'), await scannedSheet())
  writeFileSync(join(bundle.folder, 'letters/carta_con_anexos.pdf'), await carryingLetter())
  writeFileSync(join(bundle.folder, 'lab/nota.html'), '<html><body><h1>Nota de enfermería</h1><p>Paciente Ana Ruiz Mora. Refiere <b>disnea</b> de esfuerzo.</p><script>document.title="run"</script></body></html>')
  const workstation = await openSignedUp(browser, 'en')
  const { page, words } = workstation
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  try {
    const list = new WorklistPage(page, words)
    await list.open('folder', bundle.folder)
    await list.waitForResult()
    await list.openImportedCase()
    await work(page, new CasePage(page, words))
    expect(faults).toEqual([])
  } finally {
    await workstation.discard()
    bundle.discard()
  }
}

test('found in the whole case, marked, cited and come back from', async ({ browser }) => {
  await inTheCase(browser, async (page, open) => {
    await test.step('find across the case', () => findAcross(page))
    await test.step('texts are read, not run', () => readTexts(page, open))
    await test.step('laboratory values become a line', () => drawTrend(page, open))
    await test.step('marks follow their words into the corrected file', () => carryOver(page, open))
  })
})

test('marks are talked about, the course is put together, and a scan of another patient leaves the case', async ({ browser }) => {
  await inTheCase(browser, async (page, open) => {
    await test.step('something is put on the timeline', () => putOnTimeline(page))
    await test.step('a stamp, a drawing, an answer and a task', () => discuss(page, open))
    await test.step('an earlier opinion is coded, each value with its proof', () => codeOpinion(page, open))
    await test.step('nothing new from others, and the case as it stood before', () => lookBack(page, open))
    await test.step('two documents side by side', () => showBeside(page))
    await test.step('a guideline is cited by hand, marked, and said to be superseded', () => citeGuideline(page))
    await test.step('files inside a PDF are listed, its scripts never run', () => openCarrying(page, open))
    await test.step('a file is left while it is still coming', () => leaveWhileItOpens(page))
    await test.step('a scan is read, set aside, released and found', () => recognise(page))
  })
})

async function findAcross(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+f')
  const field = page.getByRole('textbox', { name: 'Find in documents, images, notes and report' })
  await expect(field).toBeFocused()
  await page.keyboard.type('adenocarcinoma pulmon')
  const hit = page.locator('.f-hit').filter({ hasText: 'Adenocarcinoma de pulmón' })
  await expect(hit).toHaveCount(2, { timeout: 20_000 })
  await expect(hit.first().locator('mark')).toHaveText(['Adenocarcinoma', 'pulmón'])
  await takePicture(page, 'documents-01-find')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('document')).toContainText(PASSAGE)
  await expect(page.locator('.textLayer .highlight').first()).toBeVisible()
  await takePicture(page, 'documents-02-hit')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(field).toHaveValue('adenocarcinoma pulmon')
  await field.fill('creatinina 0,90')
  await page.keyboard.press('Enter')
}

async function readTexts(page: Page, open: CasePage): Promise<void> {
  const sheet = page.getByRole('main').getByRole('document')
  await expect(sheet.getByRole('row', { name: /Creatinina 0,90 mg\/dL 0,51 - 0,95/u })).toBeVisible()
  await takePicture(page, 'documents-03-hl7')
  await page.locator('.d-row').filter({ hasText: 'nota' }).click()
  await expect(sheet).toContainText('disnea de esfuerzo')
  await expect(sheet).not.toContainText('document.title')
  expect(await page.title()).not.toBe('run')
  await sheet.getByText('disnea', { exact: false }).dblclick()
  await page.keyboard.press('h')
  await expect(page.locator('.d-highlight')).toHaveCount(1)
  await takePicture(page, 'documents-04-text')
  await open.go('documents')
}

async function drawTrend(page: Page, open: CasePage): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await open.go('values')
  const waiting = page.getByRole('navigation', { name: 'Stated in documents' })
  await expect(waiting.getByRole('listitem')).toHaveCount(4)
  // 1.234 without a decimal mark that is known could be two numbers: it is asked, never guessed.
  await expect(waiting).toContainText('Thousands or decimals?')
  await takePicture(page, 'documents-05-proposals')
  await waiting.getByRole('button', { name: /^Confirm 3 values/u }).click()
  await expect(waiting.getByRole('listitem')).toHaveCount(1)
  const view = page.getByRole('region', { name: 'Confirmed values' })
  await view.getByText('Creatinine', { exact: false }).first().click()
  const rows = view.getByRole('row')
  await expect(rows).toHaveCount(3)
  // 70.7 umol/L are 0.80 mg/dL (factor 88.4, golden case UN001).
  await expect(rows.nth(2)).toContainText('0.8')
  await expect(rows.nth(2)).toContainText('70,7 umol/L')
  await expect(view.locator('canvas')).toBeVisible()
  await view.getByRole('button', { name: /^Use the value of .* as proof/u }).first().click()
  await expect(page.getByText(/^Ready as proof: Creatinine 0,90 mg\/dL/u)).toBeVisible()
  await rows.nth(2).getByRole('button', { name: /analitica/u }).focus()
  await page.keyboard.press('l')
  await expect(page.getByText(/^Ready as proof: Creatinine 70,7 umol\/L/u)).toBeVisible()
  await takePicture(page, 'documents-06-trend')
  await rows.nth(1).getByRole('button', { name: /analitica/u }).click()
  await expect(page.getByRole('main').getByRole('document')).toContainText('0,90')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(view.locator('canvas')).toBeVisible()
}

async function carryOver(page: Page, open: CasePage): Promise<void> {
  await open.go('documents')
  await page.locator('.d-row').filter({ hasText: /^anatomia patologica(?! corr)/u }).click()
  const documents = page.getByRole('main').getByRole('document')
  await expect(documents).toContainText(PASSAGE)
  await page.getByText(PASSAGE).first().click({ clickCount: 3 })
  await page.keyboard.press('h')
  await expect(page.locator('.d-highlight')).toHaveCount(1)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a copy with these marks' }).click()
  const copy = readFileSync(await (await download).path())
  expect(copy.includes('/Highlight')).toBe(true)
  await page.locator('.d-row').filter({ hasText: 'corregida' }).click()
  await page.getByRole('button', { name: 'Carry 1 mark over' }).click()
  await expect(page.locator('.d-highlight')).toHaveCount(1)
  await takePicture(page, 'documents-07-carried')
  await page.locator('.d-row').filter({ hasText: /^anatomia patologica(?! corr)/u }).click()
  await expect(page.getByText('A corrected edition has replaced this file', { exact: false })).toBeVisible()
}

/** Scripts of the file would alert, write and rename; nothing happens. What it carries is named and stays closed. */
async function openCarrying(page: Page, open: CasePage): Promise<void> {
  const alerts: string[] = []
  page.on('dialog', (dialog) => {
    alerts.push(dialog.message())
    void dialog.dismiss()
  })
  await page.locator('.d-row').filter({ hasText: 'carta con anexos' }).click()
  await expect(page.getByRole('main').getByRole('document')).toContainText('Carta con anexos')
  await page.getByText('This file carries 2 other files').click()
  const carried = page.locator('.d-attachments li')
  await expect(carried).toHaveCount(2)
  await expect(carried.first()).toContainText('nota_adjunta.txt')
  await takePicture(page, 'documents-16-attachments')
  await page.getByRole('button', { name: 'Take into the case: nota_adjunta.txt' }).click()
  await expect(page.getByRole('option', { name: /^nota_adjunta\.txt/u })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('1 of 1 items belongs to this case.')).toBeVisible()
  await page.getByRole('button', { name: 'Open case' }).click()
  await open.go('documents')
  await expect(page.locator('.d-row').filter({ hasText: 'nota adjunta' })).toBeVisible()
  expect(alerts).toEqual([])
  expect(await page.title()).not.toContain('run-')
}

/** It becomes a text of the case with its edition; what somebody states of it stands in the list and above it. */
async function citeGuideline(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cite a guideline or article' }).click()
  const form = page.getByRole('form', { name: 'Cite a guideline or article' })
  await expect(form.getByRole('textbox', { name: 'Title' })).toBeFocused()
  for (const [name, words] of [['Title', 'ESMO guideline: lung cancer'], ['Publisher or journal', 'Ann Oncol 34:339'], ['Edition or year', '2023'], ['DOI or address', 'https://doi.org/10.1016/j.annonc'], ['Words you rely on', 'Osimertinib is the preferred option.']] as const) await form.getByRole('textbox', { name }).fill(words)
  await form.getByRole('button', { name: 'Add to the case' }).click()
  const sheet = page.getByRole('main').getByRole('document')
  await expect(sheet).toContainText('Osimertinib is the preferred option.')
  await expect(sheet.getByRole('link')).toHaveCount(0)
  await sheet.focus()
  await sheet.getByText('Osimertinib', { exact: false }).evaluate((text) => {
    const [words, at] = [text.firstChild, (text.textContent ?? '').indexOf('Osimertinib')]
    if (words) document.getSelection()?.setBaseAndExtent(words, at, words, at + 'Osimertinib'.length)
  })
  await page.keyboard.press('l')
  await expect(page.locator('.d-highlight')).toHaveCount(1)
  await page.getByText('Superseded', { exact: true }).click()
  await expect(page.locator('.d-row').filter({ hasText: 'ESMO guideline' })).toContainText('Superseded')
  await takePicture(page, 'documents-18-guideline')
}

/** The scan is another patient's: read, it leaves the case with the evidence; released, it is found and shown with its words. */
/** Its later bytes are held back until the reader has gone on to another file: that ends a reading and is no fault. */
async function leaveWhileItOpens(page: Page): Promise<void> {
  const later = (headers: Record<string, string>) => /^bytes=[1-9]/u.test(headers['range'] ?? '')
  let leave: () => void = () => undefined
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  await page.route('**/blobs/**', async (route) => {
    if (!later(route.request().headers())) return route.continue()
    await left
    await route.abort().catch(() => undefined)
  })
  const asked = page.waitForRequest((request) => later(request.headers()))
  await page.locator('.d-row').filter({ hasText: 'escaneado' }).click()
  await asked
  await page.locator('.d-row').filter({ hasText: 'carta con anexos' }).click()
  await expect(page.getByRole('main').getByRole('document')).toContainText('Carta con anexos')
  leave()
  await page.unroute('**/blobs/**')
}

async function recognise(page: Page): Promise<void> {
  await page.locator('.d-row').filter({ hasText: 'escaneado' }).click()
  await page.getByRole('button', { name: 'Recognise the text' }).click()
  await expect(page.getByText('no longer in this case', { exact: false })).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.d-row').filter({ hasText: 'escaneado' })).toHaveCount(0)
  await takePicture(page, 'documents-08-set-aside')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  const evidence = page.getByRole('region', { name: 'Selected item' })
  await expect(evidence).toContainText('Inés Solano Brihuega')
  await expect(evidence).toContainText('08/02/1959')
  await takePicture(page, 'documents-09-evidence')
  await evidence.getByRole('button', { name: /Release/u }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Reason/u }).fill('Demonstration sheet, shown on purpose')
  await dialog.getByLabel('Your passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Release into the case' }).click()
  await expect(dialog).toHaveCount(0)
  await page.getByRole('button', { name: 'Back to the case' }).click()
  await page.keyboard.press('Control+Shift+f')
  await expect(page.getByRole('textbox', { name: 'Find in documents, images, notes and report' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('levodopa')
  await expect(page.locator('.f-hit')).toHaveCount(1, { timeout: 20_000 })
  await expect(page.locator('.f-hit')).toContainText('recognised')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Text recognised on this device, \d+\s% sure/u)).toBeVisible({ timeout: 20_000 })
  await expect(page.locator('.read-words span').filter({ hasText: 'Parkinson' }).first()).toBeAttached()
  await expect(page.locator('.mark-box[data-passing]').first()).toBeVisible()
  await takePicture(page, 'documents-10-found-in-scan')
}

/** A stamp, a drawing, an answer with a task: on the page, in the list, and in the way of the signature. */
async function discuss(page: Page, open: CasePage): Promise<void> {
  await open.go('documents')
  await page.locator('.d-row').filter({ hasText: /^anatomia patologica(?! corr)/u }).click()
  const pages = page.getByRole('main').getByRole('document')
  const drawer = page.getByRole('complementary', { name: 'Proof in this document' })
  await expect(pages).toContainText(PASSAGE)
  const box = await pages.boundingBox()
  if (!box) throw new Error('no page on the screen')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.getByRole('button', { name: 'More marks' }).click()
  await page.getByRole('menuitem', { name: 'Stamp: Contradicts' }).click()
  await page.mouse.click(x, y)
  await expect(page.locator('.mark-stamp')).toHaveText('Contradicts')
  await page.getByRole('button', { name: 'More marks' }).click()
  await page.getByRole('menuitem', { name: 'Draw' }).click()
  await page.mouse.move(x - 120, y + 40)
  await page.mouse.down()
  await page.mouse.move(x, y + 80, { steps: 6 })
  await page.mouse.move(x + 120, y + 40, { steps: 6 })
  await page.mouse.up()
  await expect(page.locator('.mark-ink polyline')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await drawer.getByRole('textbox', { name: 'Remark' }).fill('Compare with the CT of May')
  await drawer.getByRole('combobox', { name: 'Task for' }).click()
  await page.getByRole('option', { name: /Task for/u }).first().click()
  await drawer.getByRole('checkbox', { name: 'Holds the signature up' }).check()
  await drawer.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(drawer.getByText('holds the signature up', { exact: false })).toBeVisible()
  await takePicture(page, 'documents-11-discussion')
  await drawer.getByRole('combobox', { name: 'Which marks' }).click()
  await page.getByRole('option', { name: 'Open tasks' }).click()
  await expect(page.locator('.d-highlight')).toHaveCount(1)
  await drawer.getByRole('checkbox', { name: /holds the signature up/u }).click()
  await expect(page.locator('.d-highlight')).toHaveCount(0)
}

async function putOnTimeline(page: Page): Promise<void> {
  const course = page.getByRole('region', { name: 'Course of the illness' })
  await course.getByRole('button', { name: 'Put something on the timeline' }).click()
  await course.getByRole('textbox', { name: 'Date', exact: true }).fill('3 May 2026')
  await course.getByRole('textbox', { name: 'Event', exact: true }).fill('Lobectomy, other hospital')
  await course.getByRole('button', { name: 'Put on the timeline' }).click()
  await expect(course.getByRole('button', { name: /Lobectomy, other hospital/u })).toBeVisible()
  await course.getByRole('button', { name: 'Draw larger' }).click()
  await course.getByRole('button', { name: 'Laboratory', exact: true }).click()
  await takePicture(page, 'documents-12-timeline')
  await course.getByRole('button', { name: 'Whole course' }).click()
  await course.getByRole('button', { name: /Lobectomy, other hospital/u }).click()
  await course.getByRole('textbox', { name: 'Event', exact: true }).fill('Lobectomy, Valdeluna')
  await course.getByRole('button', { name: 'Put on the timeline' }).click()
  await expect(course.getByRole('button', { name: /Lobectomy, Valdeluna/u })).toBeVisible()
}

/** A coded value takes a proof by key; the chip shows its picture, opens it beside the report, and the mark knows where it is used. */
async function codeOpinion(page: Page, open: CasePage): Promise<void> {
  await page.locator('.d-row').filter({ hasText: /^anatomia patologica(?! corr)/u }).click()
  await page.getByText(PASSAGE).first().click({ clickCount: 3 })
  await page.keyboard.press('h')
  await open.go('report')
  await page.getByRole('button', { name: /First opinion/u }).first().click()
  const list = page.getByRole('group', { name: 'Earlier opinions' })
  await list.getByRole('button', { name: 'Add: Earlier opinion' }).click()
  const author = list.locator('[data-field$="/author"]')
  await expect(author).toBeFocused()
  await author.fill('Dr Ramos')
  await author.press('Enter')
  const diagnosis = list.locator('[data-field$="/diagnosis"]')
  await diagnosis.fill('Adenocarcinoma of the lung')
  await diagnosis.press('Control+Shift+P')
  await page.getByRole('combobox', { name: 'Find a marked passage or measurement' }).press('Enter')
  const chip = list.locator('.r-field-proof').getByRole('button', { name: /^Proof/u })
  await expect(chip).toHaveCount(1)
  await chip.hover()
  await expect(page.getByRole('tooltip').locator('img, canvas')).toBeVisible()
  await takePicture(page, 'documents-15-opinion')
  await chip.click()
  await expect(page.getByRole('complementary', { name: 'Proof', exact: true }).getByRole('document')).toContainText(PASSAGE)
  await page.keyboard.press('Alt+ArrowLeft')
  await open.go('documents')
  await page.locator('.d-row').filter({ hasText: /^anatomia patologica(?! corr)/u }).click()
  await page.locator('.d-highlight-head').filter({ hasText: PASSAGE }).click()
  await expect(page.getByRole('button', { name: /Report 1, §3 First opinion, Earlier opinion: Diagnosis/u })).toBeVisible()
}

/** One's own work is no news; the slider goes back to the first moment, where nothing was marked yet, and nothing can be changed there. */
async function lookBack(page: Page, open: CasePage): Promise<void> {
  await open.go('overview')
  const since = page.getByRole('region', { name: 'Since you last looked' })
  await expect(since).toContainText('Nothing new from others.')
  await citeFromTimeline(page)
  await since.getByRole('button', { name: 'History of the case' }).click()
  await expect(page.getByText('This is the past: nothing can be changed here.', { exact: false })).toBeVisible()
  const marks = page.getByRole('region', { name: 'Marks and measurements' })
  await expect(marks).toContainText(PASSAGE)
  await takePicture(page, 'documents-17-history')
  await page.getByRole('slider', { name: 'Time' }).press('Home')
  await expect(marks).toContainText('Nothing yet.')
  await page.getByRole('button', { name: 'Back to today' }).click()
  await expect(since).toBeVisible()
  await open.go('documents')
}

/** What somebody put on the timeline takes a marked passage as its source, and is then a proof by key. */
async function citeFromTimeline(page: Page): Promise<void> {
  const course = page.getByRole('region', { name: 'Course of the illness' })
  await course.getByRole('button', { name: /Lobectomy, Valdeluna/u }).click()
  await course.getByRole('combobox', { name: 'Source' }).click()
  await page.getByRole('option').filter({ hasText: PASSAGE.slice(0, 20) }).click()
  await course.getByRole('button', { name: 'Put on the timeline' }).click()
  await course.getByRole('button', { name: /Lobectomy, Valdeluna/u }).focus()
  await page.keyboard.press('l')
  await expect(page.getByText(/^Ready as proof: .*Lobectomy, Valdeluna/u)).toBeVisible()
}

async function showBeside(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show another beside' }).click()
  await page.getByRole('menuitem', { name: /corregida/u }).click()
  const beside = page.getByRole('complementary', { name: 'Proof', exact: true })
  await expect(beside.getByRole('document')).toContainText('Informe', { timeout: 20_000 })
  await takePicture(page, 'documents-13-beside')
  await beside.getByRole('button', { name: 'Close the proof' }).click()
  await page.getByRole('button', { name: 'Two pages side by side' }).click()
  await expect(page.locator('.pdfViewer .spread')).toHaveCount(1)
  await takePicture(page, 'documents-14-pairs')
  await page.getByRole('button', { name: 'Two pages side by side' }).click()
}
