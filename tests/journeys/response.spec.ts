// Measuring, following and judging lesions (walk-through E1.5 to E1.9, E1.12): two dates, limits refused with their reason, new lesion, outside value, kill -9.
import { expect, type Page, test } from '@playwright/test'
import { CT_NAME, FOLLOW_UP_NAME, PATIENT, writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import type { JourneyWords } from '../support/journeyWords.ts'
import { openSignedUp } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { ResponsePage } from '../support/pages/responsePage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

test('a lesion measured on two dates becomes a response a clinic can stand behind', async ({ browser }) => {
  test.setTimeout(240_000)
  const bundle = await writeJourneyBundle({ language: 'en', followUp: true })
  const workstation = await openSignedUp(browser, 'en')
  const { words } = workstation
  try {
    const list = new WorklistPage(workstation.page, words)
    await list.open('folder', bundle.folder)
    await list.waitForResult()
    await list.openImportedCase()
    await test.step('measure and follow on two dates', () => followOnTwoDates(workstation.page, words))
    await test.step('limits are refused with their reason', () => limits(workstation.page, words))
    await test.step('a new lesion: equivocal is nothing, unequivocal is progression', () => newLesion(workstation.page, words))
    await test.step('ours against the outside value', () => outside(workstation.page, words))
    await expect(workstation.page.getByText(words.like('shell.savedAt'))).toBeVisible()
    await workstation.page.waitForTimeout(1_000)
    await workstation.killAndReopen()
    await expect(new CasePage(workstation.page, words).banner()).toContainText(PATIENT.shown)
    const again = new ResponsePage(workstation.page, words)
    await expect(again.cell('T1', 1)).toBeVisible()
    await expect(again.summary()).toContainText(words.t('response.words.PD'))
  } finally {
    await workstation.discard()
    bundle.discard()
  }
})

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
  await takePicture(page, 'response-table')
  for (const chart of ['spider', 'waterfall'] as const) {
    await page.getByText(words.t(`response.chart.${chart}`), { exact: true }).click()
    await expect(page.getByRole('img', { name: words.t(`response.chart.${chart}`) })).toBeVisible()
    await takePicture(page, `response-${chart}`)
  }
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

async function newLesion(page: Page, words: JourneyWords): Promise<void> {
  const response = new ResponsePage(page, words)
  await response.addLesion('new', 'bone')
  await response.cell('N1', 1).click()
  await response.choose(words.t('response.state'), words.t('response.states.equivocal'))
  await expect(response.summary()).toContainText(words.t('response.words.SD'))
  await response.choose(words.t('response.state'), words.t('response.states.unequivocal'))
  await expect(response.summary()).toContainText(words.t('response.words.PD'))
}

async function outside(page: Page, words: JourneyWords): Promise<void> {
  const response = new ResponsePage(page, words)
  await response.cell('T1', 1).click()
  const ours = await numberIn(response.cell('T1', 1))
  await page.getByLabel(words.t('response.outsideMm'), { exact: true }).fill(String(Math.round(ours - 8)))
  await page.getByRole('button', { name: words.t('response.outsideKeep') }).click()
  await expect(page.getByText(words.t('response.grade.major'))).toBeVisible()
  await takePicture(page, 'response-outside')
}

async function numberIn(cell: ReturnType<ResponsePage['cell']>): Promise<number> {
  await expect(cell).toContainText(/\d/u)
  return Number((await cell.innerText()).replace(/[^\d.]/gu, ''))
}
