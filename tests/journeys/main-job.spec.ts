// The main job from an empty workstation to a signed PDF, with real clicks and keys, in both languages.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { CINE_NAME, CT_NAME, CT_SIZE, CT_SLICES, CT_SPACING_MM, PASSAGE, PASSAGE_WITHOUT_ACCENTS, PATIENT, writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { completeReport, REPORT_WORDS } from '../support/journeyReport.ts'
import type { JourneyWords } from '../support/journeyWords.ts'
import { openWorkstation, PASSPHRASE } from '../support/journeyWorkstation.ts'
import { CasePage, type Tab } from '../support/pages/casePage.ts'
import { DocumentsPage } from '../support/pages/documentsPage.ts'
import { FirstStartPage } from '../support/pages/firstStartPage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { ReportPage } from '../support/pages/reportPage.ts'
import { SignOffPage } from '../support/pages/signOffPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

const LESION_SLICE = 12

for (const language of ['en', 'es'] as const) {
  test(`from first start to a signed PDF (${language})`, async ({ browser }) => {
    const bundle = await writeJourneyBundle({ language })
    const workstation = await openWorkstation(browser, language)
    const { page, words } = workstation
    const broken = faultsOf(page)
    try {
      await test.step('first start', () => firstStart(page, words))
      await test.step('bundle as a ZIP and as a folder', () => takeInTwice(page, words, bundle.folder, bundle.zip))
      await test.step('overview', () => lookAtOverview(page, words))
      await test.step('document, find, highlight', () => markPassage(page, words))
      await test.step('images and measurements', () => measure(page, words))
      await test.step('report with proofs', () => writeReport(page, words))
      await test.step('sign-off', () => sign(page, words))
      await test.step('signed PDF', () => checkPdf(page, words))
      await test.step('frozen, amended, first version readable', () => amend(page, words))
      expect(broken).toEqual([])
    } finally {
      await workstation.discard()
      bundle.discard()
    }
  })
}

/** Errors of the page: none may happen on the way. */
function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return faults
}

const shot = (page: Page, words: JourneyWords, name: string) => takePicture(page, `${words.language}-${name}`)

async function firstStart(page: Page, words: JourneyWords): Promise<void> {
  const start = new FirstStartPage(page, words)
  await shot(page, words, '01-first-start')
  await start.createProfile({ name: words.language === 'es' ? 'Dra. Inés Vidal' : 'Dr Helen Okafor', licence: '28/1234', passphrase: PASSPHRASE })
  await shot(page, words, '02-recovery')
  expect((await start.keepRecoveryCode()).length).toBeGreaterThan(15)
  await expect(page.getByText(words.t('worklist.empty'))).toBeVisible()
  await shot(page, words, '03-empty')
}

async function takeInTwice(page: Page, words: JourneyWords, folder: string, zip: () => Promise<string>): Promise<void> {
  const list = new WorklistPage(page, words)
  await list.open('zip', await zip())
  await list.waitForResult()
  await shot(page, words, '04-import-zip')
  await expect(list.items('document')).toHaveCount(2)
  await page.getByRole('button', { name: words.t('import.toWorklist') }).click()
  await expect(list.cases()).toHaveCount(1)
  await shot(page, words, '05-worklist')
  await list.open('folder', folder)
  // The same bundle again: it is asked what it shall be.
  await page.getByRole('button', { name: words.t('import.same.separate') }).click()
  await list.waitForResult()
  await shot(page, words, '06-import-folder')
  await expect(page.getByText(words.t('import.summary.failed'))).toHaveCount(0)
  await list.openImportedCase()
}

async function lookAtOverview(page: Page, words: JourneyWords): Promise<void> {
  const open = new CasePage(page, words)
  await expect(page.getByText(words.language === 'es' ? '¿Todavía me pueden operar?' : 'Is the operation still possible?')).toBeVisible()
  await shot(page, words, '07-overview')
  for (const tab of ['documents', 'imaging', 'report', 'signOff', 'overview'] satisfies Tab[]) {
    await open.go(tab)
    await expect(open.banner()).toContainText(PATIENT.shown)
    if (tab === 'signOff') await seeWhatBlocks(page, words)
  }
}

/** E5.1, E5.4: an unanswered question keeps the signature closed, and leads to its place. */
async function seeWhatBlocks(page: Page, words: JourneyWords): Promise<void> {
  const signOff = new SignOffPage(page, words)
  await expect(signOff.signButton(1)).toBeDisabled()
  const checked = page.getByRole('complementary', { name: words.t('signOff.checked') })
  await checked.getByRole('button', { name: words.like('obstacle.questionUnanswered.title') }).first().click()
  await expect(new ReportPage(page, words).section('answers')).toBeInViewport()
}

