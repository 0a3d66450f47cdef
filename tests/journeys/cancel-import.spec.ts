// Imports that do not go smoothly: cancelled ones leave nothing, foreign images wait for a decision, what cannot be read is named with its reason.
import { statSync, truncateSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

test('a cancelled import leaves no case and no file behind', async ({ browser }) => {
  const bundle = await writeJourneyBundle({ language: 'en', moreSlices: 900 })
  const workstation = await openSignedUp(browser, 'en')
  const { page, words } = workstation
  const list = new WorklistPage(page, words)
  try {
    await list.open('zip', await bundle.zip())
    await expect(list.importHeading()).toBeVisible({ timeout: 60_000 })
    const progress = page.getByRole('progressbar', { name: words.t('import.progress') })
    await expect(progress).toBeVisible()
    await takePicture(page, 'cancel-01-running')
    await page.getByRole('button', { name: words.t('import.cancel') }).click()
    await expect(page.getByText(words.t('import.summary.cancelled'))).toBeVisible({ timeout: 30_000 })
    await takePicture(page, 'cancel-02-cancelled')
    await expect(page.getByRole('button', { name: words.t('import.openCase') })).toHaveCount(0)
    await list.go()
    await expect(page.getByText(words.t('worklist.empty'))).toBeVisible()
  } finally {
    await workstation.discard()
    bundle.discard()
  }
})

test('another patient’s image waits for a decision; what cannot be read is named with its reason', async ({ browser }) => {
  const bundle = await writeJourneyBundle({ language: 'en', trouble: true })
  const workstation = await openSignedUp(browser, 'en')
  const { page, words } = workstation
  const list = new WorklistPage(page, words)
  const detail = page.getByRole('complementary', { name: words.t('import.selected') })
  try {
    await list.open('folder', bundle.folder)
    await list.waitForResult()
    await takePicture(page, 'cancel-03-trouble')
    await expect(list.items('quarantined')).toHaveCount(1)
    await list.items('quarantined').first().click()
    const table = detail.getByRole('table')
    await expect(table).toContainText('Ruiz Mora')
    await expect(table).toContainText(/lopez vega/iu)
    await expect(table).toContainText(words.t('import.caseSays'))

    for (const name of [/BROKEN/u, /damaged\.pdf/u, /viewer\.exe/u]) {
      const item = list.result().getByRole('option', { name })
      await item.click()
      await expect(detail.getByRole('heading', { name })).toBeVisible()
      const reason = await detail.locator('p').nth(1).innerText()
      expect(reason.length, `reason for ${name}`).toBeGreaterThan(10)
    }

    await list.openImportedCase()
    const open = new CasePage(page, words)
    await open.go('overview')
    await page.getByRole('button', { name: words.t('overview.action.setAside') }).click()
    const held = page.getByRole('region', { name: words.t('quarantine.selected') })
    await expect(held.getByRole('table')).toContainText('Ruiz Mora')
    await held.getByRole('button', { name: words.t('quarantine.leaveOut') }).click()
    await expect(held.getByText(words.t('import.decision.leftOut'), { exact: true })).toBeVisible()
    await takePicture(page, 'cancel-04-decided')
    await page.getByRole('button', { name: words.t('quarantine.toCase') }).click()
    await expect(page.getByRole('button', { name: words.t('overview.action.setAside') })).toHaveCount(0)
  } finally {
    await workstation.discard()
    bundle.discard()
  }
})

test('an archive that was cut off on its way says so and makes no case', async ({ browser }) => {
  const bundle = await writeJourneyBundle({ language: 'en' })
  const file = await bundle.zip()
  truncateSync(file, Math.floor(statSync(file).size / 2))
  const workstation = await openSignedUp(browser, 'en')
  const { page, words } = workstation
  const list = new WorklistPage(page, words)
  try {
    await list.open('zip', file)
    await list.waitForResult()
    await takePicture(page, 'cancel-05-cut-off')
    await expect(list.items('rejected')).toHaveCount(1)
    await expect(list.items('rejected').first()).toContainText(words.t('item.notReadable'))
    await expect(page.getByRole('button', { name: words.t('import.openCase') })).toHaveCount(0)
    await list.go()
    await expect(page.getByText(words.t('worklist.empty'))).toBeVisible()
  } finally {
    await workstation.discard()
    bundle.discard()
  }
})
