// The main path without a mouse: sequences, lists, regions, blockers, palette, key sheet, the way back.
import { expect, type Locator, type Page, test } from '@playwright/test'
import { CT_NAME, PASSAGE, PATIENT, writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { DocumentsPage } from '../support/pages/documentsPage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { ReportPage } from '../support/pages/reportPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

test('the main path works by keyboard alone', async ({ browser }) => {
  const bundle = await writeJourneyBundle({ language: 'en', unsure: true })
  const workstation = await openSignedUp(browser, 'en')
  const { page, words } = workstation
  const list = new WorklistPage(page, words)
  const open = new CasePage(page, words)
  const documents = new DocumentsPage(page, words)
  const imaging = new ImagingPage(page)
  const report = new ReportPage(page, words)
  try {
    await test.step('two cases in, by the key for a folder', async () => {
      for (let i = 0; i < 2; i++) {
        const chooser = page.waitForEvent('filechooser')
        await page.keyboard.press('Control+o')
        await (await chooser).setFiles(bundle.folder)
        if (i === 1) {
          await reach(page, page.getByRole('button', { name: words.t('import.same.separate') }))
          await press(page, 'Enter')
        }
        await list.waitForResult()
        if (i === 0) {
          // Two dates in one study: neither is taken until a person says which.
          const group = page.getByRole('group', { name: words.t('import.quality.whichDate') })
          await expect(group.getByRole('radio', { name: words.t('import.quality.undecided') })).toBeChecked()
          await reach(page, group.getByRole('radio', { name: words.t('import.quality.undecided') }))
          await press(page, 'ArrowUp')
          await expect(group.getByRole('radio', { name: '4 May 2026' })).toBeChecked()
          await takePicture(page, 'keyboard-00-two-dates')
        }
        await press(page, 'g', 'w')
        await expect(list.cases()).toHaveCount(i + 1)
      }
    })
    await test.step('the list: J, K, Enter', async () => {
      await reach(page, page.getByRole('listbox', { name: words.t('worklist.list') }))
      await press(page, 'k', 'k')
      await expect(list.cases().nth(0)).toHaveAttribute('aria-selected', 'true')
      await press(page, 'j')
      await expect(list.cases().nth(1)).toHaveAttribute('aria-selected', 'true')
      await press(page, 'Enter')
      await expect(open.banner()).toContainText(PATIENT.shown)
      await open.expectTab('overview')
    })
    await test.step('documents: open one, find, walk the highlights', async () => {
      await press(page, 'g', 'd')
      await open.expectTab('documents')
      const first = documents.list().getByRole('button', { name: /anatomia patologica/u })
      await reach(page, first)
      await press(page, 'Enter')
      await expect(documents.line(PASSAGE)).toBeVisible()
      await reach(page, documents.reader())
      await press(page, '/')
      await page.keyboard.type('biopsia')
      await expect(page.getByText(words.t('documents.viewer.hits', { current: 1, total: 1 }))).toBeVisible()
      await press(page, 'Escape')
    })
    await test.step('images: scroll, measure in the middle, make a proof', async () => {
      await press(page, 'g', 'i')
      await open.expectTab('imaging')
      await reach(page, page.getByRole('navigation', { name: words.t('imaging.series') }).getByRole('button', { name: new RegExp(CT_NAME, 'u') }))
      await press(page, 'Enter')
      await imaging.waitForPicture()
      await reach(page, imaging.viewer())
      await press(page, 'Home', 'PageDown', 'ArrowDown')
      await expect.poll(() => imaging.shownSlice()).toBe(12)
      await press(page, '2', 'i', 'i', '1')
      await page.keyboard.press('Shift+D')
      await expect(imaging.marks()).toHaveCount(1)
      await press(page, 'Enter')
      await takePicture(page, 'keyboard-01-imaging')
    })
    await test.step('report: F8 to a blocker, a sentence, its proof, the chip and back', async () => {
      await press(page, 'g', 'r')
      await open.expectTab('report')
      await expect(report.beforeSigning().getByRole('button').first()).toBeVisible()
      // F8 walks the blockers in their order; what of the material is unaddressed may stand before the issuer.
      const issuer = report.field('caseAndProgramme', 'issuer')
      for (let i = 0; i < 12 && !(await issuer.evaluate((field) => field === document.activeElement)); i++) {
        await page.keyboard.press('F8')
        await page.waitForTimeout(300)
      }
      await expect(issuer).toBeFocused()
      await page.keyboard.type('Second opinion centre')
      await page.keyboard.press('Enter')
      await reach(page, page.getByRole('navigation', { name: words.t('report.outline') }).getByRole('button', { name: /^8 ?Imaging/u }))
      await press(page, 'Enter')
      await reach(page, report.text('imaging'))
      for (let i = 0; i < 2; i++) await page.keyboard.press('Control+Alt+l')
      await expect(report.text('imaging').getByText('CT Old chest, DEMO CHEST, 4 May 2026: Slices lie 3.30 to 4.70 mm apart: no volume, no MPR measurement.')).toHaveCount(1)
      await page.keyboard.press('Enter')
      await page.keyboard.type('The mass measures 26 mm.')
      await page.keyboard.press('Control+Shift+P')
      await expect(report.picker()).toBeVisible()
      await page.keyboard.type('M1')
      await page.keyboard.press('Enter')
      const chip = report.chip(/M1 .*mm/u)
      await expect(chip).toBeVisible()
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
      await expect(open.beside()).toBeVisible()
      await imaging.waitForPicture()
      await expect.poll(() => imaging.shownSlice()).toBe(12)
      await takePicture(page, 'keyboard-02-proof')
      await page.keyboard.press('Alt+ArrowLeft')
      await expect(open.beside()).toBeHidden()
    })
    await test.step('palette, key sheet, regions, sign-off', async () => {
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      await page.keyboard.type(words.t('shell.command.goSignOff'))
      await page.keyboard.press('Enter')
      await open.expectTab('signOff')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.keyboard.press('Alt+ArrowLeft')
      await open.expectTab('report')
      await press(page, 'Escape')
      await reach(page, open.tab('report'))
      await page.keyboard.press('Shift+?')
      const sheet = page.getByRole('dialog', { name: words.t('shell.sheet.title') })
      await expect(sheet).toContainText(words.t('shell.command.nextRegion'))
      await page.keyboard.press('Escape')
      await expect(sheet).toBeHidden()
      const before = await focusedRegion(page)
      await page.keyboard.press('F6')
      expect(await focusedRegion(page)).not.toBe(before)
      await page.keyboard.press('Shift+F6')
      expect(await focusedRegion(page)).toBe(before)
    })
  } finally {
    await workstation.discard()
    bundle.discard()
  }
})

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

const MOST_STEPS = 120

/** Goes to an element with F6 and Tab only, as somebody without a mouse does. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  const region = () => target.evaluate((element) => element.closest('[data-region]')?.contains(document.activeElement) ?? true)
  for (let i = 0; i < 12 && !(await region()); i++) await page.keyboard.press('F6')
  for (let i = 0; i < MOST_STEPS && !(await isThere()); i++) await page.keyboard.press(i < MOST_STEPS / 2 ? 'Tab' : 'Shift+Tab')
  expect(await isThere(), `${target} cannot be reached by keyboard`).toBe(true)
}

function focusedRegion(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? document.activeElement?.closest('[data-region]')?.className ?? '')
}