async function markPassage(page: Page, words: JourneyWords): Promise<void> {
  const documents = new DocumentsPage(page, words)
  await new CasePage(page, words).go('documents')
  await documents.open('anatomia patologica')
  await expect(documents.line(PASSAGE)).toBeVisible()
  await shot(page, words, '08-document')
  await documents.find(PASSAGE_WITHOUT_ACCENTS)
  await expect(page.getByText(words.t('documents.viewer.hits', { current: 1, total: 1 }))).toBeVisible()
  await page.keyboard.press('Escape')
  await documents.highlight(PASSAGE, REPORT_WORDS[words.language].note)
  await documents.useAsProof()
  await shot(page, words, '09-highlight')
}

async function measure(page: Page, words: JourneyWords): Promise<void> {
  const imaging = new ImagingPage(page)
  await new CasePage(page, words).go('imaging')
  await imaging.openSeries(new RegExp(CINE_NAME, 'u'))
  const before = await imaging.pictureHash()
  await imaging.press('c')
  await expect.poll(() => imaging.pictureHash(), { timeout: 10_000 }).not.toBe(before)
  await imaging.press('c')
  await shot(page, words, '10-cine')

  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  await imaging.press('Home')
  await expect.poll(() => imaging.shownSlice()).toBe(1)
  await imaging.viewer().hover()
  await page.mouse.wheel(0, 120)
  await page.mouse.wheel(0, 120)
  await expect.poll(() => imaging.shownSlice()).toBe(3)
  await imaging.press('End')
  await expect.poll(() => imaging.shownSlice()).toBe(CT_SLICES)
  await imaging.press('Home')
  for (let i = 1; i < LESION_SLICE; i++) await imaging.press('ArrowDown')
  await expect.poll(() => imaging.shownSlice()).toBe(LESION_SLICE)
  const soft = await imaging.pictureHash()
  await imaging.press('2')
  await expect.poll(() => imaging.pictureHash()).not.toBe(soft)
  await expect(imaging.viewer()).toContainText(words.t('imaging.windowLevel', { width: words.language === 'es' ? '1500' : '1,500', level: words.language === 'es' ? '−600' : '−600' }))
  const lung = await imaging.pictureHash()
  await imaging.press('i')
  await expect.poll(() => imaging.pictureHash()).not.toBe(lung)
  await expect(imaging.viewer()).toContainText(words.t('imaging.inverted'))
  await imaging.press('i')
  await imaging.press('1')

  const length = await imaging.measure('length', [0.3, 0.4], [0.45, 0.4])
  await shot(page, words, '11-length')
  const box = await imaging.viewer().boundingBox()
  if (!box) throw new Error('no viewer')
  // Fitted, the square picture is as wide as the shorter side of the viewer.
  const expected = ((0.15 * box.width) / Math.min(box.width, box.height)) * CT_SIZE * CT_SPACING_MM
  expect(Math.abs(millimetresIn(length) - expected)).toBeLessThan(expected * 0.05)
  expect(length).toContain(words.t('imaging.source.pixelSpacing'))
  const both = await imaging.measure('bidirectional', [0.5, 0.3], [0.62, 0.42])
  expect(both).toMatch(/\d\smm × \d+[.,]\d\smm/u)
  expect(await imaging.shownSlice()).toBe(LESION_SLICE)
  await imaging.makeProof()
  await shot(page, words, '12-measured')
}

function millimetresIn(words: string): number {
  const found = /(\d+(?:[.,]\d+)?)\s*mm/u.exec(words)
  if (!found?.[1]) throw new Error(`no millimetres in "${words}"`)
  return Number(found[1].replace(',', '.'))
}

async function writeReport(page: Page, words: JourneyWords): Promise<void> {
  const open = new CasePage(page, words)
  const report = new ReportPage(page, words)
  const own = REPORT_WORDS[words.language]
  await open.go('report')
  await expect(report.beforeSigning()).toBeVisible()
  await shot(page, words, '13-report')

  // One obstacle, clicked, leads to its field.
  const first = report.beforeSigning().getByRole('button', { name: new RegExp(report.definition('caseAndProgramme').fields.find(({ key }) => key === 'issuer')?.label[words.language] ?? '-', 'u') })
  await first.click()
  await expect(report.field('caseAndProgramme', 'issuer')).toBeFocused()

  await report.write('diagnosis', own.diagnosis)
  await report.insertProof(/anatomia patologica/u)
  await report.write('imaging', own.imaging)
  await expect(report.beforeSigning().getByText(words.t('obstacle.claimWithoutProof.title', { detail: own.imaging }))).toBeVisible()
  await report.insertProof(/M1 /u)
  await expect(report.beforeSigning().getByText(words.t('obstacle.claimWithoutProof.title', { detail: own.imaging }))).toBeHidden()
  await shot(page, words, '14-proofs')

  await report.chip(/anatomia patologica/u).click()
  await expect(open.beside().getByRole('document')).toContainText(PASSAGE)
  await expect(open.beside().locator('.mark-box[data-selected]')).toBeVisible()
  await expect(report.chip(/anatomia patologica/u)).toBeInViewport()
  await shot(page, words, '15-proof-passage')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(open.beside()).toBeHidden()

  await report.chip(/M1 .*mm/u).click()
  const imaging = new ImagingPage(page)
  await imaging.waitForPicture()
  await expect.poll(() => imaging.shownSlice()).toBe(LESION_SLICE)
  await shot(page, words, '16-proof-slice')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(open.beside()).toBeHidden()

  await completeReport(report)
  await expect(report.blockers()).toHaveCount(0)
  await shot(page, words, '17-complete')
}

