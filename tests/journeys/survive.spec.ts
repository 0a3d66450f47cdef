// The host is killed with -9 between the steps of the work: everything that was acknowledged is there again, and the person is where she was.
import { expect, test } from '@playwright/test'
import { CT_NAME, PASSAGE, PATIENT, writeJourneyBundle } from '../support/journeyBundle.ts'
import { completeReport, REPORT_WORDS } from '../support/journeyReport.ts'
import { openSignedUp, PASSPHRASE, type Workstation } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { DocumentsPage } from '../support/pages/documentsPage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { ReportPage } from '../support/pages/reportPage.ts'
import { SignOffPage } from '../support/pages/signOffPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

const SLICE = 12
const own = REPORT_WORDS.en

test('what was acknowledged survives kill -9 after import, highlight, measurement, sentence and signature', async ({ browser }) => {
  test.setTimeout(300_000)
  const bundle = await writeJourneyBundle({ language: 'en' })
  const workstation = await openSignedUp(browser, 'en')
  try {
    await test.step('after the import', () => afterImport(workstation, bundle.folder))
    await test.step('after a highlight', () => afterHighlight(workstation))
    await test.step('after a measurement', () => afterMeasurement(workstation))
    await test.step('in the middle of a paragraph', () => inTheMiddleOfAParagraph(workstation))
    await test.step('after the signature', () => afterSignature(workstation))
  } finally {
    await workstation.discard()
    bundle.discard()
  }
})

/** How long the workstation takes to remember where the person is; a jump within it may be lost, work may not. */
const PLACE_SETTLES_MS = 1_000

async function killAndReopen(workstation: Workstation): Promise<void> {
  await workstation.page.waitForTimeout(PLACE_SETTLES_MS)
  await workstation.killAndReopen()
}

async function afterImport(workstation: Workstation, folder: string): Promise<void> {
  const { words } = workstation
  const list = new WorklistPage(workstation.page, words)
  await list.open('folder', folder)
  await list.waitForResult()
  await workstation.killAndReopen()
  const again = new WorklistPage(workstation.page, words)
  await again.go()
  await expect(again.cases()).toHaveCount(1)
  await again.cases().first().dblclick()
  await expect(new CasePage(workstation.page, words).banner()).toContainText(PATIENT.shown)
}

async function afterHighlight(workstation: Workstation): Promise<void> {
  const { words } = workstation
  await new CasePage(workstation.page, words).go('documents')
  const documents = new DocumentsPage(workstation.page, words)
  await documents.open('anatomia patologica')
  await documents.highlight(PASSAGE, own.note)
  await expect(workstation.page.getByText(words.like('shell.savedAt'))).toBeVisible()
  await killAndReopen(workstation)
  const again = new DocumentsPage(workstation.page, words)
  await new CasePage(workstation.page, words).expectTab('documents')
  await expect(again.list().getByRole('button', { name: /anatomia patologica/u })).toHaveAttribute('aria-current', 'true')
  await expect(again.line(PASSAGE)).toBeVisible()
  await again.entry(PASSAGE).click()
  await expect(again.drawer().getByRole('textbox', { name: words.t('documents.drawer.note') })).toHaveValue(own.note)
}

async function afterMeasurement(workstation: Workstation): Promise<void> {
  const { words } = workstation
  await new CasePage(workstation.page, words).go('imaging')
  const imaging = new ImagingPage(workstation.page)
  await imaging.openSeries(new RegExp(CT_NAME, 'u'))
  await imaging.press('Home')
  for (let i = 1; i < SLICE; i++) await imaging.press('ArrowDown')
  await expect.poll(() => imaging.shownSlice()).toBe(SLICE)
  const drawn = await imaging.measure('length', [0.3, 0.4], [0.45, 0.4])
  await expect(workstation.page.getByText(words.like('shell.savedAt'))).toBeVisible()
  await killAndReopen(workstation)
  await new CasePage(workstation.page, words).expectTab('imaging')
  const again = new ImagingPage(workstation.page)
  await again.waitForPicture()
  await expect.poll(() => again.shownSlice()).toBe(SLICE)
  await expect(again.marks()).toHaveCount(1)
  const millimetres = /[\d.]+\smm/u.exec(drawn)?.[0] ?? '-'
  await expect(again.marks().first()).toContainText(millimetres)
}

async function inTheMiddleOfAParagraph(workstation: Workstation): Promise<void> {
  const { words } = workstation
  await new CasePage(workstation.page, words).go('report')
  const report = new ReportPage(workstation.page, words)
  await report.write('imaging', 'The nodule of the left lung has grown and')
  await report.waitUntilSaved()
  await killAndReopen(workstation)
  await new CasePage(workstation.page, words).expectTab('report')
  const again = new ReportPage(workstation.page, words)
  await expect(again.text('imaging')).toBeInViewport({ timeout: 20_000 })
  await expect(again.text('imaging')).toContainText('The nodule of the left lung has grown and')
}

async function afterSignature(workstation: Workstation): Promise<void> {
  const { words } = workstation
  const report = new ReportPage(workstation.page, words)
  await report.write('diagnosis', own.diagnosis)
  await completeReport(report)
  await new CasePage(workstation.page, words).go('signOff')
  const signOff = new SignOffPage(workstation.page, words)
  const hash = await signOff.hash()
  await signOff.attest()
  await signOff.sign(1, PASSPHRASE)
  await expect(signOff.act().getByText(words.t('signOff.state.final'), { exact: true })).toBeVisible({ timeout: 60_000 })
  await killAndReopen(workstation)
  await new CasePage(workstation.page, words).expectTab('signOff')
  const again = new SignOffPage(workstation.page, words)
  expect(await again.hash()).toBe(hash)
  await again.act().getByRole('button', { name: words.t('signOff.verify') }).click()
  await expect(again.act().getByText(words.t('signOff.verified'))).toBeVisible()
}