async function sign(page: Page, words: JourneyWords): Promise<void> {
  const signOff = new SignOffPage(page, words)
  await new CasePage(page, words).go('signOff')
  const hash = await signOff.hash()
  expect(hash).toMatch(/^[0-9a-f]{64}$/u)
  await expect(page.getByRole('main').getByRole('document')).toContainText(PATIENT.familyName, { timeout: 60_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText(words.like('signOff.changedOther'))).toHaveCount(0)
  await shot(page, words, '18-sign-off')
  await signOff.attest()
  await expect(signOff.signButton(1)).toBeDisabled()
  await signOff.sign(1, 'not my passphrase at all')
  await expect(signOff.act().getByText(words.like('signOff.wrongPassphrase_other'))).toBeVisible()
  await signOff.sign(1, PASSPHRASE)
  await expect(signOff.act().getByText(words.t('signOff.state.final'), { exact: true })).toBeVisible({ timeout: 60_000 })
  expect(await signOff.hash()).toBe(hash)
  await signOff.act().getByRole('button', { name: words.t('signOff.verify') }).click()
  await expect(signOff.act().getByText(words.t('signOff.verified'))).toBeVisible()
  await shot(page, words, '19-signed')
}

async function amend(page: Page, words: JourneyWords): Promise<void> {
  const report = new ReportPage(page, words)
  const own = REPORT_WORDS[words.language]
  await new CasePage(page, words).go('report')
  await expect(page.getByText(words.like('report.signedStrip'))).toBeVisible()
  await report.goTo('diagnosis')
  await expect(report.text('diagnosis')).toHaveAttribute('contenteditable', 'false')
  await expect(report.text('diagnosis')).toContainText(own.diagnosis)
  await shot(page, words, '20-frozen')
  await page.getByRole('button', { name: words.t('report.amend.open') }).click()
  await page.getByRole('textbox', { name: words.t('report.amend.reason') }).fill(own.amendment)
  await page.getByRole('button', { name: words.t('report.amend.do', { next: 2 }) }).click()
  await expect(page.getByText(words.t('report.amend.strip', { number: 2, reason: own.amendment }))).toBeVisible()
  await report.write('diagnosis', ` ${own.added}`)
  await expect(report.text('diagnosis')).toContainText(own.added)
  await report.waitUntilSaved()
  await shot(page, words, '21-amended')
  // E5.5: what it says otherwise than the version it replaces.
  await page.getByRole('button', { name: words.t('report.reading.open') }).click()
  const beside = page.getByRole('complementary', { name: words.t('report.reading.title') })
  await beside.getByText(words.t('report.reading.changes'), { exact: true }).click()
  await expect(beside.locator('ins').filter({ hasText: own.added })).toBeVisible()
  await beside.getByRole('button', { name: words.t('report.reading.close') }).click()
  await page.getByRole('combobox', { name: words.t('report.version.choose') }).selectOption({ label: `${words.t('report.version.name', { number: 1 })} · ${words.t('report.status.final')}` })
  await expect(page.getByText(words.like('report.signedStrip'))).toBeVisible()
  await report.goTo('diagnosis')
  await expect(report.text('diagnosis')).toContainText(own.diagnosis)
  await expect(report.text('diagnosis')).not.toContainText(own.added)
}

async function checkPdf(page: Page, words: JourneyWords): Promise<void> {
  const path = await new SignOffPage(page, words).download()
  expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  const signature = run('pdfsig', [path])
  if (signature !== null) expect(signature).toContain('Signature is Valid')
  const form = run('qpdf', ['--check', path])
  if (form !== null) expect(form).toContain('No syntax or stream encoding errors found')
  const text = run('pdftotext', ['-layout', path, '-'])
  if (text === null) return
  expect(text).toContain(PATIENT.familyName)
  expect(text).toContain(REPORT_WORDS[words.language].medical)
  expect(text).toContain(REPORT_WORDS[words.language].psychology)
  expect(text).toContain(REPORT_WORDS[words.language].answer)
}

/** @returns what the tool says; null, and a note in the report, where it is not installed */
function run(tool: string, args: readonly string[]): string | null {
  const { error, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8' })
  if (!error) return `${stdout}${stderr}`
  test.info().annotations.push({ type: 'not checked', description: `${tool} is not installed` })
  return null
}
